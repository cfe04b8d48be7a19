using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>The check of columns whose length is fixed.</summary>
static class StoredLength
{
    /// <exception cref="StoreException">
    /// The column has another length (<see cref="StoreErrorKind.Validation"/>). The message names the column and the lengths, and shows no
    /// byte: most of these are keys.
    /// </exception>
    public static void Require(string columnName, ReadOnlySpan<byte> column, int length)
    {
        if (column.Length != length)
        {
            throw StoreException.Validation($"{columnName} has {column.Length} bytes, {length} expected");
        }
    }
}
