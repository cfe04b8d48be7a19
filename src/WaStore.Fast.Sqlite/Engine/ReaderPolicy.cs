using Microsoft.Extensions.ObjectPool;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Opens readers for the pool, and takes back only those that are in order.</summary>
sealed class ReaderPolicy(ConnectionFactory connections) : IPooledObjectPolicy<NativeConnection>
{
    int _opened;

    /// <summary>How many were opened so far.</summary>
    internal int Opened => Volatile.Read(ref _opened);

    public NativeConnection Create()
    {
        NativeConnection reader = connections.OpenReader();
        _ = Interlocked.Increment(ref _opened);
        return reader;
    }

    /// <summary>A reader with a transaction still open holds an old view, and the WAL with it: the pool closes it.</summary>
    public bool Return(NativeConnection obj) => obj.SteppingStatements == 0 && !obj.InTransaction;
}
