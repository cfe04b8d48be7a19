namespace WaStore.Fast.Sqlite.Engine;

/// <summary>A statement outside the slots: prepared for one use, finalized when disposed.</summary>
readonly struct OneShotStatement(NativeConnection connection, nint handle) : IDisposable
{
    internal Statement Statement { get; } = new(connection, handle);

    public void Dispose() => Statement.Finalize(countOpen: false);
}
