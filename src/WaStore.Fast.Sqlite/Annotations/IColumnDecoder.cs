namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>Decodes a column where it lies.</summary>
/// <typeparam name="T">What it is decoded to.</typeparam>
public interface IColumnDecoder<T>
{
    /// <summary>Decodes the bytes of a column that is not NULL.</summary>
    /// <param name="column">The bytes; valid only during the call.</param>
    static abstract T Decode(ReadOnlySpan<byte> column);
}
