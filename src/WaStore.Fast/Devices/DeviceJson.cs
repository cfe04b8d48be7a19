using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaStore.Fast.Devices;

/// <summary>The stored part of a device as JSON has it: the reference's names, bytes as base64. What a writer may lack has the value that an old row has.</summary>
sealed class DeviceJson
{
    public string? Pn { get; init; }

    public string? Lid { get; init; }

    public required uint RegistrationId { get; init; }

    public required byte[] NoiseKey { get; init; }

    public required byte[] IdentityKey { get; init; }

    public required byte[] SignedPreKey { get; init; }

    public required uint SignedPreKeyId { get; init; }

    public required byte[] SignedPreKeySignature { get; init; }

    public required byte[] AdvSecretKey { get; init; }

    /// <summary>Protobuf.</summary>
    public byte[]? Account { get; init; }

    public string PushName { get; init; } = "";

    public uint? AppVersionPrimary { get; init; }

    public uint? AppVersionSecondary { get; init; }

    public uint? AppVersionTertiary { get; init; }

    public long AppVersionLastFetchedMs { get; init; }

    public byte[]? EdgeRoutingInfo { get; init; }

    public string? PropsHash { get; init; }

    public uint NextPreKeyId { get; init; }

    public uint FirstUnuploadPreKeyId { get; init; }

    [JsonPropertyName("server_has_prekeys")]
    public bool ServerHasPreKeys { get; init; }

    public byte[]? NctSalt { get; init; }

    /// <summary>A <see cref="CertChainJson"/>, read apart: one that does not decode is none and blocks nothing.</summary>
    public JsonElement? ServerCertChain { get; init; }

    public int LoginCounter { get; init; }

    public bool LidMigrated { get; init; }

    public long LastSignedPreKeyRotationMs { get; init; }

    public bool ReadReceiptsDisabled { get; init; }

    /// <summary>An <see cref="ExpirationJson"/>, read apart as well.</summary>
    public JsonElement? ServerClientExpiration { get; init; }

    /// <summary>Zeroes the private keys and the secret, once they were written or read.</summary>
    internal void ClearKeys()
    {
        CryptographicOperations.ZeroMemory(NoiseKey);
        CryptographicOperations.ZeroMemory(IdentityKey);
        CryptographicOperations.ZeroMemory(SignedPreKey);
        CryptographicOperations.ZeroMemory(AdvSecretKey);
    }
}

/// <summary>A certificate.</summary>
sealed record CertJson(byte[] Key, long NotBefore, long NotAfter);

/// <summary>The server's certificates.</summary>
sealed record CertChainJson(CertJson Intermediate, CertJson Leaf);

/// <summary>A build's deadline, as the device row's own column has it (spec/storage.md 3.2).</summary>
sealed record ExpirationJson(long ExpiresAt, uint[] Version);

/// <summary>The generated code that reads and writes a device.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeviceJson))]
[JsonSerializable(typeof(CertChainJson))]
[JsonSerializable(typeof(ExpirationJson))]
sealed partial class DeviceJsonContext : JsonSerializerContext;
