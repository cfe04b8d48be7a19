using System.Buffers;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// `device.server_cert_chain`: protobuf {1 intermediate, 2 leaf}, each {1 key of 32 bytes, 2 not_before int64, 3 not_after int64},
/// or bincode of an old writer (spec/storage.md 3.3).
/// </summary>
static class ServerCertChainCodec
{
    const int Intermediate = 1;
    const int Leaf = 2;
    const int Key = 1;
    const int NotBefore = 2;
    const int NotAfter = 3;

    /// <summary>Decodes a stored chain; null when <see cref="BlobForm.Undecodable"/>, which costs one slower handshake and no more.</summary>
    public static BlobForm Decode(ReadOnlySpan<byte> blob, out ServerCertChain? chain)
    {
        if (TryDecodeProtobuf(blob, out chain))
        {
            return BlobForm.Protobuf;
        }

        return TryDecodeBincode(blob, out chain) ? BlobForm.Bincode : BlobForm.Undecodable;
    }

    /// <summary>Writes a chain as protobuf.</summary>
    public static void Encode(ServerCertChain chain, IBufferWriter<byte> output)
    {
        EncodeCert(Intermediate, chain.Intermediate, output);
        EncodeCert(Leaf, chain.Leaf, output);
    }

    static void EncodeCert(int fieldNumber, NoiseCert cert, IBufferWriter<byte> output)
    {
        var size = ProtoWriter.BytesFieldSize(Key, Key32.Length) + TimeSize(NotBefore, cert.NotBefore) + TimeSize(NotAfter, cert.NotAfter);
        var key = cert.Key;
        var writer = new ProtoWriter(output);
        writer.WriteLengthPrefix(fieldNumber, size);
        writer.WriteBytes(Key, key.AsSpan());
        writer.WriteVarintUnlessZero(NotBefore, (ulong)cert.NotBefore);
        writer.WriteVarintUnlessZero(NotAfter, (ulong)cert.NotAfter);
    }

    static int TimeSize(int fieldNumber, long value) => value == 0 ? 0 : ProtoWriter.VarintFieldSize(fieldNumber, (ulong)value);

    static bool TryDecodeProtobuf(ReadOnlySpan<byte> blob, out ServerCertChain? chain)
    {
        NoiseCert? intermediate = null;
        NoiseCert? leaf = null;
        chain = null;
        var reader = new ProtoReader(blob);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (Intermediate, WireType.LengthDelimited) when TryDecodeCert(reader.Bytes, out intermediate):
                case (Leaf, WireType.LengthDelimited) when TryDecodeCert(reader.Bytes, out leaf):
                    break;
                case (Intermediate or Leaf, _):
                    return false;
                default:
                    break;
            }
        }

        if (reader.IsMalformed || intermediate is null || leaf is null)
        {
            return false;
        }

        chain = new ServerCertChain(intermediate, leaf);
        return true;
    }

    static bool TryDecodeCert(ReadOnlySpan<byte> message, out NoiseCert? cert)
    {
        cert = null;
        ReadOnlySpan<byte> key = default;
        long notBefore = 0;
        long notAfter = 0;
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (Key, WireType.LengthDelimited):
                    key = reader.Bytes;
                    break;
                case (NotBefore, WireType.Varint):
                    notBefore = (long)reader.Value;
                    break;
                case (NotAfter, WireType.Varint):
                    notAfter = (long)reader.Value;
                    break;
                case (Key or NotBefore or NotAfter, _):
                    return false;
                default:
                    break;
            }
        }

        if (reader.IsMalformed || !Key32.TryCreate(key, out var fixedKey))
        {
            return false;
        }

        cert = new NoiseCert(fixedKey, notBefore, notAfter);
        return true;
    }

    static bool TryDecodeBincode(ReadOnlySpan<byte> blob, out ServerCertChain? chain)
    {
        chain = null;
        var reader = new BincodeReader(blob);
        if (!TryReadBincodeCert(ref reader, out var intermediate) || !TryReadBincodeCert(ref reader, out var leaf) || !reader.AtEnd)
        {
            return false;
        }

        chain = new ServerCertChain(intermediate!, leaf!);
        return true;
    }

    static bool TryReadBincodeCert(ref BincodeReader reader, out NoiseCert? cert)
    {
        cert = null;
        if (!reader.TryReadFixed(Key32.Length, out var key) || !reader.TryReadSigned(out var notBefore) || !reader.TryReadSigned(out var notAfter))
        {
            return false;
        }

        cert = new NoiseCert(new Key32(key), notBefore, notAfter);
        return true;
    }
}
