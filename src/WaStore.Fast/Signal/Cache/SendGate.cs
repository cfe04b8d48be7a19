namespace WaStore.Fast.Signal;

/// <summary>How many entries hold a lease that is not durable. While it is more than 0, nothing may be sent without a flush.</summary>
/// <remarks>
/// Raised before the record becomes visible and lowered after its commit: seen too high it costs a needless flush, seen too low a message key is
/// used twice. Only the first error may happen (spec/caches.md 12.4 no. 1).
/// </remarks>
sealed class SendGate
{
    int _raised;

    internal int Raised => Volatile.Read(ref _raised);

    internal void Raise() => Interlocked.Increment(ref _raised);

    internal void Lower() => Interlocked.Decrement(ref _raised);
}
