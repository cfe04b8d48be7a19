namespace WaStore.Fast.Retention;

/// <summary>How sent messages are kept for retries (spec/caches.md 9.2).</summary>
public sealed record SentMessageOptions : RiderOptions
{
    /// <summary>Bytes of payload that may wait for the store. Beyond it senders wait; nothing is dropped.</summary>
    public long MaxPendingBytes { get; init; } = 16 * 1024 * 1024;

    internal SentMessageOptions Checked()
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPendingBytes, 1);
        return this;
    }
}
