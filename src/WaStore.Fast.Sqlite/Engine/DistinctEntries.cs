using System.Buffers;
using System.Numerics;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The places of a list's first occurrences. SQLite answers an id once within an execution, but an id that falls into two chunks would be answered twice.
/// An open-addressing table; its arrays are pooled, so nothing is allocated once they are there.
/// </summary>
readonly struct DistinctEntries<TEntry>
{
    readonly int[]? _places;

    DistinctEntries(int[] places, int count)
    {
        _places = places;
        Count = count;
    }

    internal bool IsUsed => _places is not null;

    internal int Count { get; }

    internal int this[int index] => _places![index];

    internal static DistinctEntries<TEntry> Find(NativeConnection connection, ReadOnlySpan<TEntry> entries, IEqualityComparer<TEntry> comparer)
    {
        int[] places = connection.RentPlaces(entries.Length);
        int tableSize = (int)BitOperations.RoundUpToPowerOf2((uint)entries.Length * 2);
        int[] table = ArrayPool<int>.Shared.Rent(tableSize);
        table.AsSpan(0, tableSize).Clear();
        int count = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            // A null text is bound as NULL, which equals nothing; a comparer refuses to hash it.
            int slot = (entries[i] is { } entry ? comparer.GetHashCode(entry) : 0) & (tableSize - 1);
            // The table holds place + 1, so that 0 is free.
            while (table[slot] != 0 && !comparer.Equals(entries[table[slot] - 1], entries[i]))
            {
                slot = (slot + 1) & (tableSize - 1);
            }

            if (table[slot] == 0)
            {
                table[slot] = i + 1;
                places[count++] = i;
            }
        }

        ArrayPool<int>.Shared.Return(table);
        return new DistinctEntries<TEntry>(places, count);
    }

    internal void Return(NativeConnection connection)
    {
        if (_places is not null)
        {
            connection.ReturnPlaces(_places);
        }
    }
}
