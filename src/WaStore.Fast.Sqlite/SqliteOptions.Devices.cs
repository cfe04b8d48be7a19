using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteOptions
{
    /// <summary>Makes the keys of new accounts. Null, the default: the owner hands them to <c>ProvisionAsync</c>, since a store signs nothing (design.md 4).</summary>
    public IDeviceKeySource? DeviceKeySource { get; set; }
}
