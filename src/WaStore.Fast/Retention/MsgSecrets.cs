using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>The message secrets of an account: kept by policy, written behind, found wherever they are (spec/caches.md 9.1).</summary>
/// <remarks>
/// <para>Thread-safe. A secret is found from the moment <see cref="KeepAsync"/> returns; a crash may take what was kept within the flush window. A batch that fails
/// waits and is tried again with a back-off, visible in <see cref="Health"/>; nothing is dropped.</para>
/// <para>Seal it on disconnect, dispose it to flush and close.</para>
/// </remarks>
public sealed partial class MsgSecrets : IAsyncDisposable
{
    readonly IMsgSecretStore _store;
    readonly MsgSecretOptions _options;
    readonly MsgSecretBuffer _buffer;
    readonly RiderPump _pump;
    readonly RetentionMeter _meter;
    volatile bool _isSealed;
    long _resolverTimeouts;

    /// <summary>Keeps the secrets of the account that <paramref name="store"/> is.</summary>
    /// <param name="store">Where they are read, and where history goes.</param>
    /// <param name="carrier">How the buffer gets into that same store: the account's Signal cache, or a <see cref="BackendCarrier"/>.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public MsgSecrets(IMsgSecretStore store, IRiderCarrier carrier, MsgSecretOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(carrier);
        _store = store;
        _options = (options ?? new MsgSecretOptions()).Checked();
        _buffer = new MsgSecretBuffer(_options.MaxPending);
        _pump = new RiderPump(_buffer, carrier, _options);
        _meter = new RetentionMeter("secrets", () => Health);
        _meter.Count("wastore.retention.resolver_timeouts", () => ResolverTimeouts, "Resolvers that took too long");
    }

    /// <summary>How the writing goes.</summary>
    public RetentionHealth Health => RetentionHealth.Of(_pump.Health, _buffer.Count);

    /// <summary>How often the resolver took too long.</summary>
    public long ResolverTimeouts => Volatile.Read(ref _resolverTimeouts);

    long Now => _options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Keeps a secret, under both of its senders at once if there are two. Waits only while <see cref="MsgSecretOptions.MaxPending"/> secrets wait for the store.</summary>
    /// <returns>False when there is nothing to keep: forwarded, not 32 bytes, or not wanted by the policy.</returns>
    /// <exception cref="OperationCanceledException">The wait for room was cancelled; the secret is not kept.</exception>
    /// <exception cref="StoreException">Validation: a name is no text. Or, once sealed, the write failed; the secret waits all the same, if there is room.</exception>
    public ValueTask<bool> KeepAsync(ReceivedMsgSecret secret, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(secret.Chat, secret.Sender, secret.MsgId);
        KeyText.RequireIfAny(secret.AliasSender);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        if (!IsWanted(secret, out var key))
        {
            return new ValueTask<bool>(false);
        }

        var now = Now;
        var primary = _options.Entry(secret, secret.Sender, key, now);
        return secret.AliasSender is { } alias && alias != secret.Sender
            ? AddAsync([primary, _options.Entry(secret, alias, key, now)], cancellationToken)
            : AddAsync(new ReadOnlySpan<MsgSecretEntry>(in primary), cancellationToken);
    }

    /// <summary>Stores the secrets of a history sync straight away, in one call; those already past their horizon are left out.</summary>
    /// <returns>How many were worth storing.</returns>
    /// <exception cref="StoreException">Validation: a name is no text. Or the store failed; nothing is kept.</exception>
    public async ValueTask<int> SeedAsync(ReadOnlyMemory<ReceivedMsgSecret> history, CancellationToken cancellationToken = default)
    {
        var now = Now;
        var entries = new List<MsgSecretEntry>(history.Length);
        foreach (var secret in history.Span)
        {
            KeyText.RequireMessage(secret.Chat, secret.Sender, secret.MsgId);
            if (IsWanted(secret, out var key) && _options.IsWorthSeeding(secret.Class, secret.MessageTimestamp, now))
            {
                entries.Add(_options.Entry(secret, secret.Sender, key, now));
            }
        }

        return entries.Count == 0 ? 0 : await _store.PutMsgSecretsAsync(entries.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes everything that was kept before this call. Cancelling stops the waiting, not the write.</summary>
    /// <exception cref="StoreException">The store failed; everything waits on and is tried again.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _pump.FlushAsync(cancellationToken);

    /// <summary>From now on every secret is written before <see cref="KeepAsync"/> returns, so that none is left behind by a late receiver; and flushes (spec/caches.md 9.1).</summary>
    /// <exception cref="StoreException">The store failed; everything waits on.</exception>
    public Task SealAsync(CancellationToken cancellationToken = default)
    {
        Seal();
        return _pump.FlushAsync(cancellationToken);
    }

    /// <summary>Seals, and ends the background work.</summary>
    /// <remarks>If the store fails, what waits stays in memory: call it again to try again.</remarks>
    /// <exception cref="StoreException">The store failed, and something that was kept here is not in it.</exception>
    public async ValueTask DisposeAsync()
    {
        Seal();
        await _pump.DisposeAsync().ConfigureAwait(false);
        _meter.Dispose();
    }

    void Seal()
    {
        _isSealed = true;
        // Who waits for room writes by himself from now on; the worker may be gone.
        _buffer.Wake();
    }

    bool IsWanted(in ReceivedMsgSecret secret, out Key32 key) =>
        Key32.TryCreate(secret.Secret.Span, out key) && !secret.IsForwarded && _options.Policy.Persists(secret.Class);

    ValueTask<bool> AddAsync(ReadOnlySpan<MsgSecretEntry> entries, CancellationToken cancellationToken)
    {
        if (!_buffer.TryAdd(entries, out var room))
        {
            return WaitAndAddAsync(entries.ToArray(), room, cancellationToken);
        }

        // The flag is read after the entry is in: whoever seals meanwhile either flushes it or is seen here.
        if (_isSealed)
        {
            return FlushedAsync(cancellationToken);
        }

        _pump.Request();
        return new ValueTask<bool>(true);
    }

    async ValueTask<bool> WaitAndAddAsync(MsgSecretEntry[] entries, Task room, CancellationToken cancellationToken)
    {
        do
        {
            if (_isSealed)
            {
                await _pump.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _pump.Request();
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        while (!_buffer.TryAdd(entries, out room));

        return _isSealed ? await FlushedAsync(cancellationToken).ConfigureAwait(false) : Requested();
    }

    async ValueTask<bool> FlushedAsync(CancellationToken cancellationToken)
    {
        await _pump.FlushAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    bool Requested()
    {
        _pump.Request();
        return true;
    }
}
