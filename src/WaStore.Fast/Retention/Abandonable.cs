namespace WaStore.Fast.Retention;

/// <summary>Work that goes on when the caller stops waiting for it.</summary>
static class Abandonable
{
    /// <summary>Waits for <paramref name="work"/>. Its failure is looked at in any case, so that one that everybody walked away from is no unobserved exception.</summary>
    internal static Task WaitAsync(Task work, CancellationToken cancellationToken)
    {
        Observe(work, cancellationToken);
        return work.WaitAsync(cancellationToken);
    }

    internal static Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        Observe(work, cancellationToken);
        return work.WaitAsync(cancellationToken);
    }

    static void Observe(Task work, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled && !work.IsCompleted)
        {
            _ = work.ContinueWith(
                static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
