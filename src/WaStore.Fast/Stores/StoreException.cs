namespace WaStore.Fast.Stores;

/// <summary>Placeholder until the contracts land.</summary>
public sealed class StoreException(string message, int? code) : Exception(message)
{
    /// <summary>Code.</summary>
    public int? SqliteErrorCode { get; } = code;

    /// <summary>Makes one.</summary>
    /// <param name="message">m</param>
    /// <param name="sqliteErrorCode">c</param>
    public static StoreException Database(string message, int sqliteErrorCode) => new(message, sqliteErrorCode);
}
