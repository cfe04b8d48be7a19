namespace WaStore.Fast.Directories;

/// <content>What was learnt on the way of a message goes to the store.</content>
public sealed partial class LidPnLearner
{
    static readonly TimeSpan s_firstBackOff = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan s_maxBackOff = TimeSpan.FromSeconds(30);

    readonly Lock _gate = new();
    readonly CancellationTokenSource _closing = new();
    readonly Dictionary<LidPnPair, LearningSource> _undecided = [];
    Task _background = Task.CompletedTask;
    bool _isOnline = true;
    bool _runs;
    long _failures;

    /// <summary>Whether the background works. False while the account is offline or drains what it missed; setting it true starts what waits.</summary>
    public bool IsOnline
    {
        get => Volatile.Read(ref _isOnline);
        set
        {
            Volatile.Write(ref _isOnline, value);
            if (value)
            {
                StartBackground();
            }
        }
    }

    /// <summary>How often the background failed in a row; it goes on trying.</summary>
    public long BackgroundFailures => Volatile.Read(ref _failures);

    /// <summary>The last failure of the background; null once it succeeded.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Learns a pair in memory, without waiting; the store, the device list and the sessions follow in the background.</summary>
    /// <remarks>What is not held in memory and would be overruled by a mapping in the store is looked up in the background, and takes effect then.</remarks>
    public FastLearning LearnFast(LidPnPair pair, LearningSource source)
    {
        // After the close nothing brings it into the store any more.
        if (_closing.IsCancellationRequested || !UserPart.IsValid(pair.Lid) || !UserPart.IsValid(pair.PhoneNumber))
        {
            return FastLearning.Refused;
        }

        if (!_cache.IsLocal)
        {
            return Defer(pair, source);
        }

        var (ofLid, ofPhone) = (_cache.FindLocal(LidPnKey.OfLid(pair.Lid)), _cache.FindLocal(LidPnKey.OfPhone(pair.PhoneNumber)));
        var decision = LidPnPolicy.Decide(pair, source, ofLid, ofPhone);
        if (decision is not LearningDecision.Write)
        {
            return decision is LearningDecision.Skip ? FastLearning.Known : FastLearning.AskUsync;
        }

        if ((ofLid is null && source.ClassOf() is LearningClass.Observational) || (ofPhone is null && source.IsStale()))
        {
            return Defer(pair, source);
        }

        if (_cache.Pending.Count >= MaxPending)
        {
            return FastLearning.Refused;
        }

        var entry = new LidPnEntry(pair.Lid, pair.PhoneNumber, CreatedAt(source), source);
        var learnt = ToPending(entry, ofPhone);
        _cache.Pending.Add(learnt);
        _cache.Set(entry, learnt.Leads);
        StartBackground();
        return FastLearning.Learnt;
    }

    /// <summary>Brings everything that waits into the store, and moves what has to move. Also while offline.</summary>
    /// <exception cref="Stores.StoreException">The store failed; everything still waits.</exception>
    public async ValueTask PersistPendingAsync(CancellationToken cancellationToken = default)
    {
        await LearnUndecidedAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PendingPair> pairs;
        using (await _cache.Changes.LockAsync(0, cancellationToken).ConfigureAwait(false))
        {
            pairs = _cache.Pending.All(isPersisted: false);
            var lids = pairs.Select(static pair => pair.Entry.Lid).ToArray();
            var rows = await _backend.GetLidMappingsAsync(lids, cancellationToken).ConfigureAwait(false);
            var former = rows.ToDictionary(static row => row.Key, static row => row.Value.PhoneNumber, StringComparer.Ordinal);
            await PersistAsync(pairs, former, cancellationToken).ConfigureAwait(false);
        }

        var waiting = _cache.Pending.All(isPersisted: true);
        _ = await MigrateAsync([.. waiting.Select(static pair => new LidPnPair(pair.Entry.Lid, pair.Entry.PhoneNumber))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the background and brings what waits into the store.</summary>
    /// <exception cref="Stores.StoreException">The store failed; what waited is lost with the memory.</exception>
    public async ValueTask DisposeAsync()
    {
        Task background;
        lock (_gate)
        {
            background = _background;
            _runs = true;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await background.ConfigureAwait(false);
        if (_cache.Pending.Count > 0 || _undecided.Count > 0)
        {
            await PersistPendingAsync().ConfigureAwait(false);
        }
    }

    FastLearning Defer(LidPnPair pair, LearningSource source)
    {
        lock (_gate)
        {
            if (_undecided.Count >= MaxPending)
            {
                return FastLearning.Refused;
            }

            _undecided[pair] = source;
        }

        StartBackground();
        return FastLearning.Learnt;
    }

    void StartBackground()
    {
        lock (_gate)
        {
            if (!_runs && _isOnline && (_cache.Pending.Count > 0 || _undecided.Count > 0))
            {
                _runs = true;
                _background = Task.Run(RunAsync);
            }
        }
    }

    async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await PersistPendingAsync(_closing.Token).ConfigureAwait(false);
                LastFailure = null;
                Volatile.Write(ref _failures, 0);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LastFailure = error;
                _ = Interlocked.Increment(ref _failures);
            }

            if (!await ContinueAsync().ConfigureAwait(false))
            {
                return;
            }
        }
    }

    async ValueTask<bool> ContinueAsync()
    {
        if (BackgroundFailures > 0)
        {
            var backOff = s_firstBackOff * Math.Pow(2, Math.Min(BackgroundFailures - 1, 20));
            await Task.Delay(backOff < s_maxBackOff ? backOff : s_maxBackOff, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_gate)
        {
            // Decided under the lock that a learner starts it under: nobody is left waiting.
            var goesOn = !_closing.IsCancellationRequested && _isOnline && (_cache.Pending.Count > 0 || _undecided.Count > 0);
            _runs = goesOn || _closing.IsCancellationRequested;
            return goesOn;
        }
    }

    async ValueTask LearnUndecidedAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<LidPnPair, LearningSource>[] undecided;
        lock (_gate)
        {
            undecided = [.. _undecided];
        }

        foreach (var ofSource in undecided.GroupBy(static item => item.Value, static item => item.Key))
        {
            var pairs = ofSource.ToArray();
            _ = await LearnAsync(pairs, ofSource.Key, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                foreach (var pair in pairs)
                {
                    _ = _undecided.Remove(pair);
                }
            }
        }
    }
}
