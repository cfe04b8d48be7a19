using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>The sessions of a group of 1,000 devices in one call, each handed over in place: what a cold send reads.</summary>
sealed class SessionBatchRead : GatedBenchmark
{
    readonly SessionWorkload _work = new();
    GatedStore _file = null!;
    long _bytes;

    public override string Name => "session-batch-read";

    public override string Operation => "1,000 sessions of 1,500 bytes in one call, in place and in key order";

    public override void Setup()
    {
        _file = new GatedStore();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _file.Checkpoint();
    }

    public override void Run(int operations)
    {
        _bytes = 0;
        for (int i = 0; i < operations; i++)
        {
            StoreFixture.Wait(_file.Store.ReadSessionsAsync(_work.Addresses, this, static (self, _, record) => self._bytes += record.Length));
        }

        if (_bytes != (long)operations * SessionWorkload.Count * SessionWorkload.RecordBytes)
        {
            throw new InvalidOperationException($"{_bytes} bytes were read in {operations} operations.");
        }
    }

    public override void TearDown() => _file.Dispose();
}
