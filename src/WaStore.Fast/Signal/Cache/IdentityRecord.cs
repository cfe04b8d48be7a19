using System.Buffers;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>An identity key as the cache holds it: published by one reference, since 32 bytes are not written in one go.</summary>
sealed class IdentityRecord(in Key32 key) : ISignalRecord<IdentityRecord>
{
    readonly Key32 _key = key;

    internal ref readonly Key32 Key => ref _key;

    public int EncodedLength => Key32.Length;

    public bool RaisesLease => false;

    public static IdentityRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation) => Key32.TryCreate(stored, out var key)
        ? new IdentityRecord(key)
        : throw StoreException.Serialization("an identity key is 32 bytes long");

    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation) => destination.Write(_key.AsSpan());
}
