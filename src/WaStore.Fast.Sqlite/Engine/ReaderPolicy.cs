using Microsoft.Extensions.ObjectPool;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Opens readers for the pool, and takes back only those that are in order.</summary>
sealed class ReaderPolicy(ConnectionFactory connections) : IPooledObjectPolicy<NativeConnection>
{
    int _open;

    /// <summary>How many are open, in the pool or out of it.</summary>
    internal int Open => Volatile.Read(ref _open);

    /// <summary>A reader with a transaction still open holds an old view, and the WAL with it.</summary>
    internal static bool IsInOrder(NativeConnection reader) => reader.SteppingStatements == 0 && !reader.InTransaction;

    public NativeConnection Create()
    {
        NativeConnection reader = connections.OpenReader();
        _ = Interlocked.Increment(ref _open);
        return reader;
    }

    /// <summary>The pool closes one that is not in order.</summary>
    public bool Return(NativeConnection obj)
    {
        bool inOrder = IsInOrder(obj);
        if (!inOrder)
        {
            _ = Interlocked.Decrement(ref _open);
        }

        return inOrder;
    }

    /// <summary>Closes a reader that was taken out of the pool.</summary>
    internal void Close(NativeConnection reader)
    {
        _ = Interlocked.Decrement(ref _open);
        reader.Dispose();
    }
}
