using System.Globalization;

namespace WaStore.Fast.Stores;

/// <summary>The one exception of every store. A missing row is never an exception; it is null, empty, false or 0.</summary>
/// <remarks>Texts name keys and lengths, never a key's bytes, a plaintext or a payload. Cancellation is <see cref="OperationCanceledException"/>.</remarks>
public sealed class StoreException : Exception
{
    const int SqliteBusy = 5;
    const int SqliteLocked = 6;

    StoreException(StoreErrorKind kind, string message, Exception? inner, int? sqliteErrorCode = null)
        : base(message, inner)
    {
        Kind = kind;
        SqliteErrorCode = sqliteErrorCode;
    }

    /// <summary>What went wrong.</summary>
    public StoreErrorKind Kind { get; }

    /// <summary>SQLite's extended result code, where SQLite failed; its low byte is the primary code.</summary>
    public int? SqliteErrorCode { get; }

    /// <summary>Whether another connection's lock is the cause, anywhere in the chain, so that trying again later may help.</summary>
    /// <remarks>
    /// A result code decides by its low byte (5 BUSY, 6 LOCKED). Exceptions of other libraries count when their message contains
    /// "busy" or "locked" in any case (spec/storage.md 4.6).
    /// </remarks>
    public bool IsBusyOrLocked
    {
        get
        {
            for (Exception? link = this; link is not null; link = link.InnerException)
            {
                if (link is StoreException store ? store.HasBusyCode : SpeaksOfALock(link.Message))
                {
                    return true;
                }
            }

            return false;
        }
    }

    bool HasBusyCode => SqliteErrorCode is { } code && (code & 0xFF) is SqliteBusy or SqliteLocked;

    /// <summary>A file beside the database failed.</summary>
    public static StoreException Io(Exception inner) => new(StoreErrorKind.Io, "I/O error", inner);

    /// <summary>A stored value did not parse. <paramref name="detail"/> says which one, never what it holds.</summary>
    public static StoreException Serialization(string? detail = null, Exception? inner = null) =>
        new(StoreErrorKind.Serialization, WithDetail("serialization/deserialization error", detail), inner);

    /// <summary>A value or a request breaks a rule.</summary>
    public static StoreException Validation(string detail, Exception? inner = null) =>
        new(StoreErrorKind.Validation, $"data validation failed: {detail}", inner);

    /// <summary>The backend does not offer the member <paramref name="operation"/>.</summary>
    public static StoreException Unsupported(string operation) => Validation($"{operation} is not supported by this backend");

    /// <summary>No connection could be opened or leased.</summary>
    public static StoreException Connection(string? detail = null, Exception? inner = null, int? sqliteErrorCode = null) =>
        new(StoreErrorKind.Connection, WithDetail("database connection error", detail), inner, sqliteErrorCode);

    /// <summary>The database failed a statement.</summary>
    public static StoreException Database(string? detail = null, Exception? inner = null, int? sqliteErrorCode = null) =>
        new(StoreErrorKind.Database, WithDetail("database operation error", detail), inner, sqliteErrorCode);

    /// <summary><paramref name="operation"/> met a busy or locked database at each of its attempts.</summary>
    public static StoreException RetriesExhausted(string operation, Exception? inner = null, int? sqliteErrorCode = null) =>
        new(StoreErrorKind.RetriesExhausted, $"database operation '{operation}' exhausted retries", inner, sqliteErrorCode);

    /// <summary>A migration failed.</summary>
    public static StoreException Migration(string? detail = null, Exception? inner = null, int? sqliteErrorCode = null) =>
        new(StoreErrorKind.Migration, WithDetail("migration error", detail), inner, sqliteErrorCode);

    /// <summary>The configuration makes no sense.</summary>
    public static StoreException InvalidConfig(string detail, Exception? inner = null) =>
        new(StoreErrorKind.InvalidConfig, $"store configuration is invalid: {detail}", inner);

    /// <summary>There is no device with the id <paramref name="deviceId"/>.</summary>
    public static StoreException DeviceNotFound(int deviceId) =>
        new(StoreErrorKind.DeviceNotFound, string.Create(CultureInfo.InvariantCulture, $"device with ID {deviceId} not found"), null);

    /// <summary>The same failure as the first of several, with all of them inside.</summary>
    internal StoreException With(IReadOnlyCollection<Exception> all) => new(Kind, $"{Message} (the first of {all.Count} failures)", new AggregateException(all), SqliteErrorCode);

    static string WithDetail(string text, string? detail) => detail is null ? text : $"{text}: {detail}";

    static bool SpeaksOfALock(string message) =>
        message.Contains("busy", StringComparison.OrdinalIgnoreCase) || message.Contains("locked", StringComparison.OrdinalIgnoreCase);
}
