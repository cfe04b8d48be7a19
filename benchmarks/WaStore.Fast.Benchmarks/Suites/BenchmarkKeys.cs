using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>Random bytes in the shape of keys: an account that can never log in.</summary>
static class BenchmarkKeys
{
    public static DeviceKeys Create() => new()
    {
        RegistrationId = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue),
        NoiseKey = Pair(),
        IdentityKey = Pair(),
        SignedPreKey = Pair(),
        SignedPreKeySignature = RandomNumberGenerator.GetBytes(DeviceKeys.SignatureLength),
        AdvSecretKey = Key(),
    };

    static DeviceKeyPair Pair() => new(Key(), Key());

    static Key32 Key() => new(RandomNumberGenerator.GetBytes(32));
}
