using System.Runtime.CompilerServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteOptions
{
    const int MostReaders = 64;
    const long SmallestThreshold = 4 << 10;
    const long LargestThreshold = 1 << 30;
    const long LargestBound = 4L << 30;

    /// <summary>The busy timeout as SQLite takes it: zero stays zero, anything longer is at least a millisecond (spec/storage.md 4.2).</summary>
    internal int BusyTimeoutMilliseconds => BusyTimeout == TimeSpan.Zero ? 0 : Math.Max(1, (int)BusyTimeout.TotalMilliseconds);

    /// <summary>A copy that the caller cannot change any more, checked.</summary>
    /// <exception cref="StoreException">An option is out of its range (InvalidConfig).</exception>
    internal SqliteOptions Validated()
    {
        Require(Readers is >= 0 and <= MostReaders, $"0 to {MostReaders}", Readers);
        Require(BusyTimeout >= TimeSpan.Zero && BusyTimeout.TotalMilliseconds <= int.MaxValue, "zero to 2147483647 ms", BusyTimeout);
        Require(Enum.IsDefined(Synchronous), "one of the named modes", Synchronous);
        Require(Enum.IsDefined(MigrateOnOpen), "one of the named values", MigrateOnOpen);
        Require(CacheSizeKib >= 0, "0 or more", CacheSizeKib);
        Require(MmapSize is null or >= 0, "0 or more", MmapSize);
        Require(Library is null || !string.IsNullOrWhiteSpace(Library), "null or a name", Library);
        Require(SnapshotsToKeep is null or >= 1, "null or 1 or more", SnapshotsToKeep);
        Require(CheckpointThreshold is >= SmallestThreshold and <= LargestThreshold, "4 KiB to 1 GiB", CheckpointThreshold);
        Require(WalBound >= CheckpointThreshold && WalBound <= LargestBound, "the checkpoint threshold to 4 GiB", WalBound);
        Require(CheckpointGap > TimeSpan.Zero && CheckpointGap <= TimeSpan.FromMinutes(1), "more than zero, up to a minute", CheckpointGap);
        Require(CheckpointIdle >= CheckpointGap && CheckpointIdle <= TimeSpan.FromDays(1), "the checkpoint gap to a day", CheckpointIdle);
        Require(ConnectionIdle > TimeSpan.Zero && ConnectionIdle <= TimeSpan.FromDays(1), "more than zero, up to a day", ConnectionIdle);
        Require(TimeProvider is not null, "a clock", TimeProvider);
        Require(Logger is not null, "a logger", Logger);
        return (SqliteOptions)MemberwiseClone();
    }

    static void Require<T>(bool holds, string range, T value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!holds)
        {
            throw StoreException.InvalidConfig($"{name} is {value?.ToString() ?? "null"}; it must be {range}.");
        }
    }
}
