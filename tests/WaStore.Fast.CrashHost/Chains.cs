using WaStore.Fast.Signal;

namespace WaStore.Fast.CrashHost;

/// <summary>A session's and a group's sending chain in a Signal cache, for tests and for the processes that they kill.</summary>
public static class Chains
{
    /// <summary>The address of the session.</summary>
    public static SignalAddress Address { get; } = SignalAddress.Create("15550001", "lid", 0);

    /// <summary>The name of the sender key.</summary>
    public static SenderKeyName Name { get; } = SenderKeyName.Create("120363000000000001@g.us", Address);

    /// <summary>Sends one message on both chains, as the protocol code does: commit, flush what must be durable, then it is out.</summary>
    /// <returns>The counters that were used.</returns>
    public static async Task<(uint Session, uint SenderKey)> SendAsync(SignalStoreCache<SessionRecord, SenderKeyRecord> cache)
    {
        using var session = await cache.CheckoutSessionAsync(Address);
        var sessionAfter = (session.Record ?? SessionRecord.Empty.WithNewState(NewState())).TakeSendingCounter(out var step);
        session.Commit(sessionAfter);
        using var senderKey = await cache.CheckoutSenderKeyAsync(Name);
        var senderKeyAfter = (senderKey.Record ?? NewSenderKey()).TakeSendingIteration(out var iteration);
        senderKey.Commit(senderKeyAfter);
        await cache.FlushBeforeSendAsync(session.Generation);
        return (step.Counter, iteration.Counter);
    }

    /// <summary>Sends as often as wanted.</summary>
    /// <returns>The counters of the last message.</returns>
    public static async Task<(uint Session, uint SenderKey)> SendAsync(SignalStoreCache<SessionRecord, SenderKeyRecord> cache, int times)
    {
        for (var i = 1; i < times; i++)
        {
            _ = await SendAsync(cache);
        }

        return await SendAsync(cache);
    }

    static SenderKeyRecord NewSenderKey() => SenderKeyRecord.Empty.AddState(4711, 0, Key(1), [5, .. Key(2)], Key(3));

    // libsignal's SessionStructure as far as sending needs it: version, sending chain at counter 0, base key.
    static byte[] NewState() =>
    [
        .. Field(1, 3),
        .. Field(2, [5, .. Key(4)]),
        .. Field(3, [5, .. Key(5)]),
        .. Field(4, Key(6)),
        .. Field(6, [.. Field(1, [5, .. Key(7)]), .. Field(2, Key(8)), .. Field(3, [.. Field(1, 0), .. Field(2, Key(9))])]),
        .. Field(13, [5, .. Key(10)]),
    ];

    static byte[] Key(int seed) => [.. Enumerable.Range(0, 32).Select(i => (byte)((seed * 31) + (i * 7)))];

    static byte[] Field(int number, byte value) => [(byte)(number << 3), value];

    static byte[] Field(int number, byte[] content) =>
        content.Length < 128 ? [(byte)((number << 3) | 2), (byte)content.Length, .. content] : [(byte)((number << 3) | 2), (byte)(content.Length | 0x80), (byte)(content.Length >> 7), .. content];
}
