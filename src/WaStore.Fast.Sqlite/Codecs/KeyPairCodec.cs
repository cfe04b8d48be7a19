using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>A key pair as the device row holds it: 64 bytes, private then public, the public half without the 0x05 prefix.</summary>
/// <remarks>
/// Both halves are taken and kept as they are: the reference clamps the private half when it parses, so that a row made elsewhere
/// would change by being saved (spec/storage.md 3.2); a store computes with no key, and so changes none.
/// </remarks>
static class KeyPairCodec
{
    /// <exception cref="StoreException">The column is not 64 bytes long (<see cref="StoreErrorKind.Validation"/>).</exception>
    public static DeviceKeyPair Decode(ReadOnlySpan<byte> column, string columnName)
    {
        StoredLength.Require(columnName, column, DeviceKeyPair.Length);
        return DeviceKeyPair.FromBytes(column);
    }

    public static byte[] Encode(in DeviceKeyPair pair)
    {
        var column = new byte[DeviceKeyPair.Length];
        pair.CopyTo(column);
        return column;
    }
}
