using System.Reflection;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>Every command of spec/caches.md 3.2.</summary>
public sealed class DeviceCommandTests
{
    static readonly ServerCertChain s_chain = new(new NoiseCert(Sample.Key(1), 1, 2), new NoiseCert(Sample.Key(2), 3, 4));

    readonly FakeTime _time = new();
    readonly Device _device;

    public DeviceCommandTests() => _device = Device.NewFrom(Sample.Keys(1), _time);

    DeviceRecord Row => _device.Row;

    public static TheoryData<string> Commands => [.. typeof(DeviceCommand).GetNestedTypes().Select(type => type.Name)];

    [Fact]
    public void The_hierarchy_is_closed_and_has_the_references_commands()
    {
        Assert.Equal(
            [
                "ClearServerCertChain", "IncrementLoginCounter", "SetAccount", "SetAdvSecretKey", "SetAppVersion", "SetClientProfile", "SetDeviceProps", "SetId", "SetLid",
                "SetLidMigrated", "SetNctSalt", "SetNctSaltFromHistorySync", "SetPreKeyWatermarks", "SetPropsHash", "SetPushName", "SetReadReceiptsDisabled",
                "SetServerCertChain", "SetServerClientExpiration", "SetSignedPreKey", "SetSignedPreKeyRotationBaseline",
            ],
            typeof(DeviceCommand).GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(typeof(DeviceCommand).GetNestedTypes(), type => Assert.True(type.IsSealed));
        Assert.DoesNotContain(
            typeof(DeviceCommand).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            made => made.IsPublic || (made.IsFamily && made.GetParameters().Length == 0));
    }

    [Fact]
    public void Names_and_flags_are_set_and_set_back()
    {
        Same(Row with { Pn = "1:2@s.whatsapp.net" }, new DeviceCommand.SetId("1:2@s.whatsapp.net"));
        Same(Row with { Lid = "1:2@lid" }, new DeviceCommand.SetLid("1:2@lid"));
        Same(Row with { PushName = "name" }, new DeviceCommand.SetPushName("name"));
        Same(Row with { PropsHash = "hash" }, new DeviceCommand.SetPropsHash("hash"));
        Same(Row with { LidMigrated = true }, new DeviceCommand.SetLidMigrated(true));
        Same(Row with { ReadReceiptsDisabled = true }, new DeviceCommand.SetReadReceiptsDisabled(true));
        Same(Row with { AdvSecretKey = Sample.Key(9) }, new DeviceCommand.SetAdvSecretKey(Sample.Key(9)));
        Same(Row with { NextPreKeyId = 813, FirstUnuploadPreKeyId = 1 }, new DeviceCommand.SetPreKeyWatermarks(813, 1));
        var expiration = new ClientExpiration(5, new AppVersion(1, 2, 3));
        Same(Row with { ServerClientExpiration = expiration }, new DeviceCommand.SetServerClientExpiration(expiration));

        var full = new Device(FullDevice.Record);
        Assert.Null(full.Apply(new DeviceCommand.SetId(null), _time).Row.Pn);
        Assert.Null(full.Apply(new DeviceCommand.SetLid(null), _time).Row.Lid);
        Assert.Null(full.Apply(new DeviceCommand.SetPropsHash(null), _time).Row.PropsHash);
        Assert.Null(full.Apply(new DeviceCommand.SetAccount(null), _time).Row.Account);
        Assert.False(full.Apply(new DeviceCommand.SetLidMigrated(false), _time).Row.LidMigrated);
        Assert.False(full.Apply(new DeviceCommand.SetReadReceiptsDisabled(false), _time).Row.ReadReceiptsDisabled);
        Assert.Null(full.Apply(new DeviceCommand.SetServerClientExpiration(null), _time).Row.ServerClientExpiration);
    }

    [Fact]
    public void The_version_is_stamped_with_the_time_it_was_fetched()
    {
        _time.Advance(7);
        Same(
            Row with { AppVersion = new AppVersion(2, 3001, 5), AppVersionLastFetchedMs = (FakeTime.Start + 7) * 1000 },
            new DeviceCommand.SetAppVersion(new AppVersion(2, 3001, 5)));
    }

    [Fact]
    public void A_server_certificate_chain_is_set_and_cleared()
    {
        Same(Row with { ServerCertChain = s_chain }, new DeviceCommand.SetServerCertChain(s_chain));
        var cleared = _device.Apply(new DeviceCommand.SetServerCertChain(s_chain), _time).Apply(new DeviceCommand.ClearServerCertChain(), _time);
        Assert.Equal(_device, cleared);
    }

    [Fact]
    public void Logins_are_counted_up_to_the_greatest_number()
    {
        Same(Row with { LoginCounter = 1 }, new DeviceCommand.IncrementLoginCounter());
        var last = new Device(Row with { LoginCounter = int.MaxValue - 1 }).Apply(new DeviceCommand.IncrementLoginCounter(), _time);
        Assert.Equal(int.MaxValue, last.Row.LoginCounter);
        Assert.Same(last, last.Apply(new DeviceCommand.IncrementLoginCounter(), _time));
    }

    [Fact]
    public void A_rotated_key_comes_with_its_id_its_signature_and_its_clock()
    {
        var signature = Sample.Blob(64, 3);
        Same(
            Row with { SignedPreKey = Sample.Pair(5), SignedPreKeyId = 2, SignedPreKeySignature = signature, LastSignedPreKeyRotationMs = 1_234 },
            new DeviceCommand.SetSignedPreKey(Sample.Pair(5), 2, signature, 1_234));
        _ = Assert.Throws<ArgumentException>(() => new DeviceCommand.SetSignedPreKey(Sample.Pair(5), 2, new byte[63], 1));
        _ = Assert.Throws<ArgumentException>(() => new DeviceCommand.SetSignedPreKey(Sample.Pair(5), 2, signature, 1) with { Signature = new byte[65] });
    }

    [Fact]
    public void The_rotations_baseline_leaves_the_key_alone() =>
        Same(Row with { LastSignedPreKeyRotationMs = 9_999 }, new DeviceCommand.SetSignedPreKeyRotationBaseline(9_999));

    [Fact]
    public void A_salt_of_history_sync_fills_in_where_nothing_was_said()
    {
        var filled = _device.Apply(new DeviceCommand.SetNctSaltFromHistorySync(new byte[] { 1, 2 }), _time);
        Assert.Equal(Row with { NctSalt = new byte[] { 1, 2 } }, filled.Row);
        Assert.False(filled.NctSaltSyncSeen);
        Assert.Same(filled, filled.Apply(new DeviceCommand.SetNctSaltFromHistorySync(new byte[] { 3 }), _time));
    }

    [Fact]
    public void A_salt_of_history_sync_does_not_bring_a_removed_one_back()
    {
        var removed = _device.Apply(new DeviceCommand.SetNctSalt(null), _time);
        Assert.True(removed.NctSaltSyncSeen);
        Assert.Same(removed, removed.Apply(new DeviceCommand.SetNctSaltFromHistorySync(new byte[] { 9 }), _time));
        Assert.Null(removed.Row.NctSalt);
    }

    [Fact]
    public void A_salt_of_history_sync_does_not_replace_one_of_app_state_sync()
    {
        var set = _device.Apply(new DeviceCommand.SetNctSalt(new byte[] { 7 }), _time);
        Assert.True(set.NctSaltSyncSeen);
        Assert.Same(set, set.Apply(new DeviceCommand.SetNctSaltFromHistorySync(new byte[] { 1 }), _time));
        // An empty one of app-state sync is a value.
        Assert.Equal(Row with { NctSalt = Array.Empty<byte>() }, _device.Apply(new DeviceCommand.SetNctSalt(Array.Empty<byte>()), _time).Row);
    }

    [Fact]
    public void An_empty_salt_of_history_sync_is_none() =>
        Assert.Same(_device, _device.Apply(new DeviceCommand.SetNctSaltFromHistorySync(Array.Empty<byte>()), _time));

    [Fact]
    public void Of_the_props_only_the_given_parts_are_set()
    {
        var config = new byte[] { 1, 2 };
        var named = _device.Apply(new DeviceCommand.SetDeviceProps(new DevicePropsOverride { Os = "bot", HistorySyncConfig = config }), _time);
        config[0] = 9;
        Assert.Equal(new DeviceProps { Os = "bot", HistorySyncConfig = new byte[] { 1, 2 } }, named.Props);
        var all = named.Apply(
            new DeviceCommand.SetDeviceProps(new DevicePropsOverride { Version = new AppVersion(1, 1, 1), PlatformType = 7, RequireFullSync = true }), _time);
        Assert.Equal(
            new DeviceProps { Os = "bot", Version = new AppVersion(1, 1, 1), PlatformType = 7, RequireFullSync = true, HistorySyncConfig = new byte[] { 1, 2 } }, all.Props);
        Assert.Same(all, all.Apply(new DeviceCommand.SetDeviceProps(new DevicePropsOverride()), _time));
        Assert.Equal(Row, all.Row);
    }

    [Fact]
    public void The_profile_is_set_whole()
    {
        var profile = new ClientProfile(0, "Smartphone", "13", "", IncludeWebInfo: false);
        var changed = _device.Apply(new DeviceCommand.SetClientProfile(profile), _time);
        Assert.Equal((profile, Row), (changed.ClientProfile, changed.Row));
    }

    [Fact]
    public void What_a_command_carries_is_copied()
    {
        var blob = new byte[64];
        var account = new AdvSignedDeviceIdentity { Details = blob, AccountSignatureKey = blob, AccountSignature = blob, DeviceSignature = blob, UnknownFields = blob };
        var device = _device
            .Apply(new DeviceCommand.SetAccount(account), _time)
            .Apply(new DeviceCommand.SetSignedPreKey(Sample.Pair(1), 1, blob, 1), _time)
            .Apply(new DeviceCommand.SetNctSalt(blob), _time);
        var history = _device.Apply(new DeviceCommand.SetNctSaltFromHistorySync(blob), _time);
        blob.AsSpan().Fill(1);

        var zeros = new byte[64];
        var kept = new AdvSignedDeviceIdentity { Details = zeros, AccountSignatureKey = zeros, AccountSignature = zeros, DeviceSignature = zeros, UnknownFields = zeros };
        Assert.Equal(kept, device.Row.Account);
        Assert.Equal(zeros, device.Row.SignedPreKeySignature);
        Assert.Equal(zeros, device.Row.NctSalt!.Value);
        Assert.Equal(zeros, history.Row.NctSalt!.Value);
    }

    [Fact]
    public void A_command_that_says_what_is_so_changes_nothing()
    {
        var full = new Device(FullDevice.Record) { NctSaltSyncSeen = true };
        var row = full.Row;
        DeviceCommand[] again =
        [
            new DeviceCommand.SetId(row.Pn), new DeviceCommand.SetLid(row.Lid), new DeviceCommand.SetPushName(row.PushName), new DeviceCommand.SetAccount(row.Account),
            new DeviceCommand.SetPropsHash(row.PropsHash), new DeviceCommand.SetPreKeyWatermarks(row.NextPreKeyId, row.FirstUnuploadPreKeyId),
            new DeviceCommand.SetAdvSecretKey(row.AdvSecretKey), new DeviceCommand.SetNctSalt(row.NctSalt), new DeviceCommand.SetServerCertChain(row.ServerCertChain!),
            new DeviceCommand.SetLidMigrated(true), new DeviceCommand.SetServerClientExpiration(row.ServerClientExpiration), new DeviceCommand.SetReadReceiptsDisabled(true),
            new DeviceCommand.SetSignedPreKey(row.SignedPreKey, row.SignedPreKeyId, row.SignedPreKeySignature, row.LastSignedPreKeyRotationMs),
            new DeviceCommand.SetSignedPreKeyRotationBaseline(row.LastSignedPreKeyRotationMs), new DeviceCommand.SetClientProfile(ClientProfile.Web),
        ];
        Assert.All(again, command => Assert.Same(full, full.Apply(command, _time)));
    }

    void Same(DeviceRecord expected, DeviceCommand command)
    {
        var before = _device.Row;
        var after = _device.Apply(command, _time);
        Assert.Equal(expected, after.Row);
        Assert.NotEqual(before, after.Row);
        Assert.Equal((_device.Props, _device.ClientProfile, _device.NctSaltSyncSeen), (after.Props, after.ClientProfile, after.NctSaltSyncSeen));
        Assert.Same(before, _device.Row);
    }
}
