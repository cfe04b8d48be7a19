using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>The directory's hand in the Signal cache: everything that goes is gone in the store when the call returns.</summary>
public sealed class SignalDirectoryTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    [Fact]
    public async Task Sessions_of_named_devices_go()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(Address(Lid, "lid", 3), ChainRecord.New(1));
        await harness.StoreSessionAsync(Address(Phone, "hosted", 3), ChainRecord.New(2));
        await harness.StoreSessionAsync(Address(Lid, "lid", 4), ChainRecord.New(3));
        var signal = SignalDirectory.Of(harness.Cache, harness.Store);
        await signal.DeleteSessionsAsync(new Jid[] { new(Lid, JidServers.Lid, 3), new(Phone, JidServers.Hosted, 3), new(Phone, JidServers.PhoneNumber, 3) });

        Assert.Equal([Address(Lid, "lid", 4).Text], await harness.Store.GetSignalAddressesAsync(Lid));
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Phone));
        await signal.DeleteSessionsAsync(ReadOnlyMemory<Jid>.Empty);
    }

    [Fact]
    public async Task Companions_lose_their_sessions_and_the_primary_device_keeps_its_own()
    {
        await using var harness = new Harness();
        await harness.Cache.PutSessionAsync(Address(Lid, "lid", 0), ChainRecord.New(1));
        // Not flushed yet: found all the same.
        await harness.Cache.PutSessionAsync(Address(Lid, "lid", 3), ChainRecord.New(1));
        await harness.StoreSessionAsync(Address(Lid, "hosted.lid", 99), ChainRecord.New(1));
        await harness.StoreSessionAsync(Address(Phone, "c.us", 8), ChainRecord.New(1));
        await harness.StoreSessionAsync(Address(Lid + "1", "lid", 8), ChainRecord.New(1));
        await SignalDirectory.Of(harness.Cache, harness.Store).DeleteCompanionSessionsAsync(new[] { Lid, Phone });

        Assert.Equal([Address(Lid, "lid", 0).Text], await harness.Store.GetSignalAddressesAsync(Lid));
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Phone));
        _ = Assert.Single(await harness.Store.GetSignalAddressesAsync(Lid + "1"));
    }

    [Fact]
    public async Task An_identity_is_reset_where_there_was_one_and_nothing_else()
    {
        await using var harness = new Harness();
        await harness.StoreSessionAsync(Address(Lid, "lid", 0), ChainRecord.New(1));
        var signal = SignalDirectory.Of(harness.Cache, harness.Store);
        Jid[] candidates = [new(Phone, JidServers.PhoneNumber), new(Lid, JidServers.Lid)];
        Assert.False(await signal.ResetIdentityAsync(candidates));
        Assert.True(await harness.Cache.HasSessionAsync(Address(Lid, "lid", 0)));

        _ = await harness.Cache.PutIdentityAsync(Address(Lid, "lid", 0), Harness.Key(1));
        Assert.True(await signal.ResetIdentityAsync(candidates));
        Assert.Empty(await harness.Store.GetSignalAddressesAsync(Lid));
        Assert.False(await signal.ResetIdentityAsync(candidates));
    }

    [Fact]
    public async Task Sender_keys_of_named_senders_go_and_a_number_moves_to_its_lid()
    {
        await using var harness = new Harness();
        var name = SenderKeyName.Create("1@g.us", Address(Lid, "lid", 2));
        var other = SenderKeyName.Create("2@g.us", Address(Lid, "lid", 2));
        await harness.Cache.PutSenderKeyAsync(name, ChainRecord.New(1));
        await harness.Cache.PutSenderKeyAsync(other, ChainRecord.New(1));
        var signal = SignalDirectory.Of(harness.Cache, harness.Store);
        await signal.DeleteSenderKeysAsync("1@g.us", new Jid[] { new(Lid, JidServers.Lid, 2), new(Phone, JidServers.PhoneNumber, 2) });
        Assert.Null(await harness.Store.GetSenderKeyAsync(name.Text));
        Assert.NotNull(await harness.Store.GetSenderKeyAsync(other.Text));

        await harness.StoreSessionAsync(Address(Phone, "c.us", 1), ChainRecord.New(1));
        Assert.True(await signal.MigrateToLidAsync(Phone, Lid));
        Assert.True(await harness.Cache.HasSessionAsync(Address(Lid, "lid", 1)));
    }

    static SignalAddress Address(string user, string server, ushort device) => SignalAddress.Create(user, server, device);
}
