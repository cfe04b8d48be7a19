using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>A fresh store with one account; benchmarks fill it. Store calls of an idle store complete synchronously, so nothing is awaited in a measured loop.</summary>
sealed class StoreFixture : IDisposable
{
    readonly TemporaryDatabase _file = new();

    public StoreFixture()
    {
        Store = Wait(SqliteStore.OpenAsync(_file.Path));
        _ = Wait(Store.ProvisionAsync(1, BenchmarkKeys.Create()));
    }

    public SqliteStore Store { get; private set; }

    public string Path => _file.Path;

    /// <summary>Closes the file and opens it again: nothing is prepared then.</summary>
    public void Reopen()
    {
        Wait(Store.DisposeAsync());
        Store = Wait(SqliteStore.OpenAsync(Path));
    }

    public static T Wait<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : call.AsTask().GetAwaiter().GetResult();

    public static void Wait(ValueTask call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            call.AsTask().GetAwaiter().GetResult();
        }
    }

    public static T Wait<T>(Task<T> call) => call.GetAwaiter().GetResult();

    public static void Wait(Task call) => call.GetAwaiter().GetResult();

    public void Dispose()
    {
        Wait(Store.DisposeAsync());
        _file.Dispose();
    }
}
