namespace WaStore.Fast.Stores.InMemory;

/// <summary>
/// One account of an <see cref="InMemoryDatabase"/> as a backend: the five stores, batches that are all or nothing, views. For tests, and for bots that forget. It answers what
/// SQLite's store answers (spec/storage.md 1.8), with the reference's caps on sent messages and message secrets.
/// </summary>
/// <remarks>
/// <para>Any thread may call anything at any time; every call completes synchronously. Reads take no lock. A read that starts after a write completed sees it.</para>
/// <para>A handle is three fields. Several handles of one account are the same store.</para>
/// </remarks>
public sealed partial class InMemoryBackend : InMemoryWrites, IBackend
{
    /// <summary>An empty storage of its own, and its first account, id 1, not provisioned.</summary>
    /// <param name="options">How to run it; null takes the defaults.</param>
    public InMemoryBackend(InMemoryOptions? options = null)
        : this(new InMemoryDatabase(options), deviceId: 1)
    {
    }

    internal InMemoryBackend(InMemoryDatabase database, int deviceId)
        : base(database, deviceId)
    {
    }

    /// <summary>The storage that the account is in.</summary>
    public new InMemoryDatabase Database => base.Database;

    private protected override DatabaseState State => Database.State;

    /// <summary>Whether the server is marked to have the one-time pre-key <paramref name="id"/>; null when there is none. For tests: the stores themselves never read the mark.</summary>
    public bool? IsPreKeyUploaded(uint id) => State[DeviceId].PreKeys.OneTime.TryGetValue(id, out var row) ? row.IsUploaded : null;

    /// <inheritdoc/>
    /// <remarks>Costs a reference: the view keeps what it sees alive, and no writer notices it.</remarks>
    public ValueTask<IReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken = default) => cancellationToken.IsCancellationRequested
        ? ValueTask.FromCanceled<IReadSnapshot>(cancellationToken)
        : ValueTask.FromResult<IReadSnapshot>(new InMemorySnapshot(Database, DeviceId));

    /// <inheritdoc/>
    /// <exception cref="StoreException">InvalidConfig, always: there is no folder to write to.</exception>
    public ValueTask SnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : throw StoreException.InvalidConfig("a database in memory has no folder for a snapshot");
    }

    private protected override ValueTask<TResult> WriteAsync<TArg, TResult>(
        TArg argument, Func<DatabaseState, TArg, (DatabaseState State, TResult Result)> change, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancellationToken)
            : new(Database.Write(argument, change));
}
