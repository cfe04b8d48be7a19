using System.Text.Json.Serialization;

namespace WaStore.Fast.Benchmarks.Memory;

/// <summary>How accounts share files.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountShape>))]
enum AccountShape
{
    /// <summary>All are in one file.</summary>
    OneFile,

    /// <summary>Each has a file of its own.</summary>
    FileEach,
}

/// <summary>What one of so many accounts takes, in bytes.</summary>
/// <param name="Shape">How they share files.</param>
/// <param name="Accounts">How many there are in the process.</param>
/// <param name="Busy">Managed and SQLite's, right after it was busy.</param>
/// <param name="Managed">Managed, once it is idle.</param>
/// <param name="Sqlite">SQLite's own, once it is idle.</param>
/// <param name="Process">What the process grew by, as the system sees it.</param>
sealed record MemoryFigure(AccountShape Shape, int Accounts, long Busy, long Managed, long Sqlite, long Process)
{
    public long Idle => Managed + Sqlite;
}
