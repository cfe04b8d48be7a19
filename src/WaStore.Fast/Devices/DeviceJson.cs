using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaStore.Fast.Devices;

/// <summary>The stored part of a device as JSON has it: the reference's names, bytes as base64. What a writer may lack has the value that an old row has.</summary>
/// <remarks>Its fields can be set, since the generated reader takes an <c>init</c> field that is missing for null, whatever the field starts with.</remarks>
sealed class DeviceJson
{
    public string? Pn { get; set; }

    public string? Lid { get; set; }

    public required uint RegistrationId { get; set; }

    public required byte[] NoiseKey { get; set; }

    public required byte[] IdentityKey { get; set; }

    public required byte[] SignedPreKey { get; set; }

    public required uint SignedPreKeyId { get; set; }

    public required byte[] SignedPreKeySignature { get; set; }

    public required byte[] AdvSecretKey { get; set; }

    /// <summary>Protobuf.</summary>
    public byte[]? Account { get; set; }

    public string PushName { get; set; } = "";

    public uint? AppVersionPrimary { get; set; }

    public uint? AppVersionSecondary { get; set; }

    public uint? AppVersionTertiary { get; set; }

    public long AppVersionLastFetchedMs { get; set; }

    public byte[]? EdgeRoutingInfo { get; set; }

    public string? PropsHash { get; set; }

    public uint NextPreKeyId { get; set; }

    public uint FirstUnuploadPreKeyId { get; set; }

    [JsonPropertyName("server_has_prekeys")]
    public bool ServerHasPreKeys { get; set; }

    public byte[]? NctSalt { get; set; }

    /// <summary>A <see cref="CertChainJson"/>, read apart: one that does not decode is none and blocks nothing.</summary>
    public JsonElement? ServerCertChain { get; set; }

    public int LoginCounter { get; set; }

    public bool LidMigrated { get; set; }

    public long LastSignedPreKeyRotationMs { get; set; }

    public bool ReadReceiptsDisabled { get; set; }

    /// <summary>An <see cref="ExpirationJson"/>, read apart as well.</summary>
    public JsonElement? ServerClientExpiration { get; set; }

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
    // The generated fast writer makes an empty text of bytes that are null.
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeviceJson))]
[JsonSerializable(typeof(CertChainJson))]
[JsonSerializable(typeof(ExpirationJson))]
sealed partial class DeviceJsonContext : JsonSerializerContext;
