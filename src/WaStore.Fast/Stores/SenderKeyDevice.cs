namespace WaStore.Fast.Stores;

/// <summary>Whether one device of a group has our sender key.</summary>
/// <param name="DeviceJid">The device's JID, opaque.</param>
/// <param name="HasKey">True once the server acknowledged the distribution; false when the key must be sent again.</param>
public readonly record struct SenderKeyDevice(string DeviceJid, bool HasKey);
