namespace WaStore.Fast.Sqlite.Tests.Signal.Storm;

/// <summary>One peer or group of a storm: the operations that its process told of, and so the states that the file may hold after the kill.</summary>
/// <remarks>A state names the place and the operation that made the record: <c>phone 17</c>, <c>lid 17</c>, <c>set 17</c>, <c>none</c>.</remarks>
sealed class StormSlot
{
    internal const string None = "none";

    readonly List<(uint Number, string Kind, string After)> _operations = [(0, "", None)];
    int _acknowledged;

    /// <summary>What this life did, in its order.</summary>
    internal IEnumerable<(uint Number, string Kind)> Operations => _operations.Skip(1).Select(static operation => (operation.Number, operation.Kind));

    /// <summary>Whether the last operation that was told of is acknowledged.</summary>
    internal bool IsSettled => _acknowledged == _operations.Count - 1;

    internal void Begins(uint number, string kind)
    {
        var before = _operations[^1].After;
        var after = kind switch
        {
            "delete" => None,
            "migrate" => before.Replace("phone", "lid", StringComparison.Ordinal),
            "ratchet" => $"{before.Split(' ')[0]} {number}",
            _ => $"{kind} {number}",
        };
        _operations.Add((number, kind, after));
    }

    internal void Acknowledged(uint number) => _acknowledged = IndexOf(number);

    /// <summary>What is in the file was there after an operation that is not older than the acknowledged one. It is where the next life begins.</summary>
    internal void AssertReached(string actual, string slot) =>
        Assert.True(
            _operations.Skip(_acknowledged).Any(operation => operation.After == actual),
            $"{slot} is '{actual}'; it may be {string.Join(", ", _operations.Skip(_acknowledged).Select(static operation => $"'{operation.After}' after {operation.Kind}"))}");

    internal void BeginAgain(string actual)
    {
        _operations.Clear();
        _operations.Add((0, "", actual));
        _acknowledged = 0;
    }

    /// <summary>Whether an operation is surely in the file, given what the file holds.</summary>
    internal bool IsSurelyDone(uint number, string actual) => _operations.FindIndex(_acknowledged, operation => operation.After == actual) >= IndexOf(number);

    /// <summary>Whether an operation may be in the file, given what the file holds.</summary>
    internal bool MayBeDone(uint number, string actual) => _operations.FindLastIndex(operation => operation.After == actual) >= IndexOf(number);

    internal bool IsAcknowledged(uint number) => IndexOf(number) <= _acknowledged;

    int IndexOf(uint number) => _operations.FindIndex(operation => operation.Number == number);
}
