using System.Buffers;
using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The places of a list's entries in their order, each once. An id that falls into two chunks would be answered twice; and chunks that are ranges of the index read each of
/// its pages, and mostly each page of the table, once, where chunks in any order read most of them again.
/// </summary>
readonly struct OrderedEntries<TEntry>
{
    readonly int[]? _places;

    OrderedEntries(int[] places, int count)
    {
        _places = places;
        Count = count;
    }

    /// <summary>False for a list that is in order as it stands.</summary>
    internal bool IsUsed => _places is not null;

    internal int Count { get; }

    internal int this[int index] => _places![index];

    internal static OrderedEntries<TEntry> Find(NativeConnection connection, ReadOnlySpan<TEntry> entries, IComparer<TEntry> comparer)
    {
        int i = 1;
        while (i < entries.Length && comparer.Compare(entries[i - 1], entries[i]) < 0)
        {
            i++;
        }

        return i >= entries.Length ? default : Sort(connection, entries, comparer);
    }

    static OrderedEntries<TEntry> Sort(NativeConnection connection, ReadOnlySpan<TEntry> entries, IComparer<TEntry> comparer)
    {
        // Sorting keys with items allocates nothing, where sorting places by a comparison would make a delegate.
        TEntry[] copy = ArrayPool<TEntry>.Shared.Rent(entries.Length);
        int[] places = connection.RentPlaces(entries.Length);
        try
        {
            entries.CopyTo(copy);
            for (int i = 0; i < entries.Length; i++)
            {
                places[i] = i;
            }

            Span<TEntry> sorted = copy.AsSpan(0, entries.Length);
            sorted.Sort(places.AsSpan(0, entries.Length), comparer);
            int count = 1;
            for (int i = 1; i < sorted.Length; i++)
            {
                if (comparer.Compare(sorted[i - 1], sorted[i]) != 0)
                {
                    places[count++] = places[i];
                }
            }

            return new OrderedEntries<TEntry>(places, count);
        }
        catch
        {
            connection.ReturnPlaces(places);
            throw;
        }
        finally
        {
            ArrayPool<TEntry>.Shared.Return(copy, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<TEntry>());
        }
    }

    internal void Return(NativeConnection connection)
    {
        if (_places is not null)
        {
            connection.ReturnPlaces(_places);
        }
    }
}
