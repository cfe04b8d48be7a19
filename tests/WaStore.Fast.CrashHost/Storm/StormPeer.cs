using System.Globalization;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>The session and the identity of one peer, under its phone number until it is migrated to its LID.</summary>
sealed class StormPeer(SqliteStore store, SignalStoreCache<SessionRecord, SenderKeyRecord> cache, StormNumbers numbers, Random random, int peer)
{
    readonly SignalAddress _phone = StormKeys.PhoneAddress(peer);
    readonly SignalAddress _lid = StormKeys.LidAddress(peer);
    readonly string _slot = string.Create(CultureInfo.InvariantCulture, $"peer{peer}");

    internal Task StepAsync() => random.Next(30) switch
    {
        0 or 1 => SetUpAsync(),
        2 => DeleteAsync(),
        3 => MigrateAsync(),
        4 => cache.FlushAsync().AsTask(),
        5 => GiveUpAsync(),
        6 => RatchetAsync(),
        _ => SendAsync(),
    };

    async Task SendAsync()
    {
        string chain;
        SendingStep step;
        long generation;
        using (var checkout = await cache.CheckoutSessionAsync(await PlaceAsync()))
        {
            if (checkout.Record is not { } record)
            {
                return;
            }

            chain = StormRecords.ChainOf(record);
            generation = checkout.Generation;
            checkout.Commit(record.TakeSendingCounter(out step));
        }

        await cache.FlushBeforeSendAsync(generation);
        await StormTelling.PublishedAsync(_slot, chain, step);
    }

    async Task GiveUpAsync()
    {
        using var checkout = await cache.CheckoutSessionAsync(await PlaceAsync());
        _ = checkout.Record?.TakeSendingCounter(out _);
    }

    async Task RatchetAsync()
    {
        var place = await PlaceAsync();
        using var checkout = await cache.CheckoutSessionAsync(place);
        if (checkout.Record is { } record)
        {
            var number = numbers.Next();
            await StormTelling.BeginsAsync(_slot, number, "ratchet");
            await cache.PutIdentityAsync(place, StormRecords.Identity(number));
            checkout.Commit(StormRecords.Ratchet(record, number));
        }
    }

    /// <summary>A first message: its pre-key, identity, session and the decrypted text are one flush.</summary>
    async Task SetUpAsync()
    {
        var number = numbers.Next();
        var place = await PlaceAsync();
        var riders = new StoreBatch();
        riders.StorePendingInbound(StormKeys.Chat, _slot, number.ToString(CultureInfo.InvariantCulture), new byte[] { 2 });
        await store.StorePreKeyAsync(number, new byte[] { 3 }, uploaded: true);
        await StormTelling.BeginsAsync(_slot, number, place == _lid ? "lid" : "phone");
        using (var checkout = await cache.CheckoutSessionAsync(place))
        {
            cache.ConsumePreKey(number, place);
            await cache.PutIdentityAsync(place, StormRecords.Identity(number));
            checkout.Commit(StormRecords.NewSession(checkout.Record, number));
        }

        await cache.FlushAsync(riders);
        await StormTelling.AcknowledgedAsync(_slot, number);
    }

    async Task DeleteAsync()
    {
        var number = numbers.Next();
        await StormTelling.BeginsAsync(_slot, number, "delete");
        foreach (var address in new[] { _phone, _lid })
        {
            await cache.DeleteSessionAsync(address);
            await cache.DeleteIdentityAsync(address);
        }

        await cache.FlushAsync();
        await StormTelling.AcknowledgedAsync(_slot, number);
    }

    async Task MigrateAsync()
    {
        var number = numbers.Next();
        await StormTelling.BeginsAsync(_slot, number, "migrate");
        _ = await cache.MigrateToLidAsync(StormKeys.Phone(peer), StormKeys.Lid(peer));
        // Where nothing is known of the number, nothing is flushed.
        await cache.FlushAsync();
        await StormTelling.AcknowledgedAsync(_slot, number);
    }

    async ValueTask<SignalAddress> PlaceAsync() => await cache.HasSessionAsync(_lid) ? _lid : _phone;
}
