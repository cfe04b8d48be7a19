using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Makes an <see cref="ISignalDirectory"/> of a Signal cache.</summary>
public static class SignalDirectory
{
    /// <summary>The directory's view of a Signal cache.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="backend">The store that the cache stands over; it has to list addresses.</param>
    public static ISignalDirectory Of<TSession, TSenderKey>(SignalStoreCache<TSession, TSenderKey> cache, IBackend backend)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(backend);
        return new SignalCacheDirectory<TSession, TSenderKey>(cache, backend);
    }
}
