namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>A folder of its own for one benchmark's file, removed at the end.</summary>
sealed class TemporaryDatabase : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-bench-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "store.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
