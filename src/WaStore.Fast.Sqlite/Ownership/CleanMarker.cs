using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>
/// Says of a database file in exactly this state that nothing was sent from its accounts that it does not know: for each, the life of the cache that was closed
/// cleanly. Believed only as a whole: the length, the checksum and the file's state must be right to the byte.
/// </summary>
/// <param name="File">What the database file was after its last commit.</param>
/// <param name="Lives">The lives by account, 16 bytes each.</param>
sealed record CleanMarker(FileStat File, IReadOnlyDictionary<int, byte[]> Lives)
{
    /// <summary>The bytes of a life.</summary>
    internal const int LifeLength = 16;

    /// <summary>More accounts than this are not written down, and not believed.</summary>
    internal const int MostAccounts = 100_000;

    const int Head = 8 + 4 + StatLength;
    const int StatLength = 8 + 16 + 8 + 8 + 8;
    const int Entry = 4 + LifeLength;
    const int LongestMarker = Head + (MostAccounts * Entry) + SHA256.HashSizeInBytes;

    static ReadOnlySpan<byte> Magic => "WSFCLN\x00\x01"u8;

    /// <summary>Whether a marker can have this many bytes.</summary>
    internal static bool CanHaveLength(long length) => length is >= Head + SHA256.HashSizeInBytes and <= LongestMarker;

    internal byte[] Encode()
    {
        var bytes = new byte[Head + (Lives.Count * Entry) + SHA256.HashSizeInBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Lives.Count);
        Write(File, bytes.AsSpan(12));
        var rest = bytes.AsSpan(Head);
        foreach (var (account, life) in Lives)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, account);
            life.CopyTo(rest[4..]);
            rest = rest[Entry..];
        }

        _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes), rest);
        return bytes;
    }

    /// <summary>Null when it is not one, whole.</summary>
    internal static CleanMarker? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (!CanHaveLength(bytes.Length) || !bytes.StartsWith(Magic))
        {
            return null;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (count is < 0 or > MostAccounts || bytes.Length != Head + (count * Entry) + SHA256.HashSizeInBytes
            || !SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
        {
            return null;
        }

        var lives = new Dictionary<int, byte[]>(count);
        for (var rest = bytes.Slice(Head, count * Entry); rest.Length > 0; rest = rest[Entry..])
        {
            lives[BinaryPrimitives.ReadInt32LittleEndian(rest)] = rest.Slice(4, LifeLength).ToArray();
        }

        return new CleanMarker(ReadStat(bytes[12..]), lives);
    }

    static void Write(in FileStat stat, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, stat.Device);
        BinaryPrimitives.WriteUInt128LittleEndian(to[8..], stat.Number);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], stat.Size);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], stat.Modified);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], stat.Changed);
    }

    static FileStat ReadStat(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(from),
        BinaryPrimitives.ReadUInt128LittleEndian(from[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[40..]),
        IsRegular: true);
}
