using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>
/// The device of one account: read from memory, changed by commands, saved behind. Whoever needs a change to be durable before going on awaits <see cref="FlushAsync"/>.
/// </summary>
/// <remarks>
/// <para>Thread-safe. A read is one reference. Changes are computed one after the other and wait for no I/O. A saver writes what changed a short while later, backs off while the store
/// fails, and never gives up; a burst of changes costs one save. Saves run one at a time and each writes the newest device, so an older one never comes after a newer.</para>
/// <para>What a crash may take is what changed since the last save. A flush and a commit survive a power cut too (design.md 3): await one after pairing, and before anything goes out
/// that relies on what changed.</para>
/// <para>The manager must be the only writer of the device row while it lives. Dispose it to save and close.</para>
/// </remarks>
public sealed partial class PersistenceManager : IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly IBackend _backend;
    readonly PersistenceOptions _options;
    readonly SaveLog _log;
    readonly FlushQueue _saves;
    readonly FlushWorker _saver;
    readonly PersistenceMeter _meter;

    volatile Device? _device;
    volatile bool _isClosed;

    PersistenceManager(IBackend backend, PersistenceOptions options)
    {
        _backend = backend;
        _options = options;
        _log = new SaveLog(options.TimeProvider);
        _saves = new FlushQueue(RunAsync);
        _saver = new FlushWorker(options.TimeProvider, options.SaveDelay, options.SaveInterval, () => _saves.JoinAsync(CancellationToken.None).AsTask(), () => IsDirty);
        _meter = new PersistenceMeter(() => Health);
    }

    /// <summary>The store that the device is in.</summary>
    public IBackend Backend => _backend;

    /// <summary>Whether the account has a device.</summary>
    public bool IsProvisioned => _device is not null;

    internal TimeProvider Clock => _options.TimeProvider;

    /// <summary>The device as it is now. Costs a read of a reference; it never changes under its reader.</summary>
    /// <exception cref="StoreException">InvalidConfig: the account has no device yet, see <see cref="ProvisionAsync"/>.</exception>
    public Device GetSnapshot() => _device ?? throw NotProvisioned();

    /// <summary>Closes: changes are refused from the start of this call, and what is not in the store is saved.</summary>
    /// <remarks>If the store fails, the device stays in memory: call it again to try again.</remarks>
    /// <exception cref="StoreException">The save failed, and a change is not in the store.</exception>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        await _saver.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _meter.Dispose();
    }

    static StoreException NotProvisioned() => StoreException.InvalidConfig(
        "the account has no device: call ProvisionAsync with keys of your own, or set PersistenceOptions.DeviceKeySource (a store makes and signs no keys)");
}
