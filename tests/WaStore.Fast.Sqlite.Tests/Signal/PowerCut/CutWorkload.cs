using WaStore.Fast.CrashHost;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>Sends, ratchets, set-ups, deletes, migrations and plain flushes of one caller, who notes in the disk's log what he may rely on.</summary>
sealed class CutWorkload(DiskLog log, int seed)
{
    readonly Random _random = new(seed);
    SqliteStore _store = null!;
    SignalStoreCache<SessionRecord, SenderKeyRecord> _cache = null!;
    uint _number;

    /// <summary>What the file holds after each flush; the first is what it held before.</summary>
    internal List<string> Contents { get; } = [];

    internal int Published { get; private set; }

    /// <summary>One life: opens the file, works, closes.</summary>
    internal async Task LiveAsync(string path, SqliteOptions options, int steps)
    {
        await using (_store = await SqliteStore.OpenAsync(path, options))
        {
            await using (_cache = await SignalCaches.OpenAsync(_store, SignalCaches.Quiet with { MaxEntries = 6, Stripes = 2 }))
            {
                if (Contents.Count == 0)
                {
                    Contents.Add(await CutContent.ReadAsync(_store));
                }

                for (var step = 0; step < steps; step++)
                {
                    await StepAsync(_random.Next(StormKeys.Peers), StormKeys.Group(_random.Next(StormKeys.Groups)));
                }

                await FlushAsync(() => _cache.FlushAsync().AsTask());
            }
        }
    }

    Task StepAsync(int peer, SenderKeyName group) => _random.Next(24) switch
    {
        0 or 1 => SetUpAsync(peer),
        2 => SetUpAsync(group),
        3 => DeleteAsync(peer),
        4 => RatchetAsync(peer),
        5 or 6 => FlushAsync(() => _cache.FlushAsync().AsTask()),
        7 => FlushAsync(() => _cache.MigrateToLidAsync(StormKeys.Phone(peer), StormKeys.Lid(peer)).AsTask()),
        < 14 => BurstAsync(() => SendAsync(group)),
        _ => BurstAsync(() => SendAsync(peer)),
    };

    // Long enough that leases end in the middle.
    async Task BurstAsync(Func<Task> send)
    {
        for (var left = _random.Next(1, 40); left > 0; left--)
        {
            await send();
        }
    }

    async Task SendAsync(int peer)
    {
        using var checkout = await _cache.CheckoutSessionAsync(await PlaceAsync(peer));
        if (checkout.Record is { } record)
        {
            checkout.Commit(record.TakeSendingCounter(out var step));
            await PublishAsync(StormRecords.ChainOf(record), step.Counter, checkout.Generation);
        }
    }

    async Task SendAsync(SenderKeyName group)
    {
        using var checkout = await _cache.CheckoutSenderKeyAsync(group);
        if (checkout.Record is { } record)
        {
            checkout.Commit(record.TakeSendingIteration(out var step));
            await PublishAsync(StormRecords.ChainOf(record), step.Counter, checkout.Generation);
        }
    }

    async Task PublishAsync(string chain, uint counter, long generation)
    {
        await FlushAsync(() => _cache.FlushBeforeSendAsync(generation).AsTask(), willCommit: _cache.NeedsFlushBeforeSend);
        Published++;
        log.Note(witness => witness.Published(chain, counter));
    }

    async Task SetUpAsync(int peer)
    {
        var place = await PlaceAsync(peer);
        var number = ++_number;
        using (var checkout = await _cache.CheckoutSessionAsync(place))
        {
            _cache.ConsumePreKey(1 + (number % CutContent.PreKeys), place);
            _ = await _cache.PutIdentityAsync(place, StormRecords.Identity(number));
            checkout.Commit(StormRecords.NewSession(checkout.Record, number));
        }

        var riders = new StoreBatch();
        riders.StorePendingInbound(CutContent.Chat, CutContent.Chat, "received", BitConverter.GetBytes(number));
        await FlushAsync(() => _cache.FlushAsync(riders));
    }

    async Task SetUpAsync(SenderKeyName group)
    {
        var number = ++_number;
        using (var checkout = await _cache.CheckoutSenderKeyAsync(group))
        {
            checkout.Commit(StormRecords.NewSenderKey(checkout.Record, number));
        }

        var riders = new StoreBatch();
        riders.StoreSentMessage(CutContent.Chat, "sent", BitConverter.GetBytes(number));
        await FlushAsync(() => _cache.FlushAsync(riders));
    }

    async Task RatchetAsync(int peer)
    {
        using var checkout = await _cache.CheckoutSessionAsync(await PlaceAsync(peer));
        if (checkout.Record is { } record)
        {
            checkout.Commit(StormRecords.Ratchet(record, ++_number));
        }
    }

    async Task DeleteAsync(int peer)
    {
        var place = await PlaceAsync(peer);
        await _cache.DeleteSessionAsync(place);
        await _cache.DeleteIdentityAsync(place);
    }

    async ValueTask<SignalAddress> PlaceAsync(int peer) =>
        await _cache.HasSessionAsync(StormKeys.LidAddress(peer)) ? StormKeys.LidAddress(peer) : StormKeys.PhoneAddress(peer);

    async Task FlushAsync(Func<Task> flush, bool willCommit = true)
    {
        if (!willCommit)
        {
            await flush();
            return;
        }

        var (number, isSynced) = (Contents.Count, _cache.NeedsFlushBeforeSend);
        log.Note(witness => witness.Begins(number));
        await flush();
        log.Note(witness => witness.Acknowledged(number, isSynced));
        Contents.Add(await CutContent.ReadAsync(_store));
    }
}
