using System.Text;
using System.Text.Json.Nodes;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

/// <summary>A device as JSON, for backends that keep it so.</summary>
public sealed class DeviceJsonTests
{
    static readonly string[] s_needed =
        ["registration_id", "noise_key", "identity_key", "signed_pre_key", "signed_pre_key_id", "signed_pre_key_signature", "adv_secret_key"];

    static readonly string[] s_keys = ["noise_key", "identity_key", "signed_pre_key", "signed_pre_key_signature", "adv_secret_key"];

    static JsonObject Full => Parse(new Device(FullDevice.Record).ToUtf8Json());

    public static TheoryData<int> RandomSeeds => Seeds.All;

    [Fact]
    public void Every_stored_field_comes_back_and_no_other()
    {
        var device = new Device(FullDevice.Record) { NctSaltSyncSeen = true, Props = new DeviceProps { Os = "bot" } };
        Assert.Equal(new Device(FullDevice.Record), Device.FromUtf8Json(device.ToUtf8Json()));
        var fresh = Device.NewFrom(Sample.Keys(2), new FakeTime());
        Assert.Equal(fresh, Device.FromUtf8Json(fresh.ToUtf8Json()));
        Assert.Equal(typeof(DeviceRecord).GetProperties().Length + 2, Full.Count);
    }

    [Fact]
    public void The_names_are_the_references_and_bytes_are_base64()
    {
        var json = Full;
        Assert.Equal("15550000001:5@s.whatsapp.net", json["pn"]!.GetValue<string>());
        Assert.Equal(913, json["next_pre_key_id"]!.GetValue<int>());
        Assert.Equal(101, json["first_unupload_pre_key_id"]!.GetValue<int>());
        Assert.True(json["server_has_prekeys"]!.GetValue<bool>());
        Assert.Equal(64, Convert.FromBase64String(json["noise_key"]!.GetValue<string>()).Length);
        Assert.Equal("""{"expires_at":1800000000,"version":[2,3000,123]}""", json["server_client_expiration"]!.ToJsonString());
    }

    [Fact]
    public void The_account_is_protobuf()
    {
        var account = Convert.FromBase64String(Full["account"]!.GetValue<string>());
        Assert.Equal([0x0A, 30], account[..2]);
        var unknown = FullDevice.Record with { Account = FullDevice.Record.Account! with { UnknownFields = new byte[] { 0x78, 5 } } };
        Assert.Equal(unknown, Device.FromUtf8Json(new Device(unknown).ToUtf8Json()).Row);
        var empty = FullDevice.Record with { Account = new AdvSignedDeviceIdentity() };
        Assert.Equal("", Parse(new Device(empty).ToUtf8Json())["account"]!.GetValue<string>());
        Assert.Equal(empty, Device.FromUtf8Json(new Device(empty).ToUtf8Json()).Row);
    }

    [Fact]
    public void An_account_that_is_null_or_missing_is_none()
    {
        var none = FullDevice.Record with { Account = null };
        Assert.Equal(none, Read(With("account", null)));
        Assert.Equal(none, Read(Without("account")));
    }

    [Fact]
    public void What_an_older_writer_did_not_know_has_the_value_of_an_old_row()
    {
        var json = Full;
        foreach (var name in json.Select(field => field.Key).Except(s_needed).ToList())
        {
            _ = json.Remove(name);
        }

        var full = FullDevice.Record;
        var expected = new DeviceRecord
        {
            RegistrationId = full.RegistrationId,
            NoiseKey = full.NoiseKey,
            IdentityKey = full.IdentityKey,
            SignedPreKey = full.SignedPreKey,
            SignedPreKeyId = full.SignedPreKeyId,
            SignedPreKeySignature = full.SignedPreKeySignature,
            AdvSecretKey = full.AdvSecretKey,
            AppVersion = AppVersion.BuiltIn,
        };
        Assert.Equal(expected, Read(json));
        Assert.Equal(FullDevice.Record with { ServerCertChain = null }, Read(Without("server_cert_chain")));
    }

    [Fact]
    public void What_a_newer_writer_knows_is_skipped()
    {
        var json = Full;
        json["status_privacy"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        json["another"] = "AA==";
        Assert.Equal(FullDevice.Record, Read(json));
    }

    [Theory]
    [InlineData("server_cert_chain", "1")]
    [InlineData("server_cert_chain", """{"intermediate":null,"leaf":null}""")]
    [InlineData("server_cert_chain", """{"intermediate":{"key":"AA==","not_before":1,"not_after":2},"leaf":{"key":"AA==","not_before":1,"not_after":2}}""")]
    [InlineData("server_client_expiration", "\"soon\"")]
    [InlineData("server_client_expiration", """{"expires_at":1}""")]
    [InlineData("server_client_expiration", """{"expires_at":1,"version":[1,2]}""")]
    [InlineData("server_client_expiration", """{"expires_at":1,"version":[1,2,-3]}""")]
    public void A_chain_or_a_deadline_that_does_not_decode_is_none_and_blocks_nothing(string name, string value)
    {
        var expected = name == "server_cert_chain" ? FullDevice.Record with { ServerCertChain = null } : FullDevice.Record with { ServerClientExpiration = null };
        Assert.Equal(expected, Read(With(name, JsonNode.Parse(value))));
    }

    [Fact]
    public void A_name_that_does_not_parse_is_none_as_in_a_stored_row() => Assert.Equal(FullDevice.Record with { Pn = null }, Read(With("pn", "nobody")));

    [Fact]
    public void Without_a_key_or_an_id_it_is_no_device() => Assert.All(s_needed, name => Refused(StoreErrorKind.Serialization, Without(name)));

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.All(s_keys, name =>
    {
        Refused(StoreErrorKind.Validation, With(name, ""));
        Refused(StoreErrorKind.Validation, With(name, Convert.ToBase64String(new byte[63])));
        Refused(StoreErrorKind.Validation, With(name, Convert.ToBase64String(new byte[100_000])));
    });

    [Theory]
    [InlineData("noise_key", "null")]
    [InlineData("noise_key", "\"no base!\"")]
    [InlineData("noise_key", "[1,2]")]
    [InlineData("push_name", "null")]
    [InlineData("pn", "7")]
    [InlineData("registration_id", "-1")]
    [InlineData("registration_id", "4294967296")]
    [InlineData("login_counter", "1e99")]
    [InlineData("lid_migrated", "1")]
    [InlineData("account", "\"CgU=\"")]
    public void A_field_of_another_shape_is_refused(string name, string value) => Refused(StoreErrorKind.Serialization, With(name, JsonNode.Parse(value)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("\u0000")]
    public void What_is_no_device_is_refused(string json) => Refused(StoreErrorKind.Serialization, Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\u0001")]
    public void A_text_that_is_none_is_refused(string text)
    {
        var json = Encoding.UTF8.GetString(new Device(FullDevice.Record with { PushName = "PLACE" }).ToUtf8Json()).Replace("PLACE", text, StringComparison.Ordinal);
        Refused(StoreErrorKind.Serialization, Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_refused() => Refused(StoreErrorKind.Validation, With("lid", "1\uFFFD@lid"));

    [Fact]
    public void No_refusal_quotes_what_it_read()
    {
        var marker = Convert.ToBase64String(Encoding.ASCII.GetBytes("PRIVATE"));
        foreach (var json in new[] { $"{{\"noise_key\":\"{marker}!\"}}", $"{{\"{marker}\":", $"{{\"registration_id\":\"{marker}\"}}" })
        {
            var refused = Assert.Throws<StoreException>(() => Device.FromUtf8Json(Encoding.UTF8.GetBytes(json)));
            Assert.DoesNotContain(marker, refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(RandomSeeds))]
    public void Damage_gives_a_device_or_a_clear_error(int seed)
    {
        var random = new ChaosRandom((ulong)seed);
        var whole = new Device(FullDevice.Record).ToUtf8Json();
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = whole.ToArray();
            for (var hits = random.Next(4) + 1; hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = Device.FromUtf8Json(damaged.AsSpan(0, random.Next(8) == 0 ? random.Next(damaged.Length) : damaged.Length));
            }
            catch (StoreException refused)
            {
                Assert.True(refused.Kind is StoreErrorKind.Serialization or StoreErrorKind.Validation);
            }
        }
    }

    static void Refused(StoreErrorKind kind, JsonObject json) => Refused(kind, Encoding.UTF8.GetBytes(json.ToJsonString()));

    static void Refused(StoreErrorKind kind, byte[] json) => Assert.Equal(kind, Assert.Throws<StoreException>(() => Device.FromUtf8Json(json)).Kind);

    static DeviceRecord Read(JsonObject json) => Device.FromUtf8Json(Encoding.UTF8.GetBytes(json.ToJsonString())).Row;

    static JsonObject Parse(byte[] utf8) => JsonNode.Parse(utf8)!.AsObject();

    static JsonObject With(string name, JsonNode? value)
    {
        var json = Full;
        json[name] = value;
        return json;
    }

    static JsonObject Without(string name)
    {
        var json = Full;
        Assert.True(json.Remove(name));
        return json;
    }
}
