using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.CrashHost;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Faults.Signal;

/// <summary>
/// A cache with something of every kind to flush: new and replaced sessions under new leases, identities, sender keys, deletes of all three, a pre-key whose session is in the
/// flush, one whose session only the store has, a row to set aside, riders; and one record that somebody has checked out.
/// </summary>
sealed class PendingCache : IAsyncDisposable
{
    internal const uint PreKeyOfPut = 41;
    internal const uint PreKeyOfStored = 42;
    const string Chat = "c@g.us";

    // The same life and records each time, so that the same flush leaves the same bytes.
    static readonly Incarnation s_life = new(Sample.Blob(Incarnation.Length, 1));
    static readonly SessionRecord s_stored = StormRecords.NewSession(null, 1);
    static readonly SessionRecord s_new = StormRecords.NewSession(null, 2).TakeSendingCounter(out _);
    static readonly SessionRecord s_next = s_stored.TakeSendingCounter(out _);
    static readonly SenderKeyRecord s_senderKey = StormRecords.NewSenderKey(null, 3);
    static readonly SenderKeyRecord s_nextSenderKey = s_senderKey.TakeSendingIteration(out _);

    readonly SqliteStore _store;
    readonly SignalStoreCache<SessionRecord, SenderKeyRecord> _cache;
    readonly Checkout<SessionRecord> _checkout;
    readonly Size _pending;

    PendingCache(SqliteStore store, SignalStoreCache<SessionRecord, SenderKeyRecord> cache, Checkout<SessionRecord> checkout)
    {
        _store = store;
        _cache = cache;
        _checkout = checkout;
        _pending = Size.Of(cache);
    }

    /// <summary>What the flush finds in the file.</summary>
    internal static async Task FillAsync(SqliteStore store)
    {
        foreach (var number in Enumerable.Range(0, 6))
        {
            await store.PutSessionAsync(Address(number).Text, Encoded(s_stored));
            await store.PutIdentityAsync(Address(number).Text, Sample.Key(number));
            await store.PutSenderKeyAsync(Name(number).Text, Encoded(s_senderKey));
        }

        await store.PutSessionAsync(Unreadable.Text, new byte[] { 0xFF, 0 });
        await store.StorePreKeysAsync(Sample.Of(new PreKeyEntry(PreKeyOfPut, new byte[] { 1 }), new PreKeyEntry(PreKeyOfStored, new byte[] { 2 })), uploaded: true);
    }

    internal static async Task<PendingCache> OpenAsync(SqliteStore store)
    {
        // As if the cache before this one had been closed in order.
        var before = await store.Ownership.AcquireAsync();
        await before.ReleaseAsync(s_life.AsSpan().ToArray());
        var cache = await SignalCaches.OpenAsync(store, SignalCaches.Quiet);
        Assert.Equal(s_life, cache.Incarnation);
        Assert.Null(await cache.GetSessionAsync(Unreadable));
        await cache.PutSessionAsync(Unreadable, s_new);
        await cache.PutSessionAsync(Address(0), s_next);
        await cache.PutSessionAsync(Address(10), s_new);
        cache.ConsumePreKey(PreKeyOfPut, Address(10));
        cache.ConsumePreKey(PreKeyOfStored, Address(5));
        await cache.DeleteSessionAsync(Address(1));
        _ = await cache.PutIdentityAsync(Address(0), Sample.Key(50));
        _ = await cache.PutIdentityAsync(Address(10), Sample.Key(51));
        await cache.DeleteIdentityAsync(Address(1));
        await cache.PutSenderKeyAsync(Name(0), s_nextSenderKey);
        await cache.PutSenderKeyAsync(Name(10), s_nextSenderKey);
        await cache.DeleteSenderKeyAsync(Name(1));
        return new PendingCache(store, cache, await cache.CheckoutSessionAsync(Address(2)));
    }

    internal Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var riders = new StoreBatch();
        riders.StorePendingInbound(Chat, Chat, "received", Sample.Blob(40, 6));
        riders.StoreSentMessage(Chat, "sent", Sample.Blob(40, 7));
        riders.PutMsgSecrets(Sample.Of(new MsgSecretEntry(Chat, Chat, "sent", Sample.Key(8), 0, 0)));
        return _cache.FlushAsync(riders, cancellationToken);
    }

    /// <summary>The failed flush took no mark, no gate, no pre-key and nobody's checkout.</summary>
    internal void AssertPending()
    {
        Assert.Equal(_pending, Size.Of(_cache));
        Assert.True(_cache.NeedsFlushBeforeSend);
        AssertCheckedOut();
    }

    internal void AssertClean()
    {
        Assert.Equal(new Size(0, 0, 0, 0, 0), Size.Of(_cache));
        Assert.False(_cache.NeedsFlushBeforeSend);
        AssertCheckedOut();
    }

    /// <summary>The owner still owns what he has.</summary>
    internal void AssertOwned() => Assert.True(_checkout.TryCommit(_checkout.Record!.TakeSendingCounter(out _)));

    /// <summary>Every row that the flush is about.</summary>
    internal static async Task<string> DescribeAsync(SqliteStore store)
    {
        var lines = new List<string>();
        foreach (var number in Enumerable.Range(0, 12))
        {
            lines.Add(Hex(await store.GetSessionAsync(Address(number).Text)));
            lines.Add(Hex((await store.LoadIdentityAsync(Address(number).Text))?.ToArray()));
            lines.Add(Hex(await store.GetSenderKeyAsync(Name(number).Text)));
        }

        lines.Add(Hex(await store.GetSessionAsync(Unreadable.Text)));
        lines.Add(Hex(await store.LoadPreKeyAsync(PreKeyOfPut)));
        lines.Add(Hex(await store.LoadPreKeyAsync(PreKeyOfStored)));
        lines.Add(Hex(await store.GetPendingInboundAsync(Chat, Chat, "received")));
        lines.Add(Hex(await store.GetSentMessageAsync(Chat, "sent")));
        lines.Add(Hex(await store.GetMsgSecretAsync(Chat, Chat, "sent")));
        return string.Join('\n', lines);
    }

    /// <summary>Flushes and closes what the tests left; the store stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        _checkout.Dispose();
        await _cache.DisposeAsync();
    }

    static SignalAddress Unreadable => Address(99);

    static SignalAddress Address(int number) => SignalAddress.Create($"1555{number}", "lid");

    static SenderKeyName Name(int number) => SenderKeyName.Create($"{number}@g.us", Address(0));

    static byte[] Encoded<TRecord>(TRecord record)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        record.Encode(buffer, s_life);
        return buffer.WrittenSpan.ToArray();
    }

    static string Hex(byte[]? bytes) => bytes is null ? "-" : Convert.ToHexString(bytes);

    void AssertCheckedOut()
    {
        Assert.True(_cache.TryGetSession(Address(2), out var record));
        Assert.Same(_checkout.Record, record);
        Assert.Equal(CheckoutStatus.Busy, _cache.TryCheckoutSession(Address(2), out _));
    }

    readonly record struct Size(int Sessions, int Identities, int SenderKeys, int Gates, int PreKeys)
    {
        internal static Size Of(SignalStoreCache<SessionRecord, SenderKeyRecord> cache)
        {
            var health = cache.Health;
            return new Size(health.Sessions.Pending, health.Identities.Pending, health.SenderKeys.Pending, health.RaisedGates, health.ConsumedPreKeys);
        }
    }
}
