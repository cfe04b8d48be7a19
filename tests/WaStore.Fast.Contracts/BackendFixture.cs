using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts;

/// <summary>One fresh storage for one test.</summary>
public abstract class BackendFixture : IAsyncDisposable
{
    /// <summary>The first account, empty but provisioned: its device row exists. Its clock is <see cref="Clock"/>.</summary>
    public abstract IBackend Backend { get; }

    /// <summary>What the storage takes for now.</summary>
    public FakeTime Clock { get; } = new();

    /// <summary>The first account's id in the storage.</summary>
    public virtual int DeviceId => 1;

    /// <summary>Members that this backend answers by a default that does nothing or says "unsupported". Empty for a full backend.</summary>
    public virtual IReadOnlySet<string> Unsupported { get; } = new HashSet<string>();

    /// <summary>Another account on the same storage, not provisioned, with <see cref="Sample.KeySource"/> and the same clock. Null if the storage has one account.</summary>
    public virtual ValueTask<IBackend?> OpenAccountAsync(int deviceId) => ValueTask.FromResult<IBackend?>(null);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
