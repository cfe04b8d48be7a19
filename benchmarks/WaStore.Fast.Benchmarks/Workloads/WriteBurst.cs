using System.Diagnostics;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>Writes on a thread of its own, one after the other with a pause for who waits for them, while another thread reads.</summary>
sealed class WriteBurst : IDisposable
{
    readonly Thread _thread;
    readonly SemaphoreSlim _begin = new(0);
    readonly SemaphoreSlim _begun = new(0);
    readonly SemaphoreSlim _ended = new(0);
    volatile Action? _write;
    volatile bool _isRunning;
    volatile bool _isStopped;
    bool _isAwaited;

    public bool IsRunning => _isRunning;

    public WriteBurst()
    {
        _thread = new Thread(Live) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins them, and comes back while they are running.</summary>
    public void Begin(Action write)
    {
        _write = write;
        _isStopped = false;
        _isAwaited = true;
        _ = _begin.Release();
        _begun.Wait();
        // Until it has the lock and is among its rows.
        Thread.Sleep(1);
    }

    /// <summary>Ends them.</summary>
    public void Wait()
    {
        if (_isAwaited)
        {
            _isAwaited = false;
            _isStopped = true;
            _ended.Wait();
        }
    }

    public void Dispose()
    {
        Wait();
        _write = null;
        _ = _begin.Release();
        _thread.Join();
        _begin.Dispose();
        _begun.Dispose();
        _ended.Dispose();
    }

    // Long enough for somebody to wake who waits for the lock, and far shorter than a write; a sleep takes as long as the machine likes.
    static void Pause()
    {
        long end = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10_000);
        while (Stopwatch.GetTimestamp() < end)
        {
            Thread.SpinWait(20);
        }
    }

    void Live()
    {
        while (true)
        {
            _begin.Wait();
            if (_write is not { } write)
            {
                return;
            }

            _ = _begun.Release();
            while (!_isStopped)
            {
                _isRunning = true;
                write();
                _isRunning = false;
                Pause();
            }

            _ = _ended.Release();
        }
    }
}
