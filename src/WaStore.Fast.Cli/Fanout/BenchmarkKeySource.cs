using System.Security.Cryptography;
using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>
/// Makes accounts that can never log in, and that say so: random bytes in place of the keys (no curve is involved), and words in place of the signature.
/// By these words the command knows its own accounts; they are in the row from its first moment on, and no real account can have them.
/// </summary>
sealed class BenchmarkKeySource : IDeviceKeySource
{
    /// <summary>What stands in place of the signature of the signed pre-key: 64 bytes with the blanks that follow.</summary>
    internal const string Note = "made by wastore fanout for measuring; it can never log in";

    public DeviceKeys Create() => new()
    {
        RegistrationId = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue),
        NoiseKey = Pair(),
        IdentityKey = Pair(),
        SignedPreKey = Pair(),
        SignedPreKeySignature = Encoding.ASCII.GetBytes(Note.PadRight(DeviceKeys.SignatureLength)),
        AdvSecretKey = RandomRecords.Secret(),
    };

    static DeviceKeyPair Pair() => DeviceKeyPair.FromBytes(RandomNumberGenerator.GetBytes(DeviceKeyPair.Length));
}
