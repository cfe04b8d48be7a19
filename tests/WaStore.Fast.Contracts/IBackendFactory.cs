namespace WaStore.Fast.Contracts;

/// <summary>Makes the storages that a contract suite runs on. A suite is put to work by one line: <c>sealed class MySessions : SessionContract&lt;MyFactory&gt;;</c></summary>
public interface IBackendFactory
{
    static abstract ValueTask<BackendFixture> CreateAsync();
}
