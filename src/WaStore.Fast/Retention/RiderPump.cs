using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Flushes riders a short while after the first of them came, if no other flush has taken them by then; backs off while that fails and never gives up.</summary>
sealed class RiderPump : IAsyncDisposable
{
    readonly IFlushRiders _riders;
    readonly IRiderCarrier _carrier;
    readonly FlushWorker _worker;

    internal RiderPump(IFlushRiders riders, IRiderCarrier carrier, RiderOptions options)
    {
        _riders = riders;
        _carrier = carrier;
        Health = new FlushHealth(options.TimeProvider);
        _worker = new FlushWorker(options.TimeProvider, options.FlushWindow, options.MaxBackOff, RunAsync, () => riders.IsAnyPending);
        // For as long as the carrier lives: a late receiver may bring something after the end of this.
        _ = carrier.Board(riders);
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
        if (!_riders.IsAnyPending)
        {
            return;
        }

        try
        {
            await _carrier.FlushAsync(_riders).ConfigureAwait(false);
            Health.Succeeded();
        }
        catch (Exception exception)
        {
            Health.Failed(exception);
            throw;
        }
    }
}
