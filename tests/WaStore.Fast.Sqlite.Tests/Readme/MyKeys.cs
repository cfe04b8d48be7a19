using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Readme;

/// <summary>Stands where a bot author's Curve25519 library stands: random bytes in the shape of keys.</summary>
static class MyKeys
{
    internal static DeviceKeys Create() => new()
    {
        RegistrationId = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue),
        NoiseKey = Pair(),
        IdentityKey = Pair(),
        SignedPreKey = Pair(),
        SignedPreKeySignature = RandomNumberGenerator.GetBytes(DeviceKeys.SignatureLength),
        AdvSecretKey = new Key32(RandomNumberGenerator.GetBytes(32)),
    };

    static DeviceKeyPair Pair() => new(new Key32(RandomNumberGenerator.GetBytes(32)), new Key32(RandomNumberGenerator.GetBytes(32)));
}
