namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>How many corrupt rows of one table and account stand in <c>wsf_quarantine</c>. Their content, which is key material, is not shown.</summary>
/// <param name="DeviceId">The account.</param>
/// <param name="Table">The table that they stood in.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Bytes">The bytes of all their columns.</param>
/// <param name="First">When the first of them was set aside, by the store's clock.</param>
/// <param name="Last">When the last was.</param>
public sealed record QuarantinedRows(int DeviceId, string Table, long Rows, long Bytes, DateTimeOffset? First, DateTimeOffset? Last);
