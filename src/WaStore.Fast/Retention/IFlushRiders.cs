using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Changes that wait in memory and become durable with the next flush: sent messages, received ones, message secrets.</summary>
/// <remarks>
/// A flusher captures its own records first, then calls <see cref="AddTo"/>, commits, and calls <see cref="Settle"/>; one such round at a time. What is queued before
/// a record is committed to the cache is therefore never behind that record in the store.
/// </remarks>
public interface IFlushRiders
{
    /// <summary>Whether anything waits, also while a round carries it.</summary>
    bool IsAnyPending { get; }

    /// <summary>Adds what waits now. It keeps waiting until a round that succeeded is settled.</summary>
    void AddTo(StoreBatch batch);

    /// <summary>Ends the round that <see cref="AddTo"/> began.</summary>
    /// <param name="isDurable">Whether the commit succeeded. If not, everything waits on.</param>
    void Settle(bool isDurable);
}
