namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>A write on a thread of its own, while another reads.</summary>
sealed class WriteBurst : IDisposable
{
    readonly Thread _thread;
    readonly SemaphoreSlim _begin = new(0);
    readonly SemaphoreSlim _begun = new(0);
    readonly SemaphoreSlim _ended = new(0);
    volatile Action? _write;
    volatile bool _isRunning;
    bool _isAwaited;

    public bool IsRunning => _isRunning;

    public WriteBurst()
    {
        _thread = new Thread(Live) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins it, and comes back while it is running.</summary>
    public void Begin(Action write)
    {
        _write = write;
        _isAwaited = true;
        _ = _begin.Release();
        _begun.Wait();
        // Until it has the lock and is among its rows.
        Thread.Sleep(1);
    }

    /// <summary>Waits for its end.</summary>
    public void Wait()
    {
        if (_isAwaited)
        {
            _isAwaited = false;
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

    void Live()
    {
        while (true)
        {
            _begin.Wait();
            if (_write is not { } write)
            {
                return;
            }

            _isRunning = true;
            _ = _begun.Release();
            write();
            _isRunning = false;
            _ = _ended.Release();
        }
    }
}
