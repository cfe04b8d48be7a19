namespace WaStore.Fast.Coordination;

static class FlushCompletion
{
    /// <summary>Fails the task, and looks at the failure, so that one that every caller walked away from is no unobserved exception: health shows it.</summary>
    internal static void Fail(this TaskCompletionSource source, Exception exception)
    {
        source.SetException(exception);
        _ = source.Task.Exception;
    }
}
