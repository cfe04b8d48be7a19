namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>Threads that wait between two runs, so that a run pays for none of their starts.</summary>
sealed class ThreadTeam : IDisposable
{
    readonly Barrier _barrier;
    readonly Thread[] _threads;
    Action<int>? _work;

    public ThreadTeam(int count)
    {
        _barrier = new Barrier(count + 1);
        _threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() => Live(index)) { IsBackground = true })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Runs the work on every thread and waits for all.</summary>
    public void Run(Action<int> work)
    {
        _work = work;
        _barrier.SignalAndWait();
        _barrier.SignalAndWait();
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _barrier.Dispose();
    }

    void Live(int index)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work(index);
            _barrier.SignalAndWait();
        }
    }
}
