namespace WaStore.Fast.Stores.InMemory;

/// <summary>Accounts in memory: what one file is for SQLite. For tests and for bots that forget; gone with the last reference to it.</summary>
/// <remarks>
/// <para>Any thread may call anything at any time, and every call completes synchronously. The whole content is one immutable value: a read takes it as it is, without a
/// lock, and is one view by that; a write makes the next one under the writer's lock and puts it in place in one step, so that a batch is never seen in halves and one that
/// fails leaves nothing behind.</para>
/// <para>Why persistent trees and not a locked dictionary: a view costs nothing to open and to keep, and a point read (a tree of depth log n, some tens of nanoseconds, and
/// the copy of the blob) never waits for a writer. The price is at the writes, about a kilobyte of garbage each, which nobody waits for.</para>
/// </remarks>
public sealed class InMemoryDatabase
{
    readonly Lock _writer = new();
    volatile DatabaseState _state = DatabaseState.Empty;

    /// <summary>An empty storage.</summary>
    /// <param name="options">How to run it; null takes the defaults.</param>
    public InMemoryDatabase(InMemoryOptions? options = null)
    {
        options ??= new InMemoryOptions();
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options));
        Clock = options.TimeProvider;
        KeySource = options.DeviceKeySource;
    }

    internal TimeProvider Clock { get; }

    internal IDeviceKeySource? KeySource { get; }

    /// <summary>Everything as it is now.</summary>
    internal DatabaseState State => _state;

    /// <summary>The store of one account, which need not exist yet. Cheap: a handle on this storage.</summary>
    /// <param name="deviceId">The account, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is below 1.</exception>
    public InMemoryBackend Account(int deviceId) => new(this, deviceId);

    /// <summary>Makes an account under the next free id, which no account of this storage had before, and answers its store.</summary>
    /// <param name="keys">Its keys; null takes them from <see cref="InMemoryOptions.DeviceKeySource"/>.</param>
    /// <param name="cancellationToken">Cancelled on entry: no account is made.</param>
    /// <exception cref="StoreException">InvalidConfig: neither keys nor a source of keys were given.</exception>
    public ValueTask<InMemoryBackend> CreateAccountAsync(DeviceKeys? keys = null, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<InMemoryBackend>(cancellationToken);
        }

        var device = DeviceRecord.NewFrom(keys ?? NewKeys(), Clock);
        return ValueTask.FromResult(Account(Write(device, static (state, device) =>
        {
            var deviceId = state.NextDeviceId;
            return (state.Insert(deviceId, device), deviceId);
        })));
    }

    internal DeviceKeys NewKeys() => KeySource is { } source
        ? source.Create() ?? throw StoreException.InvalidConfig("the device key source answered null")
        : throw StoreException.InvalidConfig(
            "there is no source of device keys: call ProvisionAsync with keys of your own, or set InMemoryOptions.DeviceKeySource (a store makes and signs no keys)");

    /// <summary>Replaces the content by what <paramref name="change"/> makes of it, or leaves it on any exception.</summary>
    /// <exception cref="InvalidOperationException">A change of a batch called the store instead of its unit of work; its write would be lost with the batch's own.</exception>
    internal TResult Write<TArg, TResult>(TArg argument, Func<DatabaseState, TArg, (DatabaseState State, TResult Result)> change)
    {
        if (_writer.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException("A change of a batch writes through its unit of work; the store itself waits for the batch.");
        }

        lock (_writer)
        {
            var (state, result) = change(_state, argument);
            _state = state;
            return result;
        }
    }
}
