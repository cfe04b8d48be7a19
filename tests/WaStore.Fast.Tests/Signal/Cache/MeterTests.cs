using System.Diagnostics.Metrics;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class MeterTests
{
    [Fact]
    public async Task The_instruments_show_what_the_cache_did_and_name_nobody()
    {
        var time = new ManualTime();
        await using var harness = new Harness(Harness.Quiet with { TimeProvider = time, MaxEntries = 1 });
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SignalCacheOptions.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                Assert.Contains(tag.Value, new[] { "session", "identity", "sender_key" });
            }

            seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        await harness.Store.PutSessionAsync(Harness.Address(9).Text, new byte[] { 1 });
        _ = await harness.Cache.GetSessionAsync(Harness.Address(9));
        for (var i = 0; i < 3; i++)
        {
            await harness.Cache.PutSessionAsync(Harness.Address(i), ChainRecord.New(i).Send());
        }

        harness.Steering.FailNext("CommitAsync");
        _ = await Assert.ThrowsAnyAsync<Exception>(() => harness.Cache.FlushAsync().AsTask());
        Assert.Equal(3, harness.Cache.Health.RaisedGates);
        Assert.True(harness.Cache.Health.PendingBytes > 0);
        Assert.Equal(DateTimeOffset.UnixEpoch, harness.Cache.Health.LastFailureAt);
        await harness.Cache.FlushAsync();

        var health = harness.Cache.Health;
        Assert.Equal((1, 1, 3, 2, 1, 1), (health.Flushes, health.FailedFlushes, health.FlushedRows, health.Evictions, health.UnreadableSessions, health.StoreReads));
        Assert.Equal((1, 1, 0), (health.Sessions.Clean, health.Sessions.Absent, health.Sessions.Pending));
        Assert.Equal(0, health.PendingBytes);
        Assert.DoesNotContain("1555000", health.ToString());

        // Other caches of this process may be listened to as well.
        listener.RecordObservableInstruments();
        Assert.True(seen["wastore.signal.flushes"] >= 1);
        Assert.True(seen["wastore.signal.flush_failures"] >= 1);
        Assert.True(seen["wastore.signal.flushed_rows"] >= 3);
        Assert.True(seen["wastore.signal.evictions"] >= 2);
        Assert.True(seen["wastore.signal.unreadable_sessions"] >= 1);
        Assert.True(seen["wastore.signal.store_reads"] >= 1);
        Assert.True(seen["wastore.signal.entries"] >= 2);
        Assert.True(seen["wastore.signal.memory"] > 0);
        Assert.Contains("wastore.signal.pending", seen.Keys);
        Assert.Contains("wastore.signal.raised_gates", seen.Keys);
    }
}
