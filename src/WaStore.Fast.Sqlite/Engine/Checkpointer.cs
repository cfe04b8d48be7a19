using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using WaStore.Fast.Coordination;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Decides when the WAL is copied into the file: in a pause of the lane once it has grown, when the lane is idle, and past the bound at the expense of the commit
/// that crossed it. Always on the writer's connection and under the lane (design.md 4, checkpoints). A timer, not a thread: between commits it sleeps.
/// </summary>
sealed unsafe partial class Checkpointer : IAsyncDisposable
{
    // A pause is short and somebody may come: a few yields and two milliseconds of sleep at most.
    const int Patience = 4;
    const int PatienceAtClose = 100;
    static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    readonly FairGate _gate;
    readonly SqliteOptions _options;
    readonly ITimer _timer;

    // Everything below belongs to who holds the lane; the timer's callback only reads _armed without it.
    int* _walPages = (int*)NativeMemory.AllocZeroed(sizeof(int));
    NativeConnection? _writer;
    int _pageSize;
    int _copiedPages;
    int _pagesAtCommit;
    long _writtenAtCommit;
    long _commits;
    long _commitsWhenArmed;
    TimeSpan _delay;
    long _blockedUntil;
    bool _gapArmed;
    volatile bool _armed;

    internal Checkpointer(FairGate gate, SqliteOptions options)
    {
        _gate = gate;
        _options = options;
        _timer = options.TimeProvider.CreateTimer(static state => ((Checkpointer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many checkpoints copied the whole WAL, and how many met somebody in the way.</summary>
    internal (long Completed, long Blocked) Count { get; private set; }

    /// <summary>Called when the lane has been idle and the WAL was to be emptied.</summary>
    internal Action? Idle { get; set; }

    /// <summary>The bytes of the WAL after the last commit, less if a checkpoint has emptied it since.</summary>
    internal long WalBytes => (long)*_walPages * (_pageSize + WalFrameHeader);

    internal const int WalFrameHeader = 24;

    /// <summary>Takes on a (new) writer.</summary>
    internal void Attach(NativeConnection writer, int pageSize)
    {
        _writer = writer;
        _pageSize = pageSize;
        *_walPages = 0;
        _copiedPages = 0;
        _pagesAtCommit = 0;
        _writtenAtCommit = writer.Counters.PagesWritten;
        WalCheckpoint.Watch(writer, _walPages);
    }

    /// <summary>After a commit, still in the lane: pays for a checkpoint if the WAL is past the bound, else has the timer look for a pause.</summary>
    internal void Committed()
    {
        _commits++;
        long written = _writer!.Counters.PagesWritten;
        if (*_walPages < _pagesAtCommit + (written - _writtenAtCommit))
        {
            // Fewer than before and these: the writer has started the WAL over.
            _copiedPages = 0;
        }

        _writtenAtCommit = written;
        _pagesAtCommit = *_walPages;
        if (WalBytes >= _options.WalBound && _options.TimeProvider.GetTimestamp() >= _blockedUntil)
        {
            // FULL keeps the file's blocks for the next round; giving them back and asking for them again would cost a third of a large flush. A WAL that a long
            // snapshot has let grow far past the bound is cut down all the same.
            Run(WalBytes >= 2 * _options.WalBound ? CheckpointMode.Truncate : CheckpointMode.Full);
        }
        else
        {
            Arm();
        }
    }

    /// <summary>Before the writer closes, in the lane: leaves an empty WAL if nobody else is in the way.</summary>
    internal void RunLast(NativeConnection writer)
    {
        int code = WalCheckpoint.Run(writer, CheckpointMode.Truncate, PatienceAtClose);
        if (code != ResultCode.Ok)
        {
            LogNotEmptied(_options.Logger, code);
        }
    }

    /// <summary>Ends the background work, and waits for a callback that is running.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    /// <summary>After the writer is closed: SQLite has no use for the page count any more.</summary>
    internal void Release()
    {
        NativeMemory.Free(_walPages);
        _walPages = null;
    }

    void Arm()
    {
        bool gap = WalBytes >= _options.CheckpointThreshold && _copiedPages < *_walPages;
        if (_armed && (_gapArmed || !gap))
        {
            return;
        }

        _gapArmed = gap;
        Arm(gap ? _options.CheckpointGap : _options.CheckpointIdle);
    }

    void Arm(TimeSpan delay)
    {
        _armed = true;
        _commitsWhenArmed = _commits;
        _ = _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    void Tick()
    {
        if (!_gate.TryEnter())
        {
            // No pause yet; and nobody's turn is taken.
            if (_armed)
            {
                _ = _timer.Change(_options.CheckpointGap, Timeout.InfiniteTimeSpan);
            }

            return;
        }

        try
        {
            LookForPause();
        }
        catch (Exception exception)
        {
            // Nobody stands above a timer's callback. The WAL stays as it is, and the next commit arms the timer again.
            _armed = false;
            LogFailed(_options.Logger, exception);
        }
        finally
        {
            _gate.Exit();
        }
    }

    void LookForPause()
    {
        if (_writer is null || *_walPages == 0)
        {
            _armed = false;
            return;
        }

        long left = _blockedUntil - _options.TimeProvider.GetTimestamp();
        if (_commits != _commitsWhenArmed || left > 0)
        {
            _armed = false;
            Arm();
            return;
        }

        if (_gapArmed)
        {
            Run(CheckpointMode.Full);
            return;
        }

        Run(CheckpointMode.Truncate);
        Upkeep.ReleaseMemory(_writer);
        Idle?.Invoke();
    }

    void Run(CheckpointMode mode)
    {
        int code = WalCheckpoint.Run(_writer!, mode, Patience);
        _armed = false;
        if (code == ResultCode.Ok)
        {
            Count = (Count.Completed + 1, Count.Blocked);
            _delay = TimeSpan.Zero;
            _blockedUntil = 0;
            _copiedPages = *_walPages;
            if (mode == CheckpointMode.Truncate)
            {
                *_walPages = 0;
                _copiedPages = 0;
                _pagesAtCommit = 0;
            }
            else
            {
                // When the lane is idle the file is emptied too.
                _gapArmed = false;
                Arm(_options.CheckpointIdle);
            }

            return;
        }

        Count = (Count.Completed, Count.Blocked + 1);
        bool blocked = ResultCode.Primary(code) is ResultCode.Interrupt or ResultCode.Busy or ResultCode.Locked;
        if (!blocked)
        {
            LogCode(_options.Logger, code);
        }

        _delay = _delay == TimeSpan.Zero ? s_firstDelay : _delay * 2 < s_longestDelay ? _delay * 2 : s_longestDelay;
        _blockedUntil = _options.TimeProvider.GetTimestamp() + (long)(_delay.TotalSeconds * _options.TimeProvider.TimestampFrequency);
        _gapArmed = true;
        Arm(_delay);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The WAL could not be emptied at close (SQLite {Code}): another connection is using the file.")]
    static partial void LogNotEmptied(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A checkpoint failed with SQLite {Code}; it is tried again later.")]
    static partial void LogCode(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Error, Message = "A checkpoint failed.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
