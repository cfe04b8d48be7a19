using WaStore.Fast.Signal;

namespace WaStore.Fast.Retention;

/// <summary>Flushes riders a short while after the first of them came, one round at a time; backs off while that fails and never gives up.</summary>
sealed class RiderPump : IAsyncDisposable
{
    readonly IFlushRiders _riders;
    readonly RiderFlush _flush;
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly FlushWorker _worker;

    internal RiderPump(IFlushRiders riders, RiderFlush flush, RiderOptions options)
    {
        _riders = riders;
        _flush = flush;
        Health = new FlushHealth(options.TimeProvider);
        _worker = new FlushWorker(options.TimeProvider, options.FlushWindow, options.MaxBackOff, RunAsync, () => riders.IsAnyPending);
    }

    internal FlushHealth Health { get; }

    /// <summary>Sees to it that a flush happens within the window.</summary>
    internal void Request() => _worker.Request();

    /// <summary>Makes what waits now durable. A cancellation stops the waiting, not the flush.</summary>
    internal Task FlushAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken)
        : _riders.IsAnyPending ? Abandonable.WaitAsync(RunAsync(), cancellationToken)
        : Task.CompletedTask;

    /// <summary>Ends the worker and flushes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    async Task RunAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_riders.IsAnyPending)
            {
                await _flush(_riders, CancellationToken.None).ConfigureAwait(false);
                Health.Succeeded();
            }
        }
        catch (Exception exception)
        {
            Health.Failed(exception);
            throw;
        }
        finally
        {
            _ = _turn.Release();
        }
    }
}
