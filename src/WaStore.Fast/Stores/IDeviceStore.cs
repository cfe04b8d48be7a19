namespace WaStore.Fast.Stores;

/// <summary>The accounts: the device row of this one, and the list of all.</summary>
public interface IDeviceStore : IDeviceReads, IDeviceWrites
{
    /// <summary>Writes a copy of the whole storage beside it, named after <paramref name="name"/>, with <paramref name="extra"/> in a file of its own.</summary>
    /// <remarks>Default: does nothing and succeeds, as the reference's does (spec/storage.md 1.10).</remarks>
    /// <exception cref="StoreException">InvalidConfig: the name is empty or longer than 100 bytes once cleaned (spec/storage.md 4.10). Io: a file failed.</exception>
    ValueTask SnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
