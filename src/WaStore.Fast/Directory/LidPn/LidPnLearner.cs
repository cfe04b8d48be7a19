using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>
/// Learns which LID and phone number are the same user: in memory, then in the store, then the phone number's device list and its sessions move to the LID
/// (spec/caches.md 6.5, 6.6).
/// </summary>
/// <remarks>
/// <para>Thread-safe. <see cref="LearnAsync(LidPnPair, LearningSource, CancellationToken)"/> is durable when it returns; <see cref="LearnFast"/> is for the way of a
/// message: it changes the memory and leaves the rest to the background, which tries until the store takes it. While offline the background rests.</para>
/// <para>The same pair learnt by several at the same time is written once. What failed to reach the store, or to move, stays pending, and the next one who learns
/// the pair tries again. Callers hold no session lock of the user.</para>
/// </remarks>
public sealed partial class LidPnLearner : IAsyncDisposable
{
    /// <summary>How many pairs may wait for the store.</summary>
    public const int MaxPending = 10_000;

    readonly LidPnCache _cache;
    readonly IBackend _backend;
    readonly DeviceRegistry? _registry;
    readonly ISignalDirectory? _signal;
    readonly TimeProvider _time;
    readonly KeyedLocks<string> _migrations = new(64, StringComparer.Ordinal, StringComparer.Ordinal);
    long _lastUpdatedAt;

    /// <summary>Makes a learner.</summary>
    /// <param name="cache">The mappings.</param>
    /// <param name="backend">Their store.</param>
    /// <param name="registry">The device lists to move; null moves none.</param>
    /// <param name="signal">The sessions to move; null moves none.</param>
    /// <param name="time">The clock: its wall clock says when a pair was created. Null takes the system's.</param>
    public LidPnLearner(LidPnCache cache, IBackend backend, DeviceRegistry? registry = null, ISignalDirectory? signal = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(backend);
        _cache = cache;
        _backend = backend;
        _registry = registry;
        _signal = signal;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Learns a pair.</summary>
    /// <returns>What came of it; durable.</returns>
    /// <exception cref="StoreException">The store failed, and the pair stays pending; or Validation: a side cannot be a user part, and nothing was learnt.</exception>
    public ValueTask<LidPnLearning> LearnAsync(LidPnPair pair, LearningSource source, CancellationToken cancellationToken = default) =>
        LearnAsync(new[] { pair }, source, cancellationToken);

    /// <summary>Learns several pairs, written in one transaction. Of several with one phone number the last counts.</summary>
    /// <inheritdoc cref="LearnAsync(LidPnPair, LearningSource, CancellationToken)"/>
    public async ValueTask<LidPnLearning> LearnAsync(ReadOnlyMemory<LidPnPair> pairs, LearningSource source, CancellationToken cancellationToken = default)
    {
        if (pairs.IsEmpty)
        {
            return LidPnLearning.Nothing;
        }

        var unique = Unique(pairs.Span);
        var round = new LearningRound();
        using (await _cache.Changes.LockAsync(0, cancellationToken).ConfigureAwait(false))
        {
            await DecideAsync(unique, source, round, cancellationToken).ConfigureAwait(false);
            await PersistAsync(round.ToPersist, round.FormerPhones, cancellationToken).ConfigureAwait(false);
        }

        var moved = await MigrateAsync(round.Touched, cancellationToken).ConfigureAwait(false);
        return new LidPnLearning(round.Written, round.AskUsync, moved);
    }

    long CreatedAt(LearningSource source) => source.IsStale() ? 0 : _time.GetUtcNow().ToUnixTimeSeconds();

    static List<LidPnPair> Unique(ReadOnlySpan<LidPnPair> pairs)
    {
        var byPhone = new OrderedDictionary<string, LidPnPair>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            UserPart.Require(pair.Lid, nameof(pair.Lid));
            UserPart.Require(pair.PhoneNumber, nameof(pair.PhoneNumber));
            // Removed first, so that the last stands where it was said last.
            _ = byPhone.Remove(pair.PhoneNumber);
            byPhone.Add(pair.PhoneNumber, pair);
        }

        return [.. byPhone.Values];
    }

    async ValueTask DecideAsync(List<LidPnPair> pairs, LearningSource source, LearningRound round, CancellationToken cancellationToken)
    {
        var byLid = await _cache.GetManyAsync(pairs.Select(static pair => pair.Lid), isLid: true, cancellationToken).ConfigureAwait(false);
        var byPhone = await _cache.GetManyAsync(pairs.Select(static pair => pair.PhoneNumber), isLid: false, cancellationToken).ConfigureAwait(false);
        foreach (var pair in pairs)
        {
            var (ofLid, ofPhone) = (byLid.GetValueOrDefault(pair.Lid), byPhone.GetValueOrDefault(pair.PhoneNumber));
            var decision = LidPnPolicy.Decide(pair, source, ofLid, ofPhone);
            if (decision is LearningDecision.AskUsync)
            {
                round.AskUsync.Add(pair);
            }
            else if (decision is LearningDecision.Skip)
            {
                round.Known(_cache.Pending.Of(pair.Lid), pair);
            }
            else
            {
                var entry = new LidPnEntry(pair.Lid, pair.PhoneNumber, CreatedAt(source), source);
                var learnt = ToPending(entry, ofPhone);
                _cache.Pending.Add(learnt);
                await _cache.SetAsync(entry, learnt.Leads, cancellationToken).ConfigureAwait(false);
                round.Write(learnt, ofLid?.PhoneNumber);
                // A later pair of this call sees it.
                byLid[entry.Lid] = entry;
                if (learnt.Leads)
                {
                    byPhone[entry.PhoneNumber] = entry;
                }
            }
        }
    }

    PendingPair ToPending(LidPnEntry entry, LidPnEntry? ofPhone)
    {
        var isPending = _cache.Pending.Of(entry.Lid) is { NeedsMigration: true } known && known.Entry.PhoneNumber == entry.PhoneNumber;
        var leads = LidPnCache.Leads(entry, ofPhone);
        var updatedAt = leads ? LeadsSince(takesOver: ofPhone is not null && ofPhone.Lid != entry.Lid) : entry.CreatedAt;
        return new PendingPair(entry, leads, updatedAt, NeedsMigration: ofPhone is null || isPending, IsPersisted: false);
    }

    // The store answers a phone number with the LID that was updated last, of equal ones with the first: one that must not lead is as old as it was created, and
    // one that takes over is newer than what was written in the same second.
    long LeadsSince(bool takesOver)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            var updatedAt = takesOver ? Math.Max(now, _lastUpdatedAt + 1) : now;
            _lastUpdatedAt = Math.Max(_lastUpdatedAt, updatedAt);
            return updatedAt;
        }
    }

    async ValueTask PersistAsync(IReadOnlyList<PendingPair> pairs, IReadOnlyDictionary<string, string> formerPhones, CancellationToken cancellationToken)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        var rows = pairs.Select(static pair => RowOf(pair.Entry, pair.UpdatedAt)).ToArray();
        await _backend.PutLidMappingsAsync(rows, cancellationToken).ConfigureAwait(false);
        foreach (var pair in pairs)
        {
            _cache.Stored(pair.Entry, formerPhones.GetValueOrDefault(pair.Entry.Lid));
            _cache.Pending.Persisted(pair);
        }
    }

    static LidPnMapping RowOf(LidPnEntry entry, long updatedAt) =>
        new(entry.Lid, entry.PhoneNumber, entry.CreatedAt, updatedAt, entry.LearningSource.ToText());
}
