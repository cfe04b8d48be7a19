namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// A column that should hold a blob, read where it lies, with the type that it really has: SQLite stores a text or a number in a BLOB column too, and would hand out
/// their text as if it were bytes. The span is valid as long as the row.
/// </summary>
public readonly ref struct StoredBlob
{
    const int BlobType = 4;

    internal StoredBlob(int storageClass, ReadOnlySpan<byte> bytes)
    {
        StorageClass = storageClass;
        Bytes = bytes;
    }

    /// <summary>The bytes; of another type its text as UTF-8, of NULL none.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Whether a blob is stored, of any length.</summary>
    public bool IsBlob => StorageClass == BlobType;

    /// <summary>SQLite's code of the type: 1 INTEGER, 2 REAL, 3 TEXT, 4 BLOB, 5 NULL.</summary>
    internal int StorageClass { get; }
}
