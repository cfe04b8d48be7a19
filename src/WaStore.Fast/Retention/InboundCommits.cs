using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>
/// Keeps received messages between their decryption and the app, since each can be decrypted only once (spec/caches.md 1.13).
/// </summary>
/// <remarks>
/// <para>For each message, in this order:</para>
/// <list type="number">
/// <item>decrypt it, and <see cref="AcceptAsync"/> it before the ratchet's record is committed to the cache: so no flush, whoever began
/// it, stores the ratchet without the message;</item>
/// <item>commit the record, and call <see cref="CommitIfDueAsync"/>: live it commits at once, in an offline drain when the batch is full or its time is up;</item>
/// <item>a commit stores rows and ratchets in one flush, hands the messages to the app, deletes the rows, acknowledges, tells listeners.</item>
/// </list>
/// <para>A commit that fails is tried again from the step that failed, with a back-off. A message that the server delivers again goes to <see cref="RedeliverAsync"/>.
/// Rows of messages that it never does expire by <see cref="MaintenancePolicy.PendingInboundRetention"/>.</para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed partial class InboundCommits : IAsyncDisposable
{
    readonly IProtocolStore _store;
    readonly IRiderCarrier _carrier;
    readonly IDisposable _place;
    readonly IInboundHandler _handler;
    readonly InboundBatch _batch;
    readonly FlushHealth _health;
    readonly FlushWorker _worker;
    readonly RetentionMeter _meter;
    readonly SemaphoreSlim _turn = new(1, 1);
    volatile bool _isDraining = true;
    volatile bool _endsDrain;
    volatile bool _isSupported;

    /// <summary>Commits for the account that <paramref name="store"/> is. It begins in an offline drain.</summary>
    /// <param name="store">Where rows are read and deleted.</param>
    /// <param name="carrier">How rows get into that same store: the Signal cache, for they go together with the ratchets.</param>
    /// <param name="handler">The app.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public InboundCommits(IProtocolStore store, IRiderCarrier carrier, IInboundHandler handler, InboundOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(handler);
        var run = (options ?? new InboundOptions()).Checked();
        _store = store;
        _carrier = carrier;
        _handler = handler;
        _batch = new InboundBatch(run.MaxMessages, run.MaxBytes);
        _health = new FlushHealth(run.TimeProvider);
        _worker = new FlushWorker(run.TimeProvider, run.DrainWindow, run.MaxBackOff, () => HasWork ? RunAsync() : Task.CompletedTask, () => HasWork);
        _meter = new RetentionMeter("inbound", () => Health);
        _place = carrier.Board(_batch);
    }

    /// <summary>The rows that wait for a flush.</summary>
    internal IFlushRiders Riders => _batch;

    /// <summary>How the commits go, and how many messages are not acknowledged.</summary>
    public RetentionHealth Health => RetentionHealth.Of(_health, _batch.Count);

    /// <summary>Whether messages gather, instead of being committed one by one.</summary>
    public bool IsDraining => _isDraining;

    bool HasWork => _batch.Count > 0 || _endsDrain;

    /// <summary>Takes a decrypted message in. Call it before its ratchet's record is committed; if it throws, abandon that record, and the server delivers the message again.</summary>
    /// <remarks>It waits only while the batch is full, for its commit. The same message again is one message.</remarks>
    /// <param name="message">The message; its bytes are copied.</param>
    /// <param name="cancellationToken">Stops the waiting; then the message was not taken in.</param>
    /// <exception cref="StoreException">Validation: a name is no text, or the backend does not keep received messages. Else: the batch is full and its commit failed.</exception>
    public async ValueTask AcceptAsync(PendingInbound message, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(message.Chat, message.Sender, message.Id);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_isSupported)
        {
            // Asked before the first message is taken in: a row that the backend refuses would fail every flush it rides with.
            _ = await _store.GetPendingInboundAsync(message.Chat, message.Sender, message.Id, cancellationToken).ConfigureAwait(false);
            _isSupported = true;
        }

        await AddAsync(message with { Message = message.Message.ToArray() }, InboundBatch.Stage.Accepted, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Commits now if it is time: always when live, in a drain when the batch is full. Call it at the end of each stanza.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    public Task CommitIfDueAsync(CancellationToken cancellationToken = default) =>
        !_isDraining || _batch.IsFull ? CommitAsync(cancellationToken) : cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    /// <summary>Commits everything that was accepted before this call, and flushes even if that is nothing. Cancelling stops the waiting, not the commit.</summary>
    /// <exception cref="StoreException">The store failed. What is not acknowledged yet is tried again by itself; so it is after an exception of the app.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Abandonable.WaitAsync(RunAsync(), cancellationToken);

    /// <summary>A connection begins: messages gather again.</summary>
    public void BeginDrain()
    {
        _endsDrain = false;
        _isDraining = true;
    }

    /// <summary>The offline drain is over: commits the rest and goes live. If that fails it stays a drain, and goes live with the first commit that succeeds.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    public Task EndDrainAsync(CancellationToken cancellationToken = default)
    {
        _endsDrain = true;
        _worker.Request();
        return CommitAsync(cancellationToken);
    }

    /// <summary>Looks for a message that cannot be decrypted because it was before. What it finds is replayed by the next commit: call <see cref="CommitIfDueAsync"/>.</summary>
    /// <exception cref="StoreException">The store failed: do not acknowledge, the server will deliver it again.</exception>
    public async ValueTask<Redelivery> RedeliverAsync(PendingInboundKey key, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(key.Chat, key.Sender, key.Id);
        if (_batch.Contains(key))
        {
            return Redelivery.InProgress;
        }

        if (await _store.GetPendingInboundAsync(key.Chat, key.Sender, key.Id, cancellationToken).ConfigureAwait(false) is not { } message)
        {
            return Redelivery.Acknowledge;
        }

        await AddAsync(new PendingInbound(key.Chat, key.Sender, key.Id, message), InboundBatch.Stage.Durable, cancellationToken).ConfigureAwait(false);
        return Redelivery.Replayed;
    }

    /// <summary>Ends the background work and commits what is left. What cannot be committed was not acknowledged: the server delivers it again.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync().ConfigureAwait(false);
        _meter.Dispose();
        if (_batch.Count > 0)
        {
            await RunAsync().ConfigureAwait(false);
        }

        _place.Dispose();
    }
}
