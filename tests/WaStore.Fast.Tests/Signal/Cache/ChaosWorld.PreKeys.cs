namespace WaStore.Fast.Tests.Signal.Cache;

/// <content>Consumed pre-keys: one goes only when a session that came after it is stored (spec/caches.md 1.16, I12), and stays for ever when memory of it is lost.</content>
sealed partial class ChaosWorld
{
    readonly List<PreKeyUse> _consumed = [];
    readonly HashSet<uint> _kept = [];
    uint _lastPreKey;

    async Task ConsumePreKeyAsync(ChaosSlot any)
    {
        var slot = any as ChaosSlot.Session ?? (ChaosSlot.Session)_slots[0];
        var id = ++_lastPreKey;
        await _harness.Store.StorePreKeyAsync(id, new byte[] { 1 }, uploaded: true);
        using var checkout = await slot.CheckoutAsync();
        AssertSame(slot.Current, checkout.Record);
        _harness.Cache.ConsumePreKey(id, slot.Address);
        var fate = _random.Next(6);
        switch (fate)
        {
            case 0:
                // The owner gives up.
                _ = _kept.Add(id);
                break;
            case 1:
                await DeleteAsync(slot);
                _ = _kept.Add(id);
                break;
            default:
                slot.Current = (checkout.Record ?? ChainRecord.New(++_lastChain)).Receive();
                checkout.Commit(slot.Current);
                _consumed.Add(new PreKeyUse(id, slot));
                if (fate == 2)
                {
                    // Gone before it was ever stored: the pre-key waits for another session.
                    await DeleteAsync(slot);
                }

                break;
        }
    }

    /// <summary>What is in the cache is in the store now.</summary>
    void PreKeysMayGo()
    {
        foreach (var use in _consumed)
        {
            use.MayGo |= use.Slot.Current is not null;
        }
    }

    async Task CheckPreKeysAsync()
    {
        foreach (var use in _consumed.ToList())
        {
            if (await _harness.Store.LoadPreKeyAsync(use.Id) is null)
            {
                Assert.True(use.MayGo, $"pre-key {use.Id} went before its session was stored");
                _ = _consumed.Remove(use);
            }
        }
    }

    /// <summary>Those that are still stored are forgotten, and so stay: the message may come again.</summary>
    async Task ForgetPreKeysAsync()
    {
        await CheckPreKeysAsync();
        _kept.UnionWith(_consumed.Select(static use => use.Id));
        _consumed.Clear();
    }

    async Task CheckAllPreKeysAsync()
    {
        await CheckPreKeysAsync();
        Assert.DoesNotContain(_consumed, static use => use.Slot.Current is not null);
        foreach (var id in _kept)
        {
            Assert.NotNull(await _harness.Store.LoadPreKeyAsync(id));
        }
    }

    sealed class PreKeyUse(uint id, ChaosSlot.Session slot)
    {
        public uint Id { get; } = id;

        public ChaosSlot.Session Slot { get; } = slot;

        /// <summary>Whether a session that came after it was stored.</summary>
        public bool MayGo { get; set; }
    }
}
