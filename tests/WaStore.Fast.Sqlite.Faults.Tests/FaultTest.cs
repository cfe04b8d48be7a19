using Microsoft.Data.Sqlite;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>A folder and a clock for one test, and what has to hold after every failure.</summary>
public abstract class FaultTest : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wsf-faults-").FullName;
    int _files;

    internal FakeTime Clock { get; } = new();

    /// <summary>The kinds of failure that calls are made to have: without memory, on a bad disk, on a full one, interrupted, and behind another's lock.</summary>
    /// <remarks>The calls take turns with the kinds; only without memory can reading a column fail, so that has a round of its own.</remarks>
    static readonly (int Code, bool RollsBack)[][] s_rounds =
    [
        [(NoMemory, false), (NoMemory, true)],
        [(IoErrorWrite, true), (Full, true), (Interrupt, false), (Full, false), (Busy, false)],
    ];

    internal const int Busy = 5;
    internal const int NoMemory = 7;
    internal const int Interrupt = 9;
    internal const int IoErrorWrite = 10 | (3 << 8);
    internal const int Full = 13;

    protected FaultTest() => Census.Forget();

    /// <summary>Whether nothing may be left out (<c>WASTORE_FAULTS=all</c>).</summary>
    internal static bool IsFullRun => Environment.GetEnvironmentVariable("WASTORE_FAULTS") == "all";

    internal static int Rounds => s_rounds.Length;

    internal static (int Code, bool RollsBack) Kind(int round, int nth) => s_rounds[round][nth % s_rounds[round].Length];

    public void Dispose()
    {
        Fault.Disarm();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Nothing runs by itself: each call that is counted is one of the operation.</summary>
    internal SqliteOptions Options() => new()
    {
        TimeProvider = Clock,
        DeviceKeySource = Sample.KeySource,
        CheckpointGap = TimeSpan.FromMinutes(1),
        CheckpointIdle = TimeSpan.FromHours(1),
        BusyTimeout = TimeSpan.FromSeconds(5),
        Synchronous = SynchronousMode.Off,
    };

    internal string NewPath() => Path.Combine(_folder, $"{++_files}.db");

    /// <summary>A copy of a closed database.</summary>
    internal string Copy(string template)
    {
        var path = NewPath();
        File.Copy(template, path);
        return path;
    }

    /// <summary>What a file needs to be whole, by the other library's word: it is sound, nobody holds its lock, and no log is left.</summary>
    internal static void AssertSound(string path)
    {
        using var witness = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        witness.Open();
        Assert.Equal("ok", Scalar(witness, "PRAGMA integrity_check"));
        _ = Scalar(witness, "BEGIN IMMEDIATE");
        _ = Scalar(witness, "ROLLBACK");
    }

    internal static void AssertNothingOpen() => Assert.Equal((0, 0), (Census.Connections, Census.Statements));

    /// <summary>The one exception that a failing SQLite may become, with the code that it failed with.</summary>
    internal static StoreException AssertHonest(Exception thrown, int code, params StoreErrorKind[] kinds)
    {
        var failure = Assert.IsType<StoreException>(thrown);
        Assert.Contains(failure.Kind, kinds);
        Assert.Equal(code, failure.SqliteErrorCode);
        return failure;
    }

    internal static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
