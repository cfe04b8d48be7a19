using System.Security.Cryptography;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class DeviceRowCodecTests
{
    // A private half that is not clamped: it must stay as it is.
    static readonly byte[] s_pair = Hex.Bytes("32*ff 32*02");

    [Fact]
    public void Every_field_survives_a_round_trip()
    {
        var device = DeviceRowCodec.Decode(Row(), out _) with
        {
            Lid = "1:2@lid",
            Pn = "3:2@s.whatsapp.net",
            RegistrationId = uint.MaxValue,
            SignedPreKeyId = 0x80000001,
            Account = new AdvSignedDeviceIdentity { Details = Hex.Bytes("aa"), DeviceSignature = default(ReadOnlyMemory<byte>) },
            PushName = "Loja São João 🛒",
            AppVersion = new AppVersion(2, uint.MaxValue, uint.MaxValue),
            AppVersionLastFetchedMs = long.MaxValue,
            EdgeRoutingInfo = default(ReadOnlyMemory<byte>),
            PropsHash = "",
            NextPreKeyId = 7,
            NctSalt = Hex.Bytes("bb"),
            ServerHasPreKeys = true,
            ServerCertChain = new ServerCertChain(new NoiseCert(new Key32(Hex.Bytes("32*05")), 1, 2), new NoiseCert(new Key32(Hex.Bytes("32*06")), 3, -1)),
            LoginCounter = -1,
            FirstUnuploadPreKeyId = 8,
            LidMigrated = true,
            LastSignedPreKeyRotationMs = -5,
            ReadReceiptsDisabled = true,
            ServerClientExpiration = new ClientExpiration(9, new AppVersion(1, 2, 3)),
        };

        var row = DeviceRowCodec.Encode(42, device);

        Assert.Equal(42, row.Id);
        Assert.Equal(-1, row.RegistrationId);
        Assert.Equal(device, DeviceRowCodec.Decode(row, out var form));
        Assert.Equal(BlobForm.Protobuf, form);
    }

    [Fact]
    public void An_unpaired_row_reads_as_none_and_is_written_back_the_same()
    {
        var row = Row();

        var device = DeviceRowCodec.Decode(row, out var form);

        Assert.Null(form);
        Assert.Null(device.Lid);
        Assert.Null(device.Pn);
        Assert.Null(device.Account);
        Assert.Null(device.EdgeRoutingInfo);
        Assert.Null(device.NctSalt);
        Assert.Null(device.PropsHash);
        Assert.Null(device.ServerClientExpiration);
        var written = DeviceRowCodec.Encode(row.Id, device);
        Assert.Equal(("", ""), (written.Lid, written.Pn));
        Assert.Null(written.Account);
        Assert.Null(written.EdgeRoutingInfo);
        Assert.Null(written.ServerCertChain);
        Assert.Null(written.ServerClientExpiration);
        Assert.Equal(s_pair, written.NoiseKey);
    }

    [Fact]
    public void A_blob_of_zero_bytes_is_not_none()
    {
        var device = DeviceRowCodec.Decode(Row() with { Account = [], NctSalt = [], EdgeRoutingInfo = [] }, out _);

        Assert.Equal(new AdvSignedDeviceIdentity(), device.Account);
        Assert.NotNull(device.NctSalt);
        Assert.NotNull(device.EdgeRoutingInfo);
        Assert.Empty(DeviceRowCodec.Encode(1, device).Account!);
    }

    [Fact]
    public void What_must_not_block_a_start_reads_as_none()
    {
        var row = Row() with
        {
            Lid = "no jid",
            Pn = "1:x@s.whatsapp.net",
            ServerCertChain = [1, 2, 3],
            ServerClientExpiration = "{",
            AppVersionTertiary = -1,
        };

        var device = DeviceRowCodec.Decode(row, out var form);

        Assert.Equal(BlobForm.Undecodable, form);
        Assert.Null(device.Lid);
        Assert.Null(device.Pn);
        Assert.Null(device.ServerCertChain);
        Assert.Null(device.ServerClientExpiration);
        Assert.Equal(0U, device.AppVersion.Tertiary);
    }

    public static TheoryData<string, int> WrongLengths => new()
    {
        { "noise_key", 63 },
        { "identity_key", 65 },
        { "signed_pre_key", 0 },
        { "signed_pre_key_signature", 63 },
        { "adv_secret_key", 33 },
    };

    [Theory]
    [MemberData(nameof(WrongLengths))]
    public void A_wrong_length_is_a_loud_error_that_names_the_column_and_shows_no_byte(string column, int length)
    {
        var wrong = RandomNumberGenerator.GetBytes(length);
        var row = column switch
        {
            "noise_key" => Row() with { NoiseKey = wrong },
            "identity_key" => Row() with { IdentityKey = wrong },
            "signed_pre_key" => Row() with { SignedPreKey = wrong },
            "signed_pre_key_signature" => Row() with { SignedPreKeySignature = wrong },
            _ => Row() with { AdvSecretKey = wrong },
        };

        var error = Assert.Throws<StoreException>(() => DeviceRowCodec.Decode(row, out _));

        Assert.Equal(StoreErrorKind.Validation, error.Kind);
        var expected = column switch { "adv_secret_key" => 32, _ => 64 };
        Assert.EndsWith($"{column} has {length} bytes, {expected} expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_is_no_protobuf_is_a_loud_error()
    {
        var error = Assert.Throws<StoreException>(() => DeviceRowCodec.Decode(Row() with { Account = [0x0A, 0x05] }, out _));

        Assert.Equal(StoreErrorKind.Serialization, error.Kind);
    }

    [Fact]
    public void ClearKeys_zeroes_the_secrets_and_the_record_keeps_its_own()
    {
        var row = Row();
        var device = DeviceRowCodec.Decode(row, out _);

        row.ClearKeys();

        Assert.All(new[] { row.NoiseKey, row.IdentityKey, row.SignedPreKey, row.AdvSecretKey }, key => Assert.Equal(new byte[key.Length], key));
        Assert.Equal(DeviceKeyPair.FromBytes(s_pair), device.NoiseKey);
        Assert.Equal(new Key32(Hex.Bytes("32*04")), device.AdvSecretKey);
        Assert.Equal("device row 1", row.ToString());
    }

    static DeviceRow Row() => new(
        Id: 1,
        Lid: "",
        Pn: "",
        RegistrationId: 5,
        NoiseKey: [.. s_pair],
        IdentityKey: [.. s_pair],
        SignedPreKey: [.. s_pair],
        SignedPreKeyId: 1,
        SignedPreKeySignature: Hex.Bytes("64*03"),
        AdvSecretKey: Hex.Bytes("32*04"),
        Account: null,
        PushName: "",
        AppVersionPrimary: 0,
        AppVersionSecondary: 0,
        AppVersionTertiary: 0,
        AppVersionLastFetchedMs: 0,
        EdgeRoutingInfo: null,
        PropsHash: null,
        NextPreKeyId: 0,
        NctSalt: null,
        ServerHasPrekeys: false,
        ServerCertChain: null,
        LoginCounter: 0,
        FirstUnuploadPreKeyId: 0,
        LidMigrated: false,
        LastSignedPreKeyRotationMs: 0,
        ReadReceiptsDisabled: false,
        ServerClientExpiration: null);
}
