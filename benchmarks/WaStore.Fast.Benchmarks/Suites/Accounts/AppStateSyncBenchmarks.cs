using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads.Accounts;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>What does the storage work of an app-state snapshot of 5,000 mutations cost, and of the 200 patches of 25 mutations each that follow it?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class AppStateSyncBenchmarks
{
    AccountFile _file = null!;
    AppStateSync _sync = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file = StoreFixture.Wait(AccountFile.CreateAsync());
        _sync = new AppStateSync(_file.Account.Store);
    }

    [IterationSetup]
    public void BeginAnew() => StoreFixture.Wait(_sync.ApplySnapshotAsync());

    [GlobalCleanup]
    public void Cleanup() => StoreFixture.Wait(_file.DisposeAsync());

    [Benchmark]
    public void Snapshot() => StoreFixture.Wait(_sync.ApplySnapshotAsync());

    [Benchmark]
    public void Patches() => StoreFixture.Wait(_sync.ApplyPatchesAsync());
}
