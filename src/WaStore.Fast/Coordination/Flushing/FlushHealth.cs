namespace WaStore.Fast.Coordination;

/// <summary>How the flushes go. Written by one flush at a time, read by anyone.</summary>
sealed class FlushHealth(TimeProvider time)
{
    volatile Failure? _failure;
    long _flushes;
    long _rows;
    long _failures;

    internal long Flushes => Volatile.Read(ref _flushes);

    /// <summary>Rows of flushes that succeeded.</summary>
    internal long Rows => Volatile.Read(ref _rows);

    internal long Failures => Volatile.Read(ref _failures);

    /// <summary>The newest failure since the last success.</summary>
    internal Failure? Current => _failure;

    internal int RowsUnderWay { get; private set; }

    internal void Began(int rows) => RowsUnderWay = rows;

    internal void Succeeded()
    {
        _failure = null;
        _ = Interlocked.Increment(ref _flushes);
        _ = Interlocked.Add(ref _rows, RowsUnderWay);
    }

    internal void Failed(Exception exception)
    {
        _failure = new Failure(exception, time.GetUtcNow(), (_failure?.InARow ?? 0) + 1);
        _ = Interlocked.Increment(ref _failures);
    }

    internal sealed record Failure(Exception Exception, DateTimeOffset At, int InARow);
}
