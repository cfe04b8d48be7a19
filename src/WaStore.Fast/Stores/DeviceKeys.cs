namespace WaStore.Fast.Stores;

/// <summary>The key material that a new device (account) is made of.</summary>
/// <remarks>A store signs nothing, so whoever holds a Curve25519 and XEdDSA implementation makes it. Immutable; shows no byte in <see cref="object.ToString"/>.</remarks>
public sealed record DeviceKeys
{
    /// <summary>How many bytes the signature of the signed pre-key has: 64.</summary>
    public const int SignatureLength = 64;

    /// <summary>The registration id, uniformly random in 1 to 2,147,483,647 (spec/storage.md 1.5).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public required uint RegistrationId
    {
        get;
        init => field = value is >= 1 and <= int.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A registration id lies in 1 to 2,147,483,647.");
    }

    /// <summary>The key pair of the Noise handshake.</summary>
    public required DeviceKeyPair NoiseKey { get; init; }

    /// <summary>The identity key pair.</summary>
    public required DeviceKeyPair IdentityKey { get; init; }

    /// <summary>The signed pre-key's pair.</summary>
    public required DeviceKeyPair SignedPreKey { get; init; }

    /// <summary>The signed pre-key's id; a fresh device has 1.</summary>
    public uint SignedPreKeyId { get; init; } = 1;

    /// <summary>The identity key's XEdDSA signature over the 33-byte (0x05-prefixed) public signed pre-key: 64 bytes.</summary>
    /// <exception cref="ArgumentException">The value is not 64 bytes long.</exception>
    public required ReadOnlyMemory<byte> SignedPreKeySignature
    {
        get;
        init => field = RequireSignature(value, nameof(value));
    }

    /// <summary>The secret that a companion pairs by, 32 random bytes.</summary>
    public required Key32 AdvSecretKey { get; init; }

    /// <summary>Same keys.</summary>
    public bool Equals(DeviceKeys? other) =>
        other is not null
        && RegistrationId == other.RegistrationId
        && NoiseKey == other.NoiseKey
        && IdentityKey == other.IdentityKey
        && SignedPreKey == other.SignedPreKey
        && SignedPreKeyId == other.SignedPreKeyId
        && BlobEquality.Same(SignedPreKeySignature, other.SignedPreKeySignature)
        && AdvSecretKey == other.AdvSecretKey;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RegistrationId, IdentityKey.Public, SignedPreKeyId);

    internal static ReadOnlyMemory<byte> RequireSignature(ReadOnlyMemory<byte> signature, string parameter) =>
        signature.Length == SignatureLength
            ? signature
            : throw new ArgumentException($"A signature is {SignatureLength} bytes long, not {signature.Length}.", parameter);
}

/// <summary>Makes the key material of a new device; given to a store at open, so that it can create accounts by itself.</summary>
public interface IDeviceKeySource
{
    /// <summary>Fresh random keys, never the same twice. May be called from any thread.</summary>
    DeviceKeys Create();
}
