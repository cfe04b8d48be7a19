using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Records;

public sealed class OpaqueRecordTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public void Any_bytes_come_back_as_they_are(int length)
    {
        var stored = SampleSession.Key(3, length);
        var record = OpaqueRecord.Decode(stored, Incarnations.Other);
        var expected = stored.ToArray();
        Array.Clear(stored);

        Assert.Equal(expected, RecordCalls.Encoded(record));
        Assert.Equal(length, record.Bytes.Length);
        Assert.False(record.RaisesLease);
    }

    [Fact]
    public void The_caller_says_whether_the_lease_was_raised() => Assert.True(new OpaqueRecord(new byte[] { 1 }, raisesLease: true).RaisesLease);

    [Fact]
    public async Task A_flush_stores_the_very_bytes_without_a_copy()
    {
        byte[] bytes = [1, 2, 3];
        Assert.True(new OpaqueRecord(bytes).GetStoredBytes(default)!.Value.Equals(bytes.AsMemory()));

        var store = new InMemoryBackend();
        await using var cache = await SignalStoreCache.OpenAsync<OpaqueRecord, OpaqueRecord>(store);
        await cache.PutSessionAsync(cache.Addresses.Get("1@lid.0"), new OpaqueRecord(bytes));
        await cache.FlushAsync();
        Assert.Equal(bytes, await store.GetSessionAsync("1@lid.0"));
        // What the flush gives back of its buffers is zeroed; the record's bytes are not the flush's.
        Assert.Equal([1, 2, 3], bytes);
    }
}
