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
/// <param name="joinedHead">The same query with its ids as a table that is joined: up to the first row, e.g. <c>WITH ids(id) AS (VALUES </c>. Empty: there is none.</param>
/// <param name="joinedTail">From behind the last row, e.g. <c>) SELECT record FROM ids CROSS JOIN sessions WHERE device_id = ?1 AND address = ids.id</c>.</param>
/// <remarks>
/// For <c>IN</c> SQLite sorts the ids into a b-tree, row by row, before it looks the first one up; a joined list it walks as it is bound. Measured on 500 ids of 32 bytes:
/// 0.52 us an id instead of 0.95. But preparing 500 rows takes 0.9 ms instead of 0.1, so a size starts as <c>IN</c> and changes when it has run <see cref="JoinAfterCalls"/> times.
/// </remarks>
public readonly ref struct ListSql(
    ReadOnlySpan<byte> head,
    ReadOnlySpan<byte> entry,
    ReadOnlySpan<byte> tail,
    int sharedParameters,
    int entryParameters,
    int chunkSize,
    ReadOnlySpan<byte> joinedHead = default,
    ReadOnlySpan<byte> joinedTail = default)
{
    // What preparing costs more is what this many executions save: whoever stops calling right after the change has paid twice the least, never more.
    const int JoinAfterCalls = 6;

    // Below, the two differ by less than the rest of the call.
    const int SmallestJoined = 12;

    const byte Marker = 1;

    readonly ReadOnlySpan<byte> _head = head;
    readonly ReadOnlySpan<byte> _entry = entry;
    readonly ReadOnlySpan<byte> _tail = tail;
    readonly ReadOnlySpan<byte> _joinedHead = joinedHead;
    readonly ReadOnlySpan<byte> _joinedTail = joinedTail;

    internal int SharedParameters { get; } = sharedParameters;

    internal int EntryParameters { get; } = entryParameters;

    internal int ChunkSize { get; } = chunkSize;

    /// <summary>Whether the ids may be joined: then none may come twice.</summary>
    internal bool CanJoin => !_joinedHead.IsEmpty;

    /// <summary>The statement of one ladder place, prepared at the first call.</summary>
    internal Statement Prepare(NativeConnection connection, int firstSlot, int ladderIndex)
    {
        int slot = firstSlot + ladderIndex;
        if (connection.Find(slot) is not { } statement)
        {
            return connection.Prepare(slot, Write(ListLadder.SizeAt(ladderIndex, ChunkSize), _head, _entry, _tail).WrittenSpan);
        }

        return CanJoin && statement is { IsJoined: false, ListCalls: >= JoinAfterCalls } && ListLadder.SizeAt(ladderIndex, ChunkSize) >= SmallestJoined
            ? connection.PrepareJoined(slot, Write(ListLadder.SizeAt(ladderIndex, ChunkSize), _joinedHead, "(\u0001)"u8, _joinedTail).WrittenSpan)
            : statement;
    }

    ArrayBufferWriter<byte> Write(int entries, ReadOnlySpan<byte> head, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> tail)
    {
        var sql = new ArrayBufferWriter<byte>(head.Length + tail.Length + (entries * (entry.Length + 8)));
        sql.Write(head);
        int parameter = SharedParameters;
        for (int i = 0; i < entries; i++)
        {
            if (i > 0)
            {
                sql.Write(", "u8);
            }

            ReadOnlySpan<byte> rest = entry;
            for (int marker; (marker = rest.IndexOf(Marker)) >= 0; rest = rest[(marker + 1)..])
            {
                sql.Write(rest[..marker]);
                _ = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"?{++parameter}"), sql);
            }

            sql.Write(rest);
        }

        sql.Write(tail);
        return sql;
    }
}
