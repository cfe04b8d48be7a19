namespace WaStore.Fast.Signal;

/// <summary>What came of asking for a checkout without waiting.</summary>
public enum CheckoutStatus
{
    /// <summary>The caller is the owner now.</summary>
    Owned,

    /// <summary>It cannot be said at once: the record is not cached, or the writers have to wait for the store. Ask asynchronously.</summary>
    Declined,

    /// <summary>Somebody else is the owner.</summary>
    Busy,
}
