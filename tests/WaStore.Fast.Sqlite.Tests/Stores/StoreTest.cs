using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>A fresh file with one reader and one provisioned account for each test.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    SqliteFixture _fixture = null!;

    protected SqliteStore Store => _fixture.Store;

    protected FakeTime Clock => _fixture.Clock;

    internal TestLogger Logger => _fixture.Logger;

    /// <summary>The database's path.</summary>
    protected string DatabasePath => Store.Database.Path!;

    protected SqliteStore Account(int deviceId) => Store.Database.Account(deviceId);

    /// <summary>The other library on the same file, as the witness of what is really in it.</summary>
    internal Schema.WitnessConnection Witness() => new(DatabasePath);

    public async Task InitializeAsync() => _fixture = (SqliteFixture)await SqliteFixture.CreateAsync(readers: 1, configure: Configure);

    protected virtual void Configure(SqliteOptions options)
    {
    }

    /// <summary>For tests that count: a checkpoint in a pause runs statements of its own, and a call that meets one waits for its turn, which allocates.</summary>
    protected static void SwitchCheckpointsOff(SqliteOptions options)
    {
        options.CheckpointGap = TimeSpan.FromMinutes(1);
        options.CheckpointIdle = TimeSpan.FromHours(1);
        options.WalBound = 1L << 30;
    }

    public async Task DisposeAsync() => await _fixture.DisposeAsync();
}
