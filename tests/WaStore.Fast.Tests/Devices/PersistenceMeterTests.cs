using System.Diagnostics.Metrics;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

public sealed class PersistenceMeterTests
{
    [Fact]
    public async Task The_instruments_show_how_the_saving_goes_and_name_nobody()
    {
        await using var harness = await DeviceHarness.OpenAsync();
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PersistenceOptions.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        _ = await harness.RenameAsync("Somebody");
        await harness.Manager.FlushAsync();
        _ = await harness.RenameAsync("Somebody else");
        harness.Steering.FailNext(DeviceHarness.Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => harness.Manager.FlushAsync().AsTask());
        listener.RecordObservableInstruments();

        // Other managers of this process may be listened to as well.
        Assert.True(seen["wastore.device.saves"] >= 1);
        Assert.True(seen["wastore.device.save_failures"] >= 1);
        Assert.True(seen["wastore.device.failures_in_a_row"] >= 1);
        Assert.True(seen["wastore.device.dirty"] >= 1);
        Assert.DoesNotContain("Somebody", harness.Manager.Health.ToString(), StringComparison.Ordinal);

        void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.Equal(0, tags.Length);
            seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
        }
    }
}
