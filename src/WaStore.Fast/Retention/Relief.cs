namespace WaStore.Fast.Retention;

/// <summary>Wakes whoever waits for room. Both methods are called under the owner's lock, so that room made between its check and its wait is not missed.</summary>
sealed class Relief
{
    TaskCompletionSource? _next;

    /// <summary>Completes with the next <see cref="Give"/>.</summary>
    internal Task Next() => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Give()
    {
        _next?.SetResult();
        _next = null;
    }
}
