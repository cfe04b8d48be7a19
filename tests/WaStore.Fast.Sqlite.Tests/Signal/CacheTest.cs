using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Tests.Stores;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>A cache of libsignal's records over a fresh file, whose worker does not come by itself.</summary>
public abstract class CacheTest : StoreTest
{
    internal static SignalAddress Address(int number) => SignalAddress.Create($"1555000{number}", "lid");

    internal static SenderKeyName Name(int number) => SenderKeyName.Create($"12036{number}@g.us", Address(number));

    internal ValueTask<SignalStoreCache<SessionRecord, SenderKeyRecord>> OpenAsync(SignalCacheOptions? options = null) =>
        SignalCaches.OpenAsync(Store, options ?? SignalCaches.Quiet);
}
