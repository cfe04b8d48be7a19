using Microsoft.Extensions.Logging;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// The rows that reads found corrupt and answered as absent (design.md 4): counts them, and has the lane set them aside before anything later is written, so that the
/// write that replaces a row, or the sweep that takes it, does not lose it.
/// </summary>
/// <remarks>
/// A copy is made, and the row stays in its table as upstream leaves it there: the reading that takes it for absent may be mistaken (a newer upstream's encoding), and a
/// row that is moved away could not be read again. The queue is bounded; what does not fit is found again by the next read.
/// </remarks>
sealed partial class CorruptRows : WriteAhead
{
    /// <summary>How many rows wait at most.</summary>
    internal const int QueueBound = 1_024;

    /// <summary>How many rows are remembered as done, so that a corrupt row that is read all the time does not cause a write each time.</summary>
    const int KnownBound = 8 * QueueBound;

    readonly Lock _lock = new();
    readonly List<CorruptRow> _queue = [];
    readonly HashSet<(int DeviceId, Key32 Fingerprint)> _known = [];
    readonly ILogger _logger;
    readonly TimeProvider _clock;
    readonly SqliteStoreHealth _health;

    // The lane's own: how many of the queue the open transaction has done, and with what result.
    int _done;
    long _setAside;
    long _refused;

    internal CorruptRows(SqliteOptions options)
    {
        _logger = options.Logger;
        _clock = options.TimeProvider;
        _health = new SqliteStoreHealth(options.Logger);
        _idle = _clock.CreateTimer(static state => ((CorruptRows)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal SqliteStoreHealth Health => _health;

    /// <summary>Counts a row and queues it, unless that very content was queued before.</summary>
    /// <param name="source">Its table.</param>
    /// <param name="deviceId">Its account.</param>
    /// <param name="content">What was found; not needed after the call.</param>
    /// <param name="keys">The values of the table's keys: text, a blob, or a long.</param>
    internal void Found(QuarantineSource source, int deviceId, ReadOnlySpan<byte> content, params object[] keys)
    {
        _health.Count(source, deviceId);
        var row = CorruptRow.Of(source, deviceId, content, keys);
        lock (_lock)
        {
            if (_queue.Count >= QueueBound || !_known.Add((deviceId, row.Fingerprint)))
            {
                return;
            }

            _queue.Add(row);
            IsPending = true;
        }

        WakeWhenIdle();
    }

    /// <summary>Sets a row aside in the transaction that is open, without the queue.</summary>
    /// <returns>Whether the row has this content and stands in the quarantine now.</returns>
    internal bool SetAside(NativeConnection writer, CorruptRow row)
    {
        var statements = new QuarantineStatements(writer);
        statements.EnsureTable();
        var outcome = statements.SetAside(row, Now);
        Tell(outcome, row);
        IsUncommitted = true;
        return outcome is QuarantineOutcome.SetAside or QuarantineOutcome.KeptBefore;
    }

    /// <summary>Removes an account's rows in the transaction that is open.</summary>
    internal void Remove(NativeConnection writer, int deviceId)
    {
        new QuarantineStatements(writer).DeleteAccount(deviceId);
        lock (_lock)
        {
            // Should the same bytes come again, they are new.
            _ = _known.RemoveWhere(row => row.DeviceId == deviceId);
        }
    }

    internal override void Run(NativeConnection writer)
    {
        CorruptRow[] rows;
        lock (_lock)
        {
            rows = [.. _queue.Skip(_done)];
            _done = _queue.Count;
            IsPending = false;
        }

        IsUncommitted = true;
        var statements = new QuarantineStatements(writer);
        try
        {
            statements.EnsureTable();
            foreach (var row in rows)
            {
                Tell(statements.SetAside(row, Now), row);
            }
        }
        catch (StoreException exception) when (writer.InTransaction && IsOfTheTable(exception))
        {
            // A table of this name that is not ours, for instance: no reason to refuse every write from now on.
            _refused += rows.Length;
            LogFailed(_logger, exception);
        }
    }

    internal override void Committed()
    {
        lock (_lock)
        {
            _queue.RemoveRange(0, _done);
            _done = 0;
            IsPending = _queue.Count > 0;
            if (_known.Count > KnownBound)
            {
                _known.Clear();
                _known.UnionWith(_queue.Select(static row => (row.DeviceId, row.Fingerprint)));
            }
        }

        _health.CountSetAside(_setAside, _refused);
        Forget();
    }

    internal override void RolledBack()
    {
        lock (_lock)
        {
            _done = 0;
            IsPending = _queue.Count > 0;
        }

        Forget();
    }

    long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    // What is wrong with the statement or the table, not with the disk: after those the write itself has no chance, and fails with its reason.
    static bool IsOfTheTable(StoreException exception) =>
        ResultCode.Primary(exception.SqliteErrorCode ?? 0) is ResultCode.Error or ResultCode.Constraint or ResultCode.TooBig;

    void Forget()
    {
        IsUncommitted = false;
        _setAside = 0;
        _refused = 0;
    }

    void Tell(QuarantineOutcome outcome, CorruptRow row)
    {
        if (outcome == QuarantineOutcome.SetAside)
        {
            _setAside++;
        }
        else if (outcome == QuarantineOutcome.Full)
        {
            _refused++;
            LogFull(_logger, row.Source.Place, row.DeviceId);
        }
    }

    [LoggerMessage(EventId = 2, EventName = "QuarantineFull", Level = LogLevel.Warning, Message = "A corrupt row of {Place} of account {DeviceId} is not set aside: the account's quarantine is full")]
    static partial void LogFull(ILogger logger, string place, int deviceId);

    [LoggerMessage(EventId = 3, EventName = "QuarantineFailed", Level = LogLevel.Warning, Message = "Corrupt rows could not be set aside")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
