namespace WaStore.Fast.Stores;

/// <summary>Changes that wait in memory and become durable with the next flush: sent messages, received ones, message secrets, a bot's own rows.</summary>
/// <remarks>
/// Board them on an <see cref="IRiderCarrier"/>. It captures its own records first, then calls <see cref="AddTo"/>, commits, and calls <see cref="Settle"/>; one such round
/// at a time. What is queued before a record is committed to the Signal cache is therefore never behind that record in the store.
/// </remarks>
public interface IFlushRiders
{
    /// <summary>Whether anything waits, also while a round carries it. Asked by every flush, from any thread.</summary>
    bool IsAnyPending { get; }

    /// <summary>Adds what waits now. It keeps waiting until a round that succeeded is settled.</summary>
    /// <param name="batch">Takes changes of other stores than the Signal store, whose records go through the Signal cache.</param>
    void AddTo(StoreBatch batch);

    /// <summary>Ends the round that <see cref="AddTo"/> began. Must not throw.</summary>
    /// <param name="isDurable">Whether the commit succeeded. If not, everything waits on.</param>
    void Settle(bool isDurable);
}
