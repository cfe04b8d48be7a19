namespace WaStore.Fast.Devices;

/// <summary>Makes one-time pre-keys; given to a <see cref="PreKeyPool"/>, since a storage core has no curve.</summary>
public interface IPreKeySource
{
    /// <summary>A fresh random key as its record's bytes, never the same twice. May be called from any thread, one call at a time for each pool.</summary>
    /// <param name="id">The id that the record carries, 1 to 16,777,215.</param>
    ReadOnlyMemory<byte> Create(uint id);
}
