using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

/// <summary>A steered backend in memory on a clock that stands still.</summary>
sealed class Bed
{
    public Bed()
    {
        Time.Advance(TimeSpan.FromDays(1_000));
        Store = new InMemoryBackend(new InMemoryOptions { TimeProvider = Time });
        Backend = SteeredBackend.Of(Store, Steering);
    }

    public ManualTime Time { get; } = new();

    public Steering Steering { get; } = new();

    /// <summary>The store itself, past the steering.</summary>
    public InMemoryBackend Store { get; }

    public IBackend Backend { get; }

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public static string Commit => nameof(IBackend.CommitAsync);

    public int Commits => Steering.CountOf(Commit);

    public MsgSecrets Secrets(MsgSecretOptions? options = null) => new(Backend, new BackendCarrier(Backend), (options ?? new MsgSecretOptions()) with { TimeProvider = Time });

    public SentMessages Sent(SentMessageOptions? options = null) => new(Backend, new BackendCarrier(Backend), (options ?? new SentMessageOptions()) with { TimeProvider = Time });

    /// <summary>Waits for what other threads bring about.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Harness.Patience);
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }
}
