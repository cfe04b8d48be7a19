using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.AppSync;

public abstract class SyncKeyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Absent_key_is_null_and_there_is_no_latest()
    {
        Assert.Null(await Store.GetSyncKeyAsync(Sample.Blob(6, 1)));
        Assert.Null(await Store.GetLatestSyncKeyIdAsync());
    }

    [Fact]
    public async Task Set_replaces()
    {
        var id = Sample.Blob(6, 1);
        await Store.SetSyncKeyAsync(id, Sample.SyncKey(1));
        await Store.SetSyncKeyAsync(id, Sample.SyncKey(2));
        await Store.SetSyncKeyAsync(Sample.Blob(6, 2), Sample.SyncKey(3));

        Assert.Equal(Sample.SyncKey(2), await Store.GetSyncKeyAsync(id));
        Assert.Equal(Sample.SyncKey(3), await Store.GetSyncKeyAsync(Sample.Blob(6, 2)));
    }

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(4, long.MaxValue)]
    [InlineData(4, long.MinValue)]
    [InlineData(4, -1L)]
    [InlineData(70 * 1024, 1_700_000_000L)]
    public async Task Fingerprint_and_timestamp_come_back(int fingerprintLength, long timestamp)
    {
        var key = new AppStateSyncKey(Sample.Blob(32, 1), Sample.Blob(fingerprintLength, 2), timestamp);
        await Store.SetSyncKeyAsync(Sample.Blob(6, 1), key);

        Assert.Equal(key, await Store.GetSyncKeyAsync(Sample.Blob(6, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("27")]
    [InlineData("ff")]
    public async Task Any_bytes_are_a_key_id_and_only_themselves(string hex)
    {
        var id = Convert.FromHexString(hex);
        string[] others = ["", "00", "0000", "000000", "27", "ff", "ff00"];
        foreach (var other in others.Where(other => other != hex))
        {
            await Store.SetSyncKeyAsync(Convert.FromHexString(other), Sample.SyncKey(9));
        }

        Assert.Null(await Store.GetSyncKeyAsync(id));
        await Store.SetSyncKeyAsync(id, Sample.SyncKey(1));
        Assert.Equal(Sample.SyncKey(1), await Store.GetSyncKeyAsync(id));
    }

    [Fact]
    public async Task The_latest_id_is_the_greatest_byte_by_byte_not_the_last_set()
    {
        string[] ids = ["0005", "01", "7fff", "80", "8000", "0100", "00"];
        foreach (var id in ids)
        {
            await Store.SetSyncKeyAsync(Convert.FromHexString(id), Sample.SyncKey(1));
        }

        Assert.Equal("8000", Convert.ToHexString(await Latest()));

        await Store.SetSyncKeyAsync(Convert.FromHexString("80"), Sample.SyncKey(2));
        Assert.Equal("8000", Convert.ToHexString(await Latest()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task A_key_that_is_not_32_bytes_is_taken_and_reads_as_absent(int length)
    {
        await Store.SetSyncKeyAsync(Sample.Of<byte>(1), Sample.SyncKey(1));
        await Store.SetSyncKeyAsync(Sample.Of<byte>(2), new AppStateSyncKey(Sample.Blob(length, 1), Sample.Blob(4, 2), 1));

        Assert.Null(await Store.GetSyncKeyAsync(Sample.Of<byte>(2)));
        Assert.Equal([1], await Latest());
    }

    async Task<byte[]> Latest() => await Store.GetLatestSyncKeyIdAsync() ?? throw new InvalidOperationException("There is no latest id.");
}
