using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

/// <summary>The rules that every backend shares.</summary>
public sealed class PureRuleTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(5, 0, 0)]
    [InlineData(5, 6, 6)]
    [InlineData(6, 5, 6)]
    [InlineData(-5, -6, -5)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void Deadlines_merge_to_the_later_and_0_is_for_ever(long left, long right, long expected) =>
        Assert.Equal(expected, MsgSecretMerge.Expiry(left, right));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 5)]
    [InlineData(5, 0, 5)]
    [InlineData(5, 6, 6)]
    public void Message_times_merge_to_the_later(long left, long right, long expected) => Assert.Equal(expected, MsgSecretMerge.Timestamp(left, right));

    [Fact]
    public void A_policy_counts_back_from_now()
    {
        var clock = new FakeTime();
        clock.Advance(1000);

        Assert.Equal(
            new MaintenancePolicy
            {
                SentMessageCutoff = FakeTime.Start + 1000 - 7200,
                PendingInboundCutoff = FakeTime.Start + 1000 - 604_800,
                BaseKeyCutoff = FakeTime.Start + 1000 - 604_800,
                MsgSecretCutoff = FakeTime.Start + 1000,
            },
            MaintenancePolicy.From(clock));
        Assert.Equal(new MaintenancePolicy(), MaintenancePolicy.UpkeepOnly);
    }

    [Fact]
    public void A_new_device_has_the_reference_s_first_values()
    {
        var keys = Sample.Keys(4);
        var device = DeviceRecord.NewFrom(keys, new FakeTime());

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
            device);
        Assert.Equal((null, null, ""), (device.Lid, device.Pn, device.PushName));
    }

    [Theory]
    [InlineData(0u, false)]
    [InlineData(1u, true)]
    [InlineData(2_147_483_647u, true)]
    [InlineData(2_147_483_648u, false)]
    public void A_registration_id_has_31_bits_and_is_not_0(uint id, bool valid)
    {
        var thrown = Record.Exception(() => Sample.Keys(1) with { RegistrationId = id });
        Assert.Equal(valid, thrown is null);
        Assert.True(thrown is null or ArgumentOutOfRangeException);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Lengths_are_checked_at_the_door(int length)
    {
        Assert.Throws<ArgumentException>(() => Sample.Keys(1) with { SignedPreKeySignature = new byte[length] });
        Assert.Throws<ArgumentException>(() => DeviceRecord.NewFrom(Sample.Keys(1), new FakeTime()) with { SignedPreKeySignature = new byte[length] });
        Assert.Throws<ArgumentException>(() => DeviceKeyPair.FromBytes(new byte[length]));
        Assert.Throws<ArgumentException>(() => new HashState { Hash = new byte[length] });
    }

    [Fact]
    public void A_key_pair_is_stored_private_first()
    {
        var bytes = Sample.Blob(64, 1);
        var pair = DeviceKeyPair.FromBytes(bytes);
        Assert.Equal(bytes[..32], pair.Private.ToArray());
        Assert.Equal(bytes[32..], pair.Public.ToArray());

        var written = new byte[64];
        pair.CopyTo(written);
        Assert.Equal(bytes, written);
        var tooShort = new byte[63];
        Assert.Throws<ArgumentException>(() => pair.CopyTo(tooShort));
        Assert.Equal(new byte[63], tooShort);
    }
}
