namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>What can be wrong with a column or a row.</summary>
sealed record Problem(VerificationSeverity Severity, string Code, string Message)
{
    internal static Problem Error(string code, string message) => new(VerificationSeverity.Error, code, message);

    internal static Problem Warning(string code, string message) => new(VerificationSeverity.Warning, code, message);

    internal static Problem Note(string code, string message) => new(VerificationSeverity.Note, code, message);
}

/// <summary>Gathers findings: the same problem of one table and account is one finding. Memory does not grow with the rows.</summary>
sealed class VerificationFindings
{
    const int MaxRowIds = 10;

    readonly Dictionary<(Problem, string? Table, long? DeviceId), Entry> _entries = [];

    internal void Add(Problem problem, string? table = null, long? deviceId = null, long? rowId = null, long count = 1)
    {
        if (!_entries.TryGetValue((problem, table, deviceId), out var entry))
        {
            entry = new Entry();
            _entries.Add((problem, table, deviceId), entry);
        }

        entry.Count += count;
        if (rowId is { } id && entry.RowIds.Count < MaxRowIds)
        {
            entry.RowIds.Add(id);
        }
    }

    /// <summary>The worst first, then in the order in which they were found.</summary>
    internal IReadOnlyList<VerificationFinding> ToList() =>
    [
        .. _entries.OrderByDescending(static entry => entry.Key.Item1.Severity).Select(static entry => new VerificationFinding(
            entry.Key.Item1.Severity, entry.Key.Item1.Code, entry.Key.Table, entry.Key.DeviceId, entry.Key.Item1.Message, entry.Value.Count, entry.Value.RowIds)),
    ];

    sealed class Entry
    {
        internal long Count { get; set; }

        internal List<long> RowIds { get; } = [];
    }
}
