using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>
/// A store whose cost is its code's: its file is in memory where the system has a place for that, because a gate that measures the disk's mood says nothing about a
/// change; and nothing happens between rounds by itself, while another process is being measured.
/// </summary>
sealed class GatedStore : IDisposable
{
    const string MemoryFolder = "/dev/shm";

    // Several checkpoints a round that commits pay for, as under load: their cost is gated, too.
    const long WalBound = 1 << 20;

    readonly string _folder;
    readonly HandFiredTimers _time = new();

    public GatedStore()
    {
        _folder = Path.Combine(Directory.Exists(MemoryFolder) ? MemoryFolder : Path.GetTempPath(), $"wastore-gated-{Guid.NewGuid():N}");
        _ = Directory.CreateDirectory(_folder);
        Store = StoreFixture.Wait(SqliteStore.OpenAsync(Path.Combine(_folder, "store.db"), new SqliteOptions { TimeProvider = _time, CheckpointThreshold = WalBound, WalBound = WalBound }));
        _ = StoreFixture.Wait(Store.ProvisionAsync(1, BenchmarkKeys.Create()));
    }

    public SqliteStore Store { get; }

    /// <summary>The pause in which the store empties its WAL: it looks once whether somebody has written since, and once more.</summary>
    public void Checkpoint()
    {
        _time.Fire();
        _time.Fire();
    }

    public void Dispose()
    {
        StoreFixture.Wait(Store.DisposeAsync());
        Directory.Delete(_folder, recursive: true);
    }
}
