using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

/// <summary>A backend of the members without a default and of no others: what the smallest custom backend looks like.</summary>
sealed partial class RequiredMembersBackend(TimeProvider clock) : IBackend
{
    readonly Lock _gate = new();

    long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    ValueTask Do(Action change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            change();
        }

        return ValueTask.CompletedTask;
    }

    ValueTask<T> Ask<T>(Func<T> question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(question());
        }
    }

    ValueTask<byte[]?> Copy<TKey>(Dictionary<TKey, byte[]> table, TKey key, CancellationToken cancellationToken)
        where TKey : notnull =>
        Ask(() => table.TryGetValue(key, out var blob) ? blob.ToArray() : null, cancellationToken);

    ValueTask<int> DeleteWhere<TKey, TRow>(Dictionary<TKey, TRow> table, Func<TRow, bool> expired, CancellationToken cancellationToken)
        where TKey : notnull =>
        Ask(() =>
        {
            var keys = table.Where(row => expired(row.Value)).Select(row => row.Key).ToList();
            keys.ForEach(key => table.Remove(key));
            return keys.Count;
        }, cancellationToken);
}
