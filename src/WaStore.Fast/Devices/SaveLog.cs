namespace WaStore.Fast.Devices;

/// <summary>How the saves went. Written by one save at a time, read by anyone.</summary>
sealed class SaveLog(TimeProvider time)
{
    volatile Entry _entry = new(0, 0, null, null);

    internal Entry Current => _entry;

    internal void Succeeded() => _entry = _entry with { Saves = _entry.Saves + 1, SavedAt = time.GetUtcNow(), Failure = null };

    internal void Failed(Exception exception) => _entry = _entry with
    {
        Failures = _entry.Failures + 1,
        Failure = new Failure(exception, time.GetUtcNow(), (_entry.Failure?.InARow ?? 0) + 1),
    };

    internal sealed record Entry(long Saves, long Failures, DateTimeOffset? SavedAt, Failure? Failure);

    internal sealed record Failure(Exception Exception, DateTimeOffset At, int InARow);
}
