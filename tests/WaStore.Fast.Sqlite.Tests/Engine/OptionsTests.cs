using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class OptionsTests
{
    [Fact]
    public void Validated_defaults_arePermitted()
    {
        SqliteOptions options = new SqliteOptions().Validated();

        Assert.Equal(
            (1, 30_000, SynchronousMode.Normal, 512, null, null, MigrateOnOpen.Yes, 1L << 20),
            (options.Readers, options.BusyTimeoutMilliseconds, options.Synchronous, options.CacheSizeKib, options.MmapSize, options.SecureDelete, options.MigrateOnOpen, options.CheckpointThreshold));
    }

    [Fact]
    public void Validated_atTheEdges_isPermitted()
    {
        Assert.Equal(0, new SqliteOptions { BusyTimeout = TimeSpan.Zero, Readers = 0 }.Validated().BusyTimeoutMilliseconds);
        Assert.Equal(1, new SqliteOptions { BusyTimeout = TimeSpan.FromTicks(1), Readers = 64 }.Validated().BusyTimeoutMilliseconds);
        Assert.Equal(int.MaxValue, new SqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(int.MaxValue) }.Validated().BusyTimeoutMilliseconds);
        _ = new SqliteOptions { CheckpointThreshold = 4096, WalBound = 4096 }.Validated();
    }

    public static TheoryData<string, SqliteOptions> OutOfRange => new()
    {
        { nameof(SqliteOptions.Readers), new() { Readers = -1 } },
        { nameof(SqliteOptions.Readers), new() { Readers = 65 } },
        { nameof(SqliteOptions.BusyTimeout), new() { BusyTimeout = TimeSpan.FromTicks(-1) } },
        { nameof(SqliteOptions.BusyTimeout), new() { BusyTimeout = TimeSpan.FromMilliseconds(int.MaxValue + 1.0) } },
        { nameof(SqliteOptions.Synchronous), new() { Synchronous = (SynchronousMode)9 } },
        { nameof(SqliteOptions.MigrateOnOpen), new() { MigrateOnOpen = (MigrateOnOpen)9 } },
        { nameof(SqliteOptions.CacheSizeKib), new() { CacheSizeKib = -1 } },
        { nameof(SqliteOptions.MmapSize), new() { MmapSize = -1 } },
        { nameof(SqliteOptions.Library), new() { Library = " " } },
        { nameof(SqliteOptions.CheckpointThreshold), new() { CheckpointThreshold = 4095 } },
        { nameof(SqliteOptions.WalBound), new() { WalBound = (1 << 20) - 1 } },
        { nameof(SqliteOptions.CheckpointGap), new() { CheckpointGap = TimeSpan.Zero } },
        { nameof(SqliteOptions.CheckpointIdle), new() { CheckpointIdle = TimeSpan.FromMilliseconds(1) } },
        { nameof(SqliteOptions.ConnectionIdle), new() { ConnectionIdle = TimeSpan.Zero } },
        { nameof(SqliteOptions.ConnectionIdle), new() { ConnectionIdle = TimeSpan.FromDays(2) } },
        { nameof(SqliteOptions.TimeProvider), new() { TimeProvider = null! } },
        { nameof(SqliteOptions.Logger), new() { Logger = null! } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Open_outOfRange_namesTheOption(string option, SqliteOptions options)
    {
        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => SqliteDatabase.OpenAsync("/no/such/folder/x.db", options).AsTask());

        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.Contains($": {option} is ", refused.Message, StringComparison.Ordinal);
    }
}
