using System.Buffers;
using System.Globalization;
using System.Text;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// A statement with one list in it, in three pieces: what stands before the list, one entry of the list, what stands after. In the entry the byte 0x01 marks a
/// parameter of the entry; the pieces use <c>?1</c> .. for the parameters that all entries share.
/// </summary>
/// <param name="head">Up to the first entry, e.g. <c>SELECT record FROM sessions WHERE device_id = ?1 AND address IN (</c>.</param>
/// <param name="entry">One entry, e.g. <c>\u0001</c> or <c>(\u0001, \u0001, ?1)</c>.</param>
/// <param name="tail">From behind the last entry.</param>
/// <param name="sharedParameters">How many parameters all entries share; the entries' own are numbered after them.</param>
/// <param name="entryParameters">How many parameters one entry has.</param>
/// <param name="chunkSize">How many entries one execution takes at most.</param>
public readonly ref struct ListSql(ReadOnlySpan<byte> head, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> tail, int sharedParameters, int entryParameters, int chunkSize)
{
    const byte Marker = 1;

    readonly ReadOnlySpan<byte> _head = head;
    readonly ReadOnlySpan<byte> _entry = entry;
    readonly ReadOnlySpan<byte> _tail = tail;

    internal int SharedParameters { get; } = sharedParameters;

    internal int EntryParameters { get; } = entryParameters;

    internal int ChunkSize { get; } = chunkSize;

    /// <summary>The statement of one ladder place, prepared at the first call.</summary>
    internal Statement Prepare(NativeConnection connection, int firstSlot, int ladderIndex)
    {
        int slot = firstSlot + ladderIndex;
        return connection.Find(slot) ?? connection.Prepare(slot, Write(ListLadder.SizeAt(ladderIndex, ChunkSize)).WrittenSpan);
    }

    ArrayBufferWriter<byte> Write(int entries)
    {
        var sql = new ArrayBufferWriter<byte>(_head.Length + _tail.Length + (entries * (_entry.Length + 8)));
        sql.Write(_head);
        int parameter = SharedParameters;
        for (int i = 0; i < entries; i++)
        {
            if (i > 0)
            {
                sql.Write(", "u8);
            }

            ReadOnlySpan<byte> rest = _entry;
            for (int marker; (marker = rest.IndexOf(Marker)) >= 0; rest = rest[(marker + 1)..])
            {
                sql.Write(rest[..marker]);
                _ = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"?{++parameter}"), sql);
            }

            sql.Write(rest);
        }

        sql.Write(_tail);
        return sql;
    }
}
