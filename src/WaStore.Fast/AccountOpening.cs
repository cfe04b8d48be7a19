using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast;

/// <summary>The parts of an account that the store is asked for at open; the others are made of them.</summary>
sealed class AccountOpening<TSession, TSenderKey>
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    internal required AccountOptions Options { get; init; }

    internal required AccountParts Parts { get; init; }

    internal required IBackend Backend { get; init; }

    internal required SignalStoreCache<TSession, TSenderKey> Signal { get; init; }

    internal required TcTokens TcTokens { get; init; }

    internal required MaintenanceService Maintenance { get; init; }

    internal required PersistenceManager Device { get; init; }

    /// <summary>Opens an account, or closes what was opened of it.</summary>
    /// <param name="backend">Its store.</param>
    /// <param name="owned">What closes last, also if this fails; null for nothing.</param>
    /// <param name="options">As they come from <see cref="AccountOptions.Checked"/>.</param>
    /// <param name="create">Makes the account of what was opened.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async ValueTask<TAccount> OpenAsync<TAccount>(
        IBackend backend,
        IAsyncDisposable? owned,
        AccountOptions options,
        Func<AccountOpening<TSession, TSenderKey>, TAccount> create,
        CancellationToken cancellationToken)
        where TAccount : Account<TSession, TSenderKey>
    {
        var parts = new AccountParts(options.Log);
        if (owned is not null)
        {
            _ = parts.PushGround(owned);
        }

        try
        {
            var account = create(await OpenAsync(backend, options, parts, cancellationToken).ConfigureAwait(false));
            await account.StartAsync(cancellationToken).ConfigureAwait(false);
            return account;
        }
        catch
        {
            await parts.AbandonAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Opened in the opposite order of closing.
    static async ValueTask<AccountOpening<TSession, TSenderKey>> OpenAsync(
        IBackend backend, AccountOptions options, AccountParts parts, CancellationToken cancellationToken)
    {
        var signal = parts.PushGround(
            await SignalStoreCache.OpenAsync<TSession, TSenderKey>(backend, options.Signal, addresses: null, cancellationToken).ConfigureAwait(false));
        PersistenceManager? device = null;
        var tokens = new TcTokens(backend, () => SelfOf(device), options.Clock);
        var maintenance = parts.Push(
            new MaintenanceService(backend, options.Maintenance with { TcTokenTiming = options.Maintenance.TcTokenTiming ?? (() => tokens.Timing) }));
        device = parts.Push(await PersistenceManager.OpenAsync(backend, options.Device, cancellationToken).ConfigureAwait(false));
        return new AccountOpening<TSession, TSenderKey>
        {
            Options = options,
            Parts = parts,
            Backend = backend,
            Signal = signal,
            TcTokens = tokens,
            Maintenance = maintenance,
            Device = device,
        };
    }

    static TcContact SelfOf(PersistenceManager? device) =>
        device is { IsProvisioned: true } && device.GetSnapshot().Row is var row ? new TcContact(UserOf(row.Lid), UserOf(row.Pn)) : default;

    static string? UserOf(string? jid) => Jid.TryParse(jid, out var parsed) && parsed.User.Length > 0 ? parsed.User : null;
}
