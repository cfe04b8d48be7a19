namespace WaStore.Fast.Generators.Model;

enum ValueKind
{
    Int64,
    Int32,

    /// <summary>8 and 16 bits, signed or not.</summary>
    SmallInteger,

    /// <summary>Stored as its signed twin (spec/storage.md 1.1).</summary>
    UInt32,

    /// <summary>Stored as its signed twin.</summary>
    UInt64,
    Boolean,
    Double,
    String,
    CharSpan,
    ByteArray,
    ByteMemory,
    ByteSpan,

    /// <summary>WaStore.Fast.Stores.Key32.</summary>
    Key32,

    /// <summary>WaStore.Fast.Sqlite.Engine.StoredBlob: the bytes, and whether they are a blob. Only read.</summary>
    StoredBlob,

    /// <summary>Any type, read by a decoder.</summary>
    Decoded,
}

enum Nullability
{
    /// <summary>Cannot be null.</summary>
    None,

    /// <summary><see cref="Nullable{T}"/>.</summary>
    Value,

    /// <summary>A reference that may be null.</summary>
    Reference,
}

/// <summary>One value that is bound or read.</summary>
/// <param name="Kind">How it is stored.</param>
/// <param name="Type">Its C# type without a question mark.</param>
/// <param name="IsEnum">Whether <paramref name="Type"/> is an enum over <paramref name="Kind"/>.</param>
/// <param name="Nullability">Whether and how it can be null.</param>
/// <param name="IsText">Whether its bytes are UTF-8 text.</param>
/// <param name="Decoder">The decoder's C# type, for <see cref="ValueKind.Decoded"/>.</param>
sealed record ValueModel(ValueKind Kind, string Type, bool IsEnum, Nullability Nullability, bool IsText, string? Decoder)
{
    /// <summary>Whether it is bytes that go into a BLOB column.</summary>
    internal bool IsBlob => !IsText && (Kind is ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteSpan);

    /// <summary>Whether it is only ever read, never bound.</summary>
    internal bool IsReadOnly => Kind is ValueKind.Decoded or ValueKind.StoredBlob;
}
