using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Benchmarks.Suites.Startup;

/// <summary>What does it cost to open a file that is new, of an old release of the reference (so many of its migrations are done), or up to date, and to close it again?</summary>
/// <remarks>The floor runs the missing migrations by hand, a transaction each, with the reference's pragmas and without a look at what it finds.</remarks>
[InvocationCount(1, unrollFactor: 1)]
public class OpenBenchmarks
{
    TemporaryDatabase _ours = null!;
    TemporaryDatabase _floor = null!;

    /// <summary>How many migrations are done: none, those of releases 0.6.0, 0.6, 0.7.0, and all.</summary>
    [Params(0, 14, 17, 23, 24)]
    public int Stage { get; set; }

    [IterationSetup]
    public void Make()
    {
        _ours = new TemporaryDatabase();
        _floor = new TemporaryDatabase();
        if (Stage > 0)
        {
            StagedFile.Migrate(_ours.Path, 0, Stage);
            StagedFile.Migrate(_floor.Path, 0, Stage);
        }
    }

    [IterationCleanup]
    public void Remove()
    {
        SameWork.Assert((long)Migrations.All.Count, Math.Max(StagedFile.CountMigrations(_ours.Path), StagedFile.CountMigrations(_floor.Path)));
        _ours.Dispose();
        _floor.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Floor() => StagedFile.Migrate(_floor.Path, Stage, Migrations.All.Count);

    [Benchmark]
    public void Store() => StoreFixture.Wait(StoreFixture.Wait(SqliteStore.OpenAsync(_ours.Path)).DisposeAsync());
}
