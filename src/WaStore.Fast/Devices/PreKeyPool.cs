using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>The one-time pre-keys of an account: made, kept, given to the server, and given again after a crash (spec/caches.md 3.3).</summary>
/// <remarks>
/// <para>An upload is: new keys and the watermark into the store in one transaction that survives a power cut, then the server, then the marks. Until the marks are durable the same
/// keys are offered again, with the same bytes. So a crash at any point loses no key and makes no id twice; what it may cost is that the server is told a key twice. A key
/// that was consumed meanwhile stays gone.</para>
/// <para>Ids run in a circle of 24 bits. A key that is still stored from the last round is never overwritten: its id is left out.</para>
/// <para>Thread-safe: one upload at a time, the others wait. The pool must be the only one that sets the device's watermarks.</para>
/// </remarks>
public sealed partial class PreKeyPool
{
    // One lock: whose turn it is.
    const int Turn = 0;

    readonly PersistenceManager _device;
    readonly IPreKeySource _source;
    readonly PreKeyPoolOptions _options;
    readonly KeyedLocks<int> _turns = new(capacity: 1);

    /// <summary>A pool over the device's store.</summary>
    /// <param name="device">The device; it is not disposed with the pool.</param>
    /// <param name="source">Makes the keys.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option makes no sense.</exception>
    public PreKeyPool(PersistenceManager device, IPreKeySource source, PreKeyPoolOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(source);
        _device = device;
        _source = source;
        _options = (options ?? new PreKeyPoolOptions()).Checked();
    }

    /// <summary>Uploads a batch, whatever the server has: for a server that says that it runs low, or that it has none of this device.</summary>
    /// <param name="upload">
    /// Gives the keys, ids in order, to the server, and returns when it accepted them. An exception means that it may not have them: they are offered again. The records are the
    /// store's: not to be changed.
    /// </param>
    /// <param name="cancellationToken">Stops the upload. Once the server accepted, the marks are made all the same.</param>
    /// <returns>How many keys were uploaded.</returns>
    /// <exception cref="StoreException">The store failed. If that was before <paramref name="upload"/>, nothing reached the server.</exception>
    public async ValueTask<int> UploadAsync(Func<ReadOnlyMemory<PreKeyEntry>, CancellationToken, ValueTask> upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        using var turn = await _turns.LockAsync(Turn, cancellationToken).ConfigureAwait(false);
        return await UploadInTurnAsync(upload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads a batch if the server has fewer than <see cref="PreKeyPoolOptions.MinCount"/> keys left.</summary>
    /// <param name="countOnServer">Asks the server how many it has; called when it is this upload's turn, so that it counts those of the upload before.</param>
    /// <param name="upload">As in <see cref="UploadAsync"/>.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <returns>How many keys were uploaded; 0 when it has enough.</returns>
    /// <exception cref="StoreException">As in <see cref="UploadAsync"/>.</exception>
    public async ValueTask<int> RefillAsync(
        Func<CancellationToken, ValueTask<int>> countOnServer, Func<ReadOnlyMemory<PreKeyEntry>, CancellationToken, ValueTask> upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(countOnServer);
        ArgumentNullException.ThrowIfNull(upload);
        using var turn = await _turns.LockAsync(Turn, cancellationToken).ConfigureAwait(false);
        var count = await countOnServer(cancellationToken).ConfigureAwait(false);
        return count < PreKeyPoolOptions.MinCount ? await UploadInTurnAsync(upload, cancellationToken).ConfigureAwait(false) : 0;
    }

    /// <summary>Uploads a batch unless the device knows that the server has keys; for each login, without a question to the server.</summary>
    /// <param name="upload">As in <see cref="UploadAsync"/>.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <returns>How many keys were uploaded; 0 when it has some.</returns>
    /// <exception cref="StoreException">As in <see cref="UploadAsync"/>.</exception>
    public async ValueTask<int> UploadAtLoginAsync(Func<ReadOnlyMemory<PreKeyEntry>, CancellationToken, ValueTask> upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        using var turn = await _turns.LockAsync(Turn, cancellationToken).ConfigureAwait(false);
        return _device.GetSnapshot().Row.ServerHasPreKeys ? 0 : await UploadInTurnAsync(upload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives one key directly to a peer, as a retry receipt does: the first that the server was not given, or a new one.</summary>
    /// <param name="send">Sends it. An exception means that it may not have gone out: the key is offered again.</param>
    /// <param name="cancellationToken">Stops it. Once sent, the key is left out of uploads all the same.</param>
    /// <exception cref="StoreException">The store failed. If that was before <paramref name="send"/>, nothing went out.</exception>
    public async ValueTask HandOutAsync(Func<PreKeyEntry, CancellationToken, ValueTask> send, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        using var turn = await _turns.LockAsync(Turn, cancellationToken).ConfigureAwait(false);
        var offer = await PrepareAsync(1, cancellationToken).ConfigureAwait(false);
        await send(offer[0], cancellationToken).ConfigureAwait(false);
        _ = await _device.ModifyAsync(device => WithoutGiven(device, offer), CancellationToken.None).ConfigureAwait(false);
        await _device.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    async ValueTask<int> UploadInTurnAsync(Func<ReadOnlyMemory<PreKeyEntry>, CancellationToken, ValueTask> upload, CancellationToken cancellationToken)
    {
        var offer = await PrepareAsync(_options.WantedCount, cancellationToken).ConfigureAwait(false);
        await upload(offer, cancellationToken).ConfigureAwait(false);
        var ids = Array.ConvertAll(offer, static key => key.Id);
        var marks = new StoreBatch();
        // An update, never an upsert: a key that a peer used meanwhile stays gone.
        marks.Add((unit, token) => unit.MarkPreKeysUploadedAsync(ids, token));
        _ = await _device.CommitAsync(
            device =>
            {
                var moved = WithoutGiven(device, offer);
                return moved with { Row = moved.Row with { ServerHasPreKeys = true } };
            },
            marks,
            CancellationToken.None).ConfigureAwait(false);
        return offer.Length;
    }

    Device WithoutGiven(Device device, PreKeyEntry[] given) => Watermarks(device, device.Row.NextPreKeyId, given[^1].Id + 1);

    Device Watermarks(Device device, uint next, uint firstUnuploaded) => device.Apply(new DeviceCommand.SetPreKeyWatermarks(next, firstUnuploaded), _device.Clock);
}
