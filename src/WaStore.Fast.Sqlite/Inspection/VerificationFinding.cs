namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>How bad a finding is.</summary>
public enum VerificationSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Unusual, or of a form that a client would take for absent; the store itself keeps it as it is.</summary>
    Warning,

    /// <summary>Damaged, impossible, or an exception when it is read.</summary>
    Error,
}

/// <summary>Something that a verification found, once for a table and account however many rows have it. No key, secret, token, address or message is in it.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">A short name that stays the same between versions, for programs.</param>
/// <param name="Table">The table, or null for the whole file.</param>
/// <param name="DeviceId">The account, or null where it is not one account's.</param>
/// <param name="Message">What it is.</param>
/// <param name="Count">How many rows have it.</param>
/// <param name="RowIds">The row ids of the first ten of them: what to look at with <c>WHERE rowid = ...</c>.</param>
public sealed record VerificationFinding(
    VerificationSeverity Severity, string Code, string? Table, long? DeviceId, string Message, long Count, IReadOnlyList<long> RowIds);

/// <summary>How far a verification is.</summary>
/// <param name="Step">What it is at: a table's name, or what it checks.</param>
/// <param name="Rows">How many rows were read in all.</param>
public readonly record struct VerificationProgress(string Step, long Rows);
