using System.Globalization;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>Our own sender key in one group.</summary>
sealed class StormGroup(SignalStoreCache<SessionRecord, SenderKeyRecord> cache, StormNumbers numbers, Random random, int group)
{
    readonly SenderKeyName _name = StormKeys.Group(group);
    readonly string _slot = string.Create(CultureInfo.InvariantCulture, $"group{group}");

    internal Task StepAsync() => random.Next(20) switch
    {
        0 => SetUpAsync(),
        1 => DeleteAsync(),
        2 => cache.FlushAsync().AsTask(),
        _ => SendAsync(),
    };

    async Task SendAsync()
    {
        string chain;
        SendingStep step;
        long generation;
        using (var checkout = await cache.CheckoutSenderKeyAsync(_name))
        {
            if (checkout.Record is not { } record)
            {
                return;
            }

            chain = StormRecords.ChainOf(record);
            generation = checkout.Generation;
            checkout.Commit(record.TakeSendingIteration(out step));
        }

        await cache.FlushBeforeSendAsync(generation);
        await StormTelling.PublishedAsync(_slot, chain, step);
    }

    async Task SetUpAsync()
    {
        var number = numbers.Next();
        await StormTelling.BeginsAsync(_slot, number, "set");
        using (var checkout = await cache.CheckoutSenderKeyAsync(_name))
        {
            checkout.Commit(StormRecords.NewSenderKey(checkout.Record, number));
        }

        var riders = new StoreBatch();
        riders.StoreSentMessage(StormKeys.Chat, string.Create(CultureInfo.InvariantCulture, $"{_slot}:{number}"), new byte[] { 1 });
        await cache.FlushAsync(riders);
        await StormTelling.AcknowledgedAsync(_slot, number);
    }

    async Task DeleteAsync()
    {
        var number = numbers.Next();
        await StormTelling.BeginsAsync(_slot, number, "delete");
        await cache.DeleteSenderKeyAsync(_name);
        await cache.FlushAsync();
        await StormTelling.AcknowledgedAsync(_slot, number);
    }
}
