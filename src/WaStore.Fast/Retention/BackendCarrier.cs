using System.Runtime.CompilerServices;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Commits riders straight to a backend, for who keeps the Signal state elsewhere: each in a commit of its own, one after the other.</summary>
/// <remarks>Nothing is flushed but what is asked for. Thread-safe; it lives as long as its riders.</remarks>
public sealed class BackendCarrier : IRiderCarrier
{
    readonly IBackend _backend;
    readonly KeyedLocks<byte> _turn = new(1);
    readonly ConditionalWeakTable<IFlushRiders, Place> _aboard = [];

    /// <summary>Commits to <paramref name="backend"/>.</summary>
    public BackendCarrier(IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
    }

    /// <inheritdoc/>
    public IDisposable Board(IFlushRiders riders)
    {
        ArgumentNullException.ThrowIfNull(riders);
        var place = new Place(this, riders);
        return _aboard.TryAdd(riders, place) ? place : throw new ArgumentException("These riders are aboard already.", nameof(riders));
    }

    /// <inheritdoc/>
    public Task FlushAsync(IFlushRiders riders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(riders);
        return !_aboard.TryGetValue(riders, out _) ? throw new ArgumentException("These riders are not aboard.", nameof(riders))
            : cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken)
            : Abandonable.WaitAsync(RunAsync(riders), cancellationToken);
    }

    async Task RunAsync(IFlushRiders riders)
    {
        using (await _turn.LockAsync(0).ConfigureAwait(false))
        {
            if (!riders.IsAnyPending)
            {
                return;
            }

            var isDurable = false;
            try
            {
                var batch = new StoreBatch();
                riders.AddTo(batch);
                await _backend.CommitAsync(batch).ConfigureAwait(false);
                isDurable = true;
            }
            finally
            {
                riders.Settle(isDurable);
            }
        }
    }

    sealed class Place(BackendCarrier carrier, IFlushRiders riders) : IDisposable
    {
        public void Dispose() => _ = carrier._aboard.Remove(riders);
    }
}
