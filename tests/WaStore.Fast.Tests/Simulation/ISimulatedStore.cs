using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>Where a simulated account lives, from one life of the process to the next.</summary>
interface ISimulatedStore : IAsyncDisposable
{
    /// <summary>Opens what is there.</summary>
    ValueTask<IBackend> OpenAsync();

    /// <summary>After the account was closed.</summary>
    ValueTask CloseAsync();

    /// <summary>The process is gone at this moment. What the store's file has then is what the next life finds.</summary>
    ValueTask CrashAsync();
}

/// <summary>A store in memory, which outlives the account that is in it.</summary>
sealed class InMemorySimulatedStore(TimeProvider time) : ISimulatedStore
{
    readonly InMemoryBackend _store = new(new InMemoryOptions { TimeProvider = time });

    public ValueTask<IBackend> OpenAsync() => new(_store);

    public ValueTask CloseAsync() => default;

    public ValueTask CrashAsync() => default;

    public ValueTask DisposeAsync() => default;
}
