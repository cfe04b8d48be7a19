using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>The messages that were sent, kept for devices that could not read them and ask again (spec/caches.md 9.2).</summary>
/// <remarks>
/// <para>Thread-safe. A message is served from memory from the moment <see cref="KeepAsync"/> returns, and stored with the next flush; a crash may take what was kept
/// within the flush window. Rows expire by <see cref="MaintenancePolicy.SentMessageRetention"/>.</para>
/// <para>Chats are JIDs as they are encrypted to. What was sent under a phone number may be asked for under the LID, and the other way round: name the chat's other
/// JID and it is looked up second.</para>
/// </remarks>
public sealed partial class SentMessages : IAsyncDisposable
{
    readonly IProtocolStore _store;
    readonly SentMessageBuffer _buffer;
    readonly RiderPump _pump;
    readonly RetentionMeter _meter;

    // Never newer than the buffer, and never older than the store: put before the one, removed after the other was taken from.
    readonly PortableCache<MessageKey, byte[]>? _recent;
    readonly SemaphoreSlim _takingToPeek = new(1, 1);
    volatile bool _cannotPeek;

    /// <summary>Keeps the sent messages of the account that <paramref name="store"/> is.</summary>
    /// <param name="store">Where they are read and taken.</param>
    /// <param name="carrier">How the buffer gets into that same store: the account's Signal cache, or a <see cref="BackendCarrier"/>.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="caches">Whether stored messages stay in memory too (<see cref="CacheConfig.RecentMessages"/>); null for not.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public SentMessages(IProtocolStore store, IRiderCarrier carrier, SentMessageOptions? options = null, CacheConfig? caches = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(carrier);
        var run = (options ?? new SentMessageOptions()).Checked();
        _store = store;
        _buffer = new SentMessageBuffer(run.MaxPendingBytes);
        _pump = new RiderPump(_buffer, carrier, run);
        _meter = new RetentionMeter("sent", () => Health);
        _recent = caches is { RecentMessages.Capacity: not 0 } ? caches.RecentMessages.BuildWithTtl<MessageKey, byte[]>(caches.TimeProvider) : null;
    }

    /// <summary>How the writing goes.</summary>
    public RetentionHealth Health => RetentionHealth.Of(_pump.Health, _buffer.Count);

    /// <summary>Keeps a message; one with the same id is replaced. Waits only while <see cref="SentMessageOptions.MaxPendingBytes"/> wait for the store.</summary>
    /// <param name="chat">The chat's JID as it is encrypted to.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="payload">The encoded message; copied before this returns.</param>
    /// <param name="cancellationToken">Stops waiting for room; then the message is not kept.</param>
    /// <exception cref="StoreException">Validation: a name is no text.</exception>
    public ValueTask KeepAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : AddAsync(chat, id, payload.ToArray(), cancellationToken);
    }

    /// <summary>Reads a message and forgets it, or null. Of several callers at once exactly one gets it.</summary>
    /// <param name="chat">The chat's JID.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="alternateChat">The chat's other JID, asked when there is nothing under the first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreException">The store failed: that is no absence.</exception>
    public async ValueTask<byte[]?> TakeAsync(string chat, string id, string? alternateChat = null, CancellationToken cancellationToken = default) =>
        await TakeOneAsync(chat, id, cancellationToken).ConfigureAwait(false)
        ?? (alternateChat is null ? null : await TakeOneAsync(alternateChat, id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a message and leaves it: every device that cannot read it may ask (spec/caches.md 9.5).</summary>
    /// <remarks>A backend without a read that leaves the row is asked for the row, which is then kept again.</remarks>
    /// <inheritdoc cref="TakeAsync"/>
    public async ValueTask<byte[]?> PeekAsync(string chat, string id, string? alternateChat = null, CancellationToken cancellationToken = default) =>
        await PeekOneAsync(chat, id, cancellationToken).ConfigureAwait(false)
        ?? (alternateChat is null ? null : await PeekOneAsync(alternateChat, id, cancellationToken).ConfigureAwait(false));

    /// <summary>Stores everything that was kept or taken before this call. Cancelling stops the waiting, not the write.</summary>
    /// <exception cref="StoreException">The store failed; everything waits on and is tried again.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _pump.FlushAsync(cancellationToken);

    /// <summary>Flushes and ends the background work.</summary>
    /// <remarks>If the store fails, what waits stays in memory: call it again to try again.</remarks>
    /// <exception cref="StoreException">The store failed, and something that was kept here is not in it.</exception>
    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync().ConfigureAwait(false);
        _meter.Dispose();
    }

    async ValueTask AddAsync(string chat, string id, byte[] payload, CancellationToken cancellationToken)
    {
        while (!TryAdd(chat, id, payload, out var room))
        {
            _pump.Request();
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        _pump.Request();
    }

    // What has no room is kept nowhere: its keeper may leave.
    bool TryAdd(string chat, string id, byte[] payload, out Task room)
    {
        _recent?.Insert(KeyOf(chat, id), payload);
        if (_buffer.TryAdd(chat, id, payload, out room))
        {
            return true;
        }

        _recent?.Invalidate(KeyOf(chat, id));
        return false;
    }

    static MessageKey KeyOf(string chat, string id) => new(chat, Sender: "", id);
}
