using System.Text;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

public sealed class DeviceTests
{
    readonly FakeTime _time = new();

    [Fact]
    public void A_fresh_device_has_the_references_first_values()
    {
        var keys = Sample.Keys(1);
        var device = Device.NewFrom(keys, _time);

        Assert.Equal(
            new DeviceRecord
            {
                RegistrationId = keys.RegistrationId,
                NoiseKey = keys.NoiseKey,
                IdentityKey = keys.IdentityKey,
                SignedPreKey = keys.SignedPreKey,
                SignedPreKeyId = 1,
                SignedPreKeySignature = keys.SignedPreKeySignature,
                AdvSecretKey = keys.AdvSecretKey,
                AppVersion = new AppVersion(2, 3000, 1035617621),
                NextPreKeyId = 1,
                LastSignedPreKeyRotationMs = FakeTime.Start * 1000,
            },
            device.Row);
        Assert.False(device.IsRegistered);
        Assert.False(device.NctSaltSyncSeen);
        Assert.Equal(("rust", new AppVersion(0, 1, 0), 0, false), (device.Props.Os, device.Props.Version, device.Props.PlatformType, device.Props.RequireFullSync));
        Assert.Null(device.Props.HistorySyncConfig);
        Assert.Equal(new ClientProfile(14, "Desktop", "0.1.0", "", IncludeWebInfo: true), device.ClientProfile);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2_147_483_648u)]
    public void A_registration_id_out_of_range_is_refused(uint id) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Keys(1) with { RegistrationId = id });

    [Fact]
    public void A_device_is_registered_once_it_has_a_number()
    {
        var device = Device.NewFrom(Sample.Keys(1), _time);
        Assert.False(device.Apply(new DeviceCommand.SetLid("1:2@lid"), _time).IsRegistered);
        Assert.True(device.Apply(new DeviceCommand.SetId("1:2@s.whatsapp.net"), _time).IsRegistered);
    }

    [Fact]
    public void No_text_shows_a_key_a_secret_or_a_salt()
    {
        var secret = Encoding.ASCII.GetBytes("THIS-IS-HIDDEN-MATERIAL-32-BYTES");
        var key = new Key32(secret);
        var pair = new DeviceKeyPair(key, key);
        var signature = secret.Concat(secret).ToArray();
        var account = new AdvSignedDeviceIdentity { Details = secret, AccountSignatureKey = secret, AccountSignature = secret, DeviceSignature = secret, UnknownFields = secret };
        var device = new Device(FullDevice.Record with
        {
            NoiseKey = pair,
            IdentityKey = pair,
            SignedPreKey = pair,
            SignedPreKeySignature = signature,
            AdvSecretKey = key,
            Account = account,
            EdgeRoutingInfo = secret,
            NctSalt = secret,
        })
        {
            Props = new DeviceProps { HistorySyncConfig = secret },
        };
        object[] commands =
        [
            new DeviceCommand.SetAdvSecretKey(key), new DeviceCommand.SetNctSalt(secret), new DeviceCommand.SetNctSaltFromHistorySync(secret),
            new DeviceCommand.SetSignedPreKey(pair, 7, signature, 8), new DeviceCommand.SetAccount(account),
            new DeviceCommand.SetServerCertChain(new ServerCertChain(new NoiseCert(key, 1, 2), new NoiseCert(key, 1, 2))),
        ];

        foreach (var text in commands.Append(device).Select(shown => shown.ToString()!))
        {
            Assert.DoesNotContain("HIDDEN", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(secret)[..16], text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..16], text, StringComparison.Ordinal);
            Assert.DoesNotContain("84, 72, 73, 83", text, StringComparison.Ordinal);
        }

        Assert.Contains("Id = 7, ", commands[3].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("1@example.org")]
    [InlineData("1:70000@lid")]
    [InlineData("1\uFFFD@lid")]
    [InlineData("\uD800@lid")]
    public async Task A_name_that_no_store_keeps_is_refused_and_nothing_changed(string jid)
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var before = harness.Manager.GetSnapshot();
        foreach (DeviceCommand command in new DeviceCommand[] { new DeviceCommand.SetId(jid), new DeviceCommand.SetLid(jid) })
        {
            var refused = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.ProcessCommandAsync(command).AsTask());
            Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        }

        Assert.Same(before, harness.Manager.GetSnapshot());
        Assert.False(harness.Manager.IsDirty);
    }

    [Fact]
    public async Task A_text_that_is_no_text_is_refused_where_it_comes_in_and_not_at_each_later_save()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var refused = await Assert.ThrowsAsync<StoreException>(() => harness.RenameAsync("\uDC00").AsTask());
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.ModifyAsync(device => device with { Row = device.Row with { PropsHash = "\uD800x" } }).AsTask());
        _ = await harness.RenameAsync("good");
        await harness.Manager.FlushAsync();
        Assert.Equal("good", await harness.StoredNameAsync());
    }

    [Fact]
    public void A_device_has_a_row()
    {
        Assert.Throws<ArgumentNullException>(() => new Device(null!));
        Assert.Throws<ArgumentNullException>(() => Device.NewFrom(Sample.Keys(1), _time) with { Row = null! });
    }

    [Fact]
    public async Task Reading_the_snapshot_allocates_nothing()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var manager = harness.Manager;
        Assert.Equal(0, Signal.AllocatedBytes.Of(() => Assert.NotNull(manager.GetSnapshot())));
    }
}
