using System.Collections.ObjectModel;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>
/// Every read of the five stores over a state in memory, written once: <see cref="InMemoryBackend"/> reads the newest one, <see cref="InMemorySnapshot"/> the one it was opened
/// on, <see cref="InMemoryUnitOfWork"/> its own.
/// </summary>
/// <remarks>Every call completes synchronously and answers what SQLite would (spec/storage.md 1.8). Blobs that come back are copies. Texts are checked before anything is touched.</remarks>
public abstract partial class InMemoryReads : IStoreReads
{
    private protected InMemoryReads(InMemoryDatabase database, int deviceId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(deviceId, 1);
        Database = database;
        DeviceId = deviceId;
    }

    /// <summary>The account that is read and written; other accounts of the storage are neither seen nor touched.</summary>
    public int DeviceId { get; }

    private protected InMemoryDatabase Database { get; }

    /// <summary>What is read.</summary>
    private protected abstract DatabaseState State { get; }

    AccountState Account => State[DeviceId];

    private protected static ReadOnlySpan<T> One<T>(in T item) => new(in item);

    ValueTask<TResult> Read<TArg, TResult>(TArg argument, Func<AccountState, TArg, TResult> read, CancellationToken cancellationToken)
    {
        var account = Account;
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancellationToken)
            : new(read(account, argument));
    }

    /// <summary>What exists among <paramref name="keys"/>, in one view; <paramref name="find"/> answers null for what does not.</summary>
    ValueTask<IReadOnlyDictionary<TKey, TValue>> ReadMany<TKey, TValue>(
        ReadOnlyMemory<TKey> keys, Func<AccountState, TKey, TValue?> find, CancellationToken cancellationToken)
        where TKey : notnull
        where TValue : class =>
        Read((keys, find), static (account, call) =>
        {
            if (call.keys.IsEmpty)
            {
                return ReadOnlyDictionary<TKey, TValue>.Empty;
            }

            var found = new Dictionary<TKey, TValue>(call.keys.Length);
            foreach (var key in call.keys.Span)
            {
                if (!found.ContainsKey(key) && call.find(account, key) is { } value)
                {
                    found.Add(key, value);
                }
            }

            return (IReadOnlyDictionary<TKey, TValue>)found;
        }, cancellationToken);

    static byte[]? Copy(byte[]? blob) => blob?.AsSpan().ToArray();
}
