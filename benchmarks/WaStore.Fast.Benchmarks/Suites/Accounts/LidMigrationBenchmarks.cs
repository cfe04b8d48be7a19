using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>How long does it take to learn the LIDs of 500 users, with everything of theirs that moves?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class LidMigrationBenchmarks
{
    AccountFile _file = null!;
    LidMigration _migration = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        _migration = new LidMigration(_file);
    }

    [IterationSetup]
    public void Prepare() => StoreFixture.Wait(_migration.PrepareAsync());

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark]
    public void Migrate() => StoreFixture.Wait(_migration.MigrateAsync());
}
