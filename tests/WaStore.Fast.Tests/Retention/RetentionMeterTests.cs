using System.Diagnostics.Metrics;
using WaStore.Fast.Retention;

namespace WaStore.Fast.Tests.Retention;

public sealed class RetentionMeterTests
{
    [Fact]
    public async Task The_instruments_show_each_part_and_name_nobody()
    {
        var bed = new Bed();
        await using var secrets = bed.Secrets();
        await using var sent = bed.Sent();
        await using var service = new MaintenanceService(bed.Backend, new MaintenanceOptions { TimeProvider = bed.Time });
        await using var inbound = new InboundBed();
        var seen = new Dictionary<(string Instrument, string Part), double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == RetentionMeter.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.Equal("part", Assert.Single(tags.ToArray()).Key);
            var key = (instrument.Name, (string)tags[0].Value!);
            seen[key] = seen.GetValueOrDefault(key) + value;
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        await bed.Store.StoreSentMessageAsync("c", "old", new byte[1]);
        bed.Time.Advance(TimeSpan.FromDays(1));
        _ = await secrets.KeepAsync(SecretSamples.Secret("a"));
        await sent.KeepAsync("15550000001@lid", "m", new byte[1]);
        await inbound.ReceiveAsync("a");
        bed.Steering.FailNext(Bed.Commit);
        _ = await Assert.ThrowsAnyAsync<Exception>(() => secrets.FlushAsync());
        await sent.FlushAsync();
        await service.RunAsync();

        // Other parts of this process may be listened to as well.
        listener.RecordObservableInstruments();
        Assert.True(seen[("wastore.retention.failures", "secrets")] >= 1);
        Assert.True(seen[("wastore.retention.failures_in_a_row", "secrets")] >= 1);
        Assert.True(seen[("wastore.retention.pending", "secrets")] >= 1);
        Assert.True(seen[("wastore.retention.successes", "sent")] >= 1);
        Assert.True(seen[("wastore.retention.pending", "inbound")] >= 1);
        Assert.True(seen[("wastore.retention.successes", "maintenance")] >= 1);
        Assert.True(seen[("wastore.retention.removed_rows", "maintenance")] >= 1);
        Assert.Contains(("wastore.retention.resolver_timeouts", "secrets"), seen.Keys);
        Assert.DoesNotContain("1555000", $"{secrets.Health} {sent.Health} {service.Health} {inbound.Inbound.Health}", StringComparison.Ordinal);
    }
}
