namespace WaStore.Fast.Stores;

/// <summary>The account's signed statement that this device belongs to it (protobuf <c>ADVSignedDeviceIdentity</c>, spec/storage.md 3.2).</summary>
/// <remarks>Each field may be absent (null), which is not the same as empty. An account without any field is still an account.</remarks>
public sealed record AdvSignedDeviceIdentity
{
    /// <summary>Field 1: the signed details.</summary>
    public ReadOnlyMemory<byte>? Details { get; init; }

    /// <summary>Field 2: the account's public signature key.</summary>
    public ReadOnlyMemory<byte>? AccountSignatureKey { get; init; }

    /// <summary>Field 3: the account's signature.</summary>
    public ReadOnlyMemory<byte>? AccountSignature { get; init; }

    /// <summary>Field 4: the device's signature.</summary>
    public ReadOnlyMemory<byte>? DeviceSignature { get; init; }

    /// <summary>Protobuf fields that this version does not know, written back after the known ones.</summary>
    public ReadOnlyMemory<byte> UnknownFields { get; init; }

    /// <summary>Same fields, byte for byte.</summary>
    public bool Equals(AdvSignedDeviceIdentity? other) =>
        other is not null
        && BlobEquality.Same(Details, other.Details)
        && BlobEquality.Same(AccountSignatureKey, other.AccountSignatureKey)
        && BlobEquality.Same(AccountSignature, other.AccountSignature)
        && BlobEquality.Same(DeviceSignature, other.DeviceSignature)
        && BlobEquality.Same(UnknownFields, other.UnknownFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BlobEquality.Hash(Details), BlobEquality.Hash(AccountSignature), BlobEquality.Hash(DeviceSignature));
}
