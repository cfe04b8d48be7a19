using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A cache of chains over a steered backend in memory. Its worker sleeps, unless a test asks for a window.</summary>
sealed class Harness : IAsyncDisposable
{
    /// <summary>How long anything may take before it counts as stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    public Harness(SignalCacheOptions? options = null, IBackend? inner = null)
    {
        Options = options ?? Quiet;
        Store = inner ?? new InMemoryBackend();
        Cache = Open();
    }

    /// <summary>Options with a worker that does not come.</summary>
    public static SignalCacheOptions Quiet { get; } = new() { FlushWindow = s_never, MaxBackOff = s_never };

    public SignalCacheOptions Options { get; }

    public Steering Steering { get; } = new();

    /// <summary>The store itself, past the steering.</summary>
    public IBackend Store { get; }

    public SignalStoreCache<ChainRecord, ChainRecord> Cache { get; private set; }

    public static SignalAddress Address(int number) => SignalAddress.Create($"1555000{number}", "lid", (ushort)(number % 3));

    public static SenderKeyName Name(int number) => SenderKeyName.Create($"12036{number}@g.us", Address(number));

    public static Key32 Key(int seed) => new([.. Enumerable.Range(0, Key32.Length).Select(i => (byte)((i * 7) + seed))]);

    /// <summary>Another cache over the same store, as after a crash: memory is lost.</summary>
    public void Crash() => Cache = Open();

    /// <summary>The session as the store has it, decoded by this cache's life.</summary>
    public async Task<ChainRecord?> StoredSessionAsync(SignalAddress address) =>
        await Store.GetSessionAsync(address.Text) is { } stored ? ChainRecord.Decode(stored, Cache.Incarnation) : null;

    public async Task<ChainRecord?> StoredSenderKeyAsync(SenderKeyName name) =>
        await Store.GetSenderKeyAsync(name.Text) is { } stored ? ChainRecord.Decode(stored, Cache.Incarnation) : null;

    /// <summary>Stores a session past the cache, as this life of the cache wrote it.</summary>
    public ValueTask StoreSessionAsync(SignalAddress address, ChainRecord record) => Store.PutSessionAsync(address.Text, record.ToBytes(Cache.Incarnation));

    public ValueTask StoreSenderKeyAsync(SenderKeyName name, ChainRecord record) => Store.PutSenderKeyAsync(name.Text, record.ToBytes(Cache.Incarnation));

    public async ValueTask DisposeAsync()
    {
        Steering.Mend();
        await Cache.DisposeAsync();
    }

    SignalStoreCache<ChainRecord, ChainRecord> Open() => new(SteeredBackend.Of(Store, Steering), Options);
}
