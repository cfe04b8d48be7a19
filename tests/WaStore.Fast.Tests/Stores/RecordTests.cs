using System.Globalization;
using System.Reflection;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

/// <summary>Records with blobs: equal by content, silent about it.</summary>
public sealed class RecordTests
{
    /// <summary>Makes a record twice from the same seed, in memory of its own; another seed differs in everything.</summary>
    public static TheoryData<Func<int, object>> Makers { get; } =
    [
        seed => new RecordEntry($"a{seed}", Secret(seed)),
        seed => new IdentityEntry($"a{seed}", Key(seed)),
        seed => new PreKeyEntry((uint)seed, Secret(seed)),
        seed => new AppStateSyncKey(Secret(seed), Secret(seed + 1), seed),
        seed => new MutationMac(Key(seed), Secret(seed)),
        seed => new TcToken(Secret(seed), seed, seed),
        seed => new PendingInbound($"c{seed}", $"s{seed}", $"i{seed}", Secret(seed)),
        seed => new MsgSecretEntry($"c{seed}", $"s{seed}", $"i{seed}", Key(seed), seed, seed),
        seed => new MsgSecretWithTimestamp(Secret(seed), seed),
        seed => new StoredMsgSecret(Key(seed), seed, seed),
        seed => new DeviceListRecord($"u{seed}", [new DeviceInfo((uint)seed, null, false)], seed, $"p{seed}", (uint)seed),
        seed => new HashState
        {
            Version = (ulong)seed,
            Hash = Repeated(seed, 128),
            IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { [$"k{seed}"] = Secret(seed), ["same"] = Secret(0) },
            MacMismatchFatal = seed % 2 == 0,
            UnknownFields = Secret(seed),
        },
        seed => new AdvSignedDeviceIdentity
        {
            Details = Secret(seed),
            AccountSignatureKey = Secret(seed + 1),
            AccountSignature = Secret(seed + 2),
            DeviceSignature = Secret(seed + 3),
            UnknownFields = Secret(seed + 4),
        },
        seed => new ServerCertChain(new NoiseCert(Key(seed), seed, seed), new NoiseCert(Key(seed + 1), seed, seed)),
        seed => Keys(seed),
        seed => new DeviceKeyPair(Key(seed), Key(seed + 1)),
        seed => DeviceRecord.NewFrom(Keys(seed), new FakeTime()) with
        {
            Account = new AdvSignedDeviceIdentity { Details = Secret(seed) },
            EdgeRoutingInfo = Secret(seed),
            NctSalt = Secret(seed),
            ServerCertChain = new ServerCertChain(new NoiseCert(Key(seed), 1, 2), new NoiseCert(Key(seed), 1, 2)),
        },
    ];

    [Theory]
    [MemberData(nameof(Makers))]
    public void The_same_content_is_equal_wherever_it_lies(Func<int, object> make)
    {
        Assert.Equal(make(1), make(1));
        Assert.Equal(make(1).GetHashCode(), make(1).GetHashCode());
        Assert.NotEqual(make(1), make(2));
        Assert.NotEqual(make(1).GetHashCode(), make(2).GetHashCode());
        Assert.False(make(1).Equals(null));
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public void Each_property_counts(Func<int, object> make)
    {
        var settable = make(1).GetType().GetProperties().Where(property => property.SetMethod is not null && property.DeclaringType == make(1).GetType());
        Assert.All(settable, property =>
        {
            var changed = make(1);
            property.SetValue(changed, property.GetValue(make(2)));
            Assert.False(changed.Equals(make(1)) && !Equals(property.GetValue(make(1)), property.GetValue(make(2))), $"{property.Name} does not count.");
        });
    }

    [Fact]
    public void Each_column_of_a_device_row_counts()
    {
        var fresh = DeviceRecord.NewFrom(Sample.Keys(2), new FakeTime());
        var full = FullDevice.Record;
        Assert.All(typeof(DeviceRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null), property =>
        {
            var changed = fresh with { };
            Assert.Equal(fresh, changed);
            property.SetValue(changed, property.GetValue(full));
            Assert.False(fresh.Equals(changed), $"{property.Name} does not count.");
        });
    }

    [Fact]
    public void An_absent_blob_is_not_an_empty_one()
    {
        Assert.NotEqual(new AdvSignedDeviceIdentity(), new AdvSignedDeviceIdentity { Details = ReadOnlyMemory<byte>.Empty });
        var device = DeviceRecord.NewFrom(Sample.Keys(1), new FakeTime());
        Assert.NotEqual(device, device with { NctSalt = ReadOnlyMemory<byte>.Empty });
    }

    [Fact]
    public void A_map_is_compared_without_order()
    {
        var one = new HashState { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = Secret(1), ["b"] = Secret(2) } };
        var other = new HashState { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["b"] = Secret(2), ["a"] = Secret(1) } };
        var third = new HashState { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["b"] = Secret(2), ["c"] = Secret(1) } };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, third);
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public void No_byte_is_shown(Func<int, object> make)
    {
        // Every blob and key here is made of one byte repeated; 171 = 0xAB.
        var text = make(171).ToString()!;
        Assert.DoesNotContain("ABAB", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AB-AB", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("171, 171", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Secret(171))[..8], text, StringComparison.Ordinal);
        Assert.DoesNotContain(string.Create(CultureInfo.InvariantCulture, $"{0xABABABAB}"), text, StringComparison.Ordinal);
    }

    static byte[] Repeated(int seed, int length) => Enumerable.Repeat((byte)seed, length).ToArray();

    static byte[] Secret(int seed) => Repeated(seed, 24);

    static Key32 Key(int seed) => new(Repeated(seed, 32));

    static DeviceKeys Keys(int seed) => new()
    {
        RegistrationId = (uint)seed,
        NoiseKey = new DeviceKeyPair(Key(seed), Key(seed)),
        IdentityKey = new DeviceKeyPair(Key(seed), Key(seed)),
        SignedPreKey = new DeviceKeyPair(Key(seed), Key(seed)),
        SignedPreKeyId = (uint)seed,
        SignedPreKeySignature = Repeated(seed, 64),
        AdvSecretKey = Key(seed),
    };
}
