using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

/// <summary>A carrier of one life: what still waits when that ends, and its timers that still tick on the test's clock, come to nothing.</summary>
sealed class MortalCarrier(IRiderCarrier inner, Func<bool> isAlive) : IRiderCarrier
{
    readonly KeyedLocks<byte> _turn = new(1);

    public IDisposable Board(IFlushRiders riders) => inner.Board(riders);

    public async Task FlushAsync(IFlushRiders riders, CancellationToken cancellationToken = default)
    {
        using (await _turn.LockAsync(0, cancellationToken))
        {
            await (isAlive() ? inner.FlushAsync(riders, cancellationToken) : Task.FromException(Steering.Down()));
        }
    }
}
