namespace WaStore.Fast.Stores;

/// <summary>One account of a store, without key material.</summary>
/// <param name="DeviceId">The account's id in the store.</param>
/// <param name="Lid">Its LID as JID text, or null before pairing.</param>
/// <param name="Pn">Its phone-number JID as text, or null before pairing.</param>
/// <param name="PushName">Its shown name; may be empty.</param>
public sealed record DeviceSummary(int DeviceId, string? Lid, string? Pn, string PushName);
