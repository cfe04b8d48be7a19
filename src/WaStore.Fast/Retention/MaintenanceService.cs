using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Removes expired rows now and then, and lets the backend do its upkeep (SQLite: optimize, and the WAL emptied when idle). One for an account.</summary>
/// <remarks>It never halts: a sweep that fails is shown in <see cref="Health"/> and tried again after a back-off. Thread-safe. Disposing it stops and awaits it.</remarks>
public sealed class MaintenanceService : IAsyncDisposable
{
    const int BackOffSteps = 4;

    readonly IDeviceStore _store;
    readonly MaintenanceOptions _options;
    readonly FlushHealth _health;
    readonly RetentionMeter _meter;
    readonly Random _random;
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    Task? _loop;
    volatile Sweep? _last;
    long _removed;

    /// <summary>Sweeps the account that <paramref name="store"/> is, once it is started or asked.</summary>
    /// <param name="store">The account.</param>
    /// <param name="options">When, and what; null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public MaintenanceService(IDeviceStore store, MaintenanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = (options ?? new MaintenanceOptions()).Checked();
        _random = _options.Seed is { } seed ? new Random(seed) : new Random();
        _health = new FlushHealth(_options.TimeProvider);
        _meter = new RetentionMeter("maintenance", () => Health.Sweeps);
        _meter.Count("wastore.retention.removed_rows", () => Volatile.Read(ref _removed), "Expired rows removed");
    }

    /// <summary>How the sweeps go.</summary>
    public MaintenanceHealth Health
    {
        get
        {
            var last = _last;
            return new MaintenanceHealth(RetentionHealth.Of(_health, pending: 0), last?.Report, last?.At, Volatile.Read(ref _removed));
        }
    }

    /// <summary>Begins to sweep by itself, for the first time after a random part of the interval: what expired while the process was down goes soon. Again: nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            _loop ??= BeginLoop();
        }
    }

    /// <summary>Sweeps now, after a sweep that is under way.</summary>
    /// <returns>What was removed.</returns>
    /// <exception cref="StoreException">The store failed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, before or meanwhile.</exception>
    public async Task<MaintenanceReport> RunAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        try
        {
            return await SweepAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(MaintenanceService));
        }
    }

    /// <summary>Stops: cancels a sweep that is under way, which keeps what it removed, and awaits its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? loop;
        lock (_gate)
        {
            loop = _loop;
            _stop.Cancel();
        }

        if (loop is not null)
        {
            await loop.ConfigureAwait(false);
        }

        // Whoever sweeps on demand is out, too.
        await _turn.WaitAsync().ConfigureAwait(false);
        _ = _turn.Release();
        _meter.Dispose();
    }

    // The caller's context is not the sweeps'.
    Task BeginLoop()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return LoopAsync();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return LoopAsync();
        }
    }

    async Task LoopAsync()
    {
        var pause = _options.Interval * _random.NextDouble();
        while (await PausedAsync(pause).ConfigureAwait(false))
        {
            try
            {
                _ = await SweepAsync(_stop.Token).ConfigureAwait(false);
                pause = _options.Interval * (1 + (_options.Jitter * ((2 * _random.NextDouble()) - 1)));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Kept for the health report; here it only means to try again.
                pause = _options.MaxBackOff / Math.Pow(2, Math.Max(BackOffSteps - (_health.Current?.InARow ?? 1) + 1, 0));
            }
        }
    }

    async Task<bool> PausedAsync(TimeSpan pause)
    {
        await Task.Delay(pause, _options.TimeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stop.IsCancellationRequested;
    }

    async Task<MaintenanceReport> SweepAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var report = await _store.MaintainAsync(_options.Cutoffs(), cancellationToken).ConfigureAwait(false);
            _ = Interlocked.Add(ref _removed, report.SentMessages + report.PendingInbound + report.BaseKeys + report.MsgSecrets + (long)report.TcTokens);
            _last = new Sweep(report, _options.TimeProvider.GetUtcNow());
            _health.Succeeded();
            return report;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _health.Failed(exception);
            throw;
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    sealed record Sweep(MaintenanceReport Report, DateTimeOffset At);
}
