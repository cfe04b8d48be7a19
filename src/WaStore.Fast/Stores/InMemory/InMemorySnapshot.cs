namespace WaStore.Fast.Stores.InMemory;

/// <summary>One view of the storage for any number of reads of one account, fixed when it was opened. Opened by <see cref="InMemoryBackend.OpenSnapshotAsync"/>.</summary>
/// <remarks>Any thread, any number of calls at a time. An open one keeps in memory what was deleted since.</remarks>
public sealed class InMemorySnapshot : InMemoryReads, IReadSnapshot
{
    volatile DatabaseState? _state;

    internal InMemorySnapshot(InMemoryDatabase database, int deviceId)
        : base(database, deviceId) => _state = database.State;

    private protected override DatabaseState State => _state ?? throw new ObjectDisposedException(nameof(InMemorySnapshot));

    /// <summary>Ends the view: later reads are an <see cref="ObjectDisposedException"/>. Harmless when repeated.</summary>
    public ValueTask DisposeAsync()
    {
        _state = null;
        return default;
    }
}
