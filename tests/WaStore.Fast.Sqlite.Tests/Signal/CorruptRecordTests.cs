using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>What the cache makes of rows that no record can come from, written by another library (design.md 4, corrupt rows).</summary>
public sealed class CorruptRecordTests : CacheTest
{
    const string Bad = "FF00FF";

    static readonly SignalAddress s_bad = Address(0);

    public static TheoryData<string> Doors => ["get", "has", "checkout", "load many"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_session_that_does_not_decode_is_absent_at_every_door_and_the_store_keeps_a_copy(string door)
    {
        WriteSession(s_bad, Bad);
        await using var cache = await OpenAsync();
        Assert.True(await IsAbsentAsync(cache, door));
        Assert.Empty(Quarantined());
        Assert.Equal(1, cache.Health.UnreadableSessions);

        // Nothing is written, and yet there is something to flush.
        await cache.FlushAsync();

        Assert.Equal([Bad], Quarantined());
        Assert.Equal([Bad], Sessions());
        Assert.Equal((0, 1), (cache.Health.SessionsNotSetAside, Store.Health.SetAside));
    }

    [Fact]
    public async Task The_copy_is_made_before_the_next_session_replaces_the_row()
    {
        WriteSession(s_bad, Bad);
        await using var cache = await OpenAsync();
        using (var checkout = await cache.CheckoutSessionAsync(s_bad))
        {
            Assert.Null(checkout.Record);
            checkout.Commit(SessionRecord.Empty.WithNewState(SampleSession.State(0)));
        }

        await cache.FlushAsync();

        Assert.Equal([Bad], Quarantined());
        Assert.NotEqual([Bad], Sessions());
        Assert.Equal((1, 0), (cache.Health.UnreadableSessions, cache.Health.SessionsNotSetAside));
    }

    [Fact]
    public async Task The_worker_has_it_set_aside_although_nobody_writes()
    {
        WriteSession(s_bad, Bad);
        await using var cache = await OpenAsync(SignalCaches.Quiet with { FlushWindow = TimeSpan.FromMilliseconds(1) });
        Assert.Null(await cache.GetSessionAsync(s_bad));
        for (var patience = 0; Quarantined().Count == 0; patience++)
        {
            Assert.NotEqual(1_000, patience);
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task A_lease_that_is_too_far_ahead_is_no_session_either()
    {
        var record = Proto.Join(SampleSession.Current(SampleSession.State(0)), SampleSession.Ceiling(2_001), SampleSession.IncarnationField(9));
        WriteSession(s_bad, Convert.ToHexString(record));
        await using var cache = await OpenAsync();
        Assert.False(await cache.HasSessionAsync(s_bad));
        await cache.FlushAsync();
        Assert.Equal([Convert.ToHexString(record)], Quarantined());
    }

    [Fact]
    public async Task A_store_that_can_make_no_copy_stops_no_flush_and_it_is_counted()
    {
        using (var witness = Witness())
        {
            witness.Execute("CREATE TABLE wsf_quarantine(another INTEGER)");
        }

        WriteSession(s_bad, Bad);
        await using var cache = await OpenAsync();
        Assert.Null(await cache.GetSessionAsync(s_bad));
        await cache.PutSessionAsync(s_bad, SessionRecord.Empty.WithNewState(SampleSession.State(0)));
        await cache.FlushAsync();
        Assert.NotEqual([Bad], Sessions());
        Assert.Equal((1, 0), (cache.Health.SessionsNotSetAside, cache.Health.FailedFlushes));
    }

    [Fact]
    public async Task More_than_fit_the_queue_are_absent_and_counted()
    {
        var addresses = Enumerable.Range(0, 300).Select(Address).ToArray();
        foreach (var address in addresses)
        {
            WriteSession(address, Bad);
        }

        await using var cache = await OpenAsync();
        await cache.LoadManyAsync(addresses);
        await cache.FlushAsync();
        Assert.Equal(256, Quarantined().Count);
        Assert.Equal((300, 44), (cache.Health.UnreadableSessions, cache.Health.SessionsNotSetAside));
    }

    [Fact]
    public async Task A_sender_key_that_does_not_decode_is_the_error_of_that_key_until_it_is_replaced()
    {
        await Store.PutSenderKeyAsync(Name(0).Text, Convert.FromHexString(Bad));
        await Store.PutSenderKeyAsync(Name(1).Text, SampleSenderKey.Field(SampleSenderKey.State(3)));
        await using var cache = await OpenAsync();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(StoreErrorKind.Serialization, await KindAsync(async () => await cache.GetSenderKeyAsync(Name(0))));
            Assert.Equal(StoreErrorKind.Serialization, await KindAsync(async () => await cache.CheckoutSenderKeyAsync(Name(0))));
        }

        Assert.NotNull(await cache.GetSenderKeyAsync(Name(1)));
        Assert.Equal(Convert.FromHexString(Bad), await Store.GetSenderKeyAsync(Name(0).Text));

        await cache.DeleteSenderKeyAsync(Name(0));
        Assert.Null(await cache.GetSenderKeyAsync(Name(0)));
        await cache.FlushAsync();
        Assert.Null(await Store.GetSenderKeyAsync(Name(0).Text));
    }

    [Fact]
    public async Task A_wrong_length_identity_fails_its_own_reads_and_nobody_elses()
    {
        int[] bad = [0, 3, 4, 611, 999];
        var addresses = Enumerable.Range(0, 1_000).Select(Address).ToArray();
        await Store.PutIdentitiesAsync(addresses.Where((_, i) => i % 2 == 0).Select((address, i) => new IdentityEntry(address.Text, Key(i))).ToArray());
        foreach (var number in bad)
        {
            WriteIdentity(Address(number), number % 2 == 0 ? "05" + new string('A', 64) : "");
        }

        await using var cache = await OpenAsync(SignalCaches.Quiet with { Trust = static (_, in _, in _, _) => true });
        await cache.LoadManyAsync(addresses);

        Assert.Equal(bad.Length, cache.Health.UnreadableIdentities);
        Assert.All(addresses.Where((_, i) => !bad.Contains(i)), address => Assert.True(cache.TryGetIdentity(address, out _), address.Text));
        Assert.Equal(500 - bad.Count(static i => i % 2 == 0), addresses.Count(address => cache.TryGetIdentity(address, out var key) && key is not null));
        Assert.All(addresses, address => Assert.True(cache.TryGetSession(address, out var none) && none is null));
        foreach (var address in bad.Select(Address))
        {
            Assert.False(cache.TryGetIdentity(address, out _));
            Assert.Equal(StoreErrorKind.Validation, await KindAsync(async () => await cache.GetIdentityAsync(address)));
            Assert.Equal(StoreErrorKind.Validation, await KindAsync(async () => await cache.PutIdentityAsync(address, Key(1))));
            Assert.Equal(StoreErrorKind.Validation, await KindAsync(async () => await cache.IsTrustedIdentityAsync(address, Key(1), IdentityDirection.Sending)));
        }

        // Never trusted anew by itself; but it can be thrown away.
        await cache.DeleteIdentityAsync(s_bad);
        Assert.Equal(IdentityPut.New, await cache.PutIdentityAsync(s_bad, Key(7)));
        await cache.FlushAsync();
        Assert.Equal(Key(7), await Store.LoadIdentityAsync(s_bad.Text));
    }

    [Fact]
    public async Task Who_waits_for_a_load_of_many_gets_the_error_of_the_bad_key_only()
    {
        WriteIdentity(s_bad, "00");
        await Store.PutIdentityAsync(Address(1).Text, Key(1));
        await using var cache = await OpenAsync();
        var load = cache.LoadManyAsync(new[] { s_bad, Address(1) }).AsTask();
        var bad = KindAsync(async () => await cache.GetIdentityAsync(s_bad));
        var good = cache.GetIdentityAsync(Address(1)).AsTask();
        await load;
        Assert.Equal(StoreErrorKind.Validation, await bad);
        Assert.Equal(Key(1), await good);
    }

    static Key32 Key(int seed) => Fast.Tests.Signal.Cache.Harness.Key(seed);

    static async Task<StoreErrorKind> KindAsync(Func<Task> call) => (await Assert.ThrowsAsync<StoreException>(call)).Kind;

    static async Task<bool> IsAbsentAsync(SignalStoreCache<SessionRecord, SenderKeyRecord> cache, string door)
    {
        switch (door)
        {
            case "get":
                return await cache.GetSessionAsync(s_bad) is null;
            case "has":
                return !await cache.HasSessionAsync(s_bad);
            case "checkout":
                using (var checkout = await cache.CheckoutSessionAsync(s_bad))
                {
                    return checkout.Record is null;
                }

            default:
                await cache.LoadManyAsync(new[] { Address(1), s_bad });
                return cache.TryGetSession(s_bad, out var none) && none is null;
        }
    }

    void WriteSession(SignalAddress address, string hex) =>
        Write($"INSERT INTO sessions(address, record, device_id) VALUES('{address.Text}', x'{hex}', 1)");

    void WriteIdentity(SignalAddress address, string hex) =>
        Write($"INSERT OR REPLACE INTO identities(address, key, device_id) VALUES('{address.Text}', x'{hex}', 1)");

    void Write(string sql)
    {
        using var witness = Witness();
        witness.Execute(sql);
    }

    IReadOnlyList<string> Sessions()
    {
        using var witness = Witness();
        return witness.QueryTexts("SELECT hex(record) FROM sessions");
    }

    IReadOnlyList<string> Quarantined()
    {
        using var witness = Witness();
        return witness.QueryTexts("SELECT name FROM sqlite_master WHERE name = 'wsf_quarantine'").Count == 0
            ? []
            : witness.QueryTexts("SELECT hex(value) FROM wsf_quarantine WHERE source = 'sessions' AND column_name = 'record'");
    }
}
