namespace WaStore.Fast.Stores;

/// <summary>The view of a backend that has none: it reads the backend as it is at each call.</summary>
sealed class PassThroughSnapshot(IBackend backend) : ForwardedReads(backend, backend, backend, backend, backend), IReadSnapshot
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
