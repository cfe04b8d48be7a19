using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>What the library's builders offer for sequences only.</summary>
static class TableBuilders
{
    internal static void RemoveAll<TKey, TValue>(this ImmutableDictionary<TKey, TValue>.Builder table, ReadOnlySpan<TKey> keys)
        where TKey : notnull
    {
        foreach (var key in keys)
        {
            _ = table.Remove(key);
        }
    }
}
