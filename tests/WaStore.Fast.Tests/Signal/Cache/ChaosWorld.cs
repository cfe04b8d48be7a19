using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>
/// A few chains that send, receive, ratchet, are deleted, cleared, crashed and raced, beside a model that only knows what was written and what was
/// stored. The reference's table of 28 slots (spec/caches.md 2.1), and the failures that only one commit can have.
/// </summary>
sealed partial class ChaosWorld : IAsyncDisposable
{
    const string Commit = nameof(IBackend.CommitAsync);

    readonly ChaosRandom _random;
    readonly Harness _harness;
    readonly SteppedSignals? _steps;
    readonly List<ChaosSlot> _slots = [];
    readonly HashSet<(int Chain, uint Counter)> _published = [];
    readonly (string Name, Func<ChaosSlot, Task> Run)[] _table;
    int _lastChain;
    int _lastBystander = 1_000;

    /// <param name="seed">What happens.</param>
    /// <param name="store">Where the cache writes to; null is a backend in memory.</param>
    /// <param name="steps">The steps of a store whose commit is no transaction; null for one whose is.</param>
    public ChaosWorld(ulong seed, IBackend? store = null, SteppedSignals? steps = null)
    {
        _random = new ChaosRandom(seed);
        _harness = new Harness(Harness.Quiet with { MaxEntries = 8, MaxAbsences = 4, Stripes = 4 }, store);
        _steps = steps;
        for (var i = 0; i < 4; i++)
        {
            _slots.Add(new ChaosSlot.Session(_harness, i));
            _slots.Add(new ChaosSlot.Group(_harness, i));
        }

        _table =
        [
            .. Enumerable.Repeat<(string, Func<ChaosSlot, Task>)>(("Send", SendAsync), 12),
            .. Enumerable.Repeat<(string, Func<ChaosSlot, Task>)>(("SendWithFailingGate", SendWithFailingGateAsync), 2),
            ("Cancel", CancelAsync),
            ("Receive", ReceiveAsync),
            ("Flush", _ => FlushAsync()),
            ("FailPendingFlush", _ => FailFlushAsync(after: false)),
            ("CleanReload", _ => CleanReloadAsync()),
            ("CrashReload", _ => CrashAsync()),
            ("LossyClear", LossyClearAsync),
            ("Delete", DeleteAsync),
            ("DeleteAndFlush", DeleteAndFlushAsync),
            ("DeleteUnderCheckout", DeleteUnderCheckoutAsync),
            ("CheckoutDuringFlush", CheckoutDuringFlushAsync),
            ("Recover", RecoverAsync),
            ("Ratchet", RatchetAsync),
            ("ColdReadAcrossFlush", ColdReadAcrossFlushAsync),
            // Beyond the reference's table.
            ("CommitAnswerLost", _ => FailFlushAsync(after: true)),
            ("WriteDuringCommit", WriteDuringCommitAsync),
            ("DeleteDuringCommit", DeleteDuringCommitAsync),
            ("ClearDuringCommit", _ => ClearDuringCommitAsync()),
            ("CrashDuringCommit", _ => CrashDuringCommitAsync()),
            ("EvictionStorm", _ => StormAsync()),
            ("ConsumePreKey", ConsumePreKeyAsync),
            ("FailInsideCommit", FailInsideCommitAsync),
            ("FailBetweenWrites", FailBetweenWritesAsync),
        ];
    }

    /// <summary>How many counters were published.</summary>
    public int Published => _published.Count;

    public async Task<string> StepAsync()
    {
        var (name, run) = _table[_random.Next(_table.Length)];
        var slot = _random.Next(_slots.Count);
        await run(_slots[slot]).WaitAsync(Harness.Patience);
        return $"{name} {slot}";
    }

    public async Task CheckAsync()
    {
        _harness.Cache.AssertConsistent();
        Assert.Equal(0, _harness.Cache.Sessions.Count(EntryStates.CheckedOut) + _harness.Cache.SenderKeys.Count(EntryStates.CheckedOut));
        Assert.Equal(0, _harness.Cache.Sessions.Count(EntryStates.Loading) + _harness.Cache.SenderKeys.Count(EntryStates.Loading));
        Assert.True(_harness.Cache.Health.Sessions.Clean <= 8 && _harness.Cache.Health.Sessions.Absent <= 4);
        await CheckPreKeysAsync();
        foreach (var slot in _slots)
        {
            var stored = await slot.StoredAsync();
            // Of another life the counters differ by what was burnt; the lease does not.
            Assert.Equal((slot.Durable?.Chain, slot.Durable?.Ceiling), (stored?.Chain, stored?.Ceiling));
            if (slot.TryGet(out var cached))
            {
                AssertSame(slot.Current, cached);
            }
            else
            {
                // What is not stored is never given up.
                Assert.Equal(slot.Durable?.Chain, slot.Current?.Chain);
            }
        }
    }

    /// <summary>Everything reads back as the model has it, also after a clean reload.</summary>
    public async Task CheckAllAsync()
    {
        await CleanReloadAsync();
        foreach (var slot in _slots)
        {
            AssertSame(slot.Current, await slot.GetAsync());
        }

        await CheckAllPreKeysAsync();
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    static void AssertSame(ChainRecord? expected, ChainRecord? actual) => Assert.Equal(Bare(expected), Bare(actual));

    void Publish(ChainRecord before)
    {
        Assert.True(_published.Add((before.Chain, before.Counter)), $"counter {before.Counter} of chain {before.Chain} was used twice");
    }

    void Stored()
    {
        foreach (var slot in _slots)
        {
            slot.Durable = slot.Current;
        }

        PreKeysMayGo();
    }
}
