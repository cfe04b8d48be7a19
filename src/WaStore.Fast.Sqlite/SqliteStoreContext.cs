using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>What the store, the snapshots and the units of work of one account share.</summary>
/// <param name="DeviceId">The account.</param>
/// <param name="Clock">For the times that rows get.</param>
/// <param name="KeySource">Makes the keys of new accounts; null when the owner provisions them.</param>
/// <param name="Corrupt">Counts corrupt rows, and has them set aside.</param>
sealed record SqliteStoreContext(int DeviceId, TimeProvider Clock, IDeviceKeySource? KeySource, CorruptRows Corrupt)
{
    /// <summary>Now in unix seconds.</summary>
    internal long Now => Clock.GetUtcNow().ToUnixTimeSeconds();
}
