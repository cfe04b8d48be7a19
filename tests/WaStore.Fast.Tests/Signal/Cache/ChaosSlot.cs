using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>One chain of the chaos world: what the cache must answer for it, and what the store must hold.</summary>
abstract class ChaosSlot(Harness harness)
{
    /// <summary>What was written last, whether it is stored or not. Null: no record.</summary>
    public ChainRecord? Current { get; set; }

    /// <summary>What the store has.</summary>
    public ChainRecord? Durable { get; set; }

    protected Harness Harness { get; } = harness;

    public abstract ValueTask<Checkout<ChainRecord>> CheckoutAsync();

    public abstract ValueTask PutAsync(ChainRecord record);

    public abstract ValueTask DeleteAsync();

    public abstract ValueTask<ChainRecord?> GetAsync();

    public abstract bool TryGet(out ChainRecord? record);

    public abstract EntryStates State { get; }

    public abstract string ReadMethod { get; }

    /// <summary>What the store has, decoded by the life of the cache that is.</summary>
    public abstract Task<ChainRecord?> StoredAsync();

    /// <summary>What is read again by another life: a lease may have been used to its end.</summary>
    public void LoseMemory() => Current = Durable is { } durable ? durable with { Counter = Math.Max(durable.Counter, durable.Ceiling) } : null;

    public sealed class Session(Harness harness, int number) : ChaosSlot(harness)
    {
        public SignalAddress Address { get; } = WaStore.Fast.Tests.Signal.Cache.Harness.Address(number);

        public override EntryStates State => Harness.Cache.Sessions.StateOf(Address);

        public override string ReadMethod => "GetSessionAsync";

        public override Task<ChainRecord?> StoredAsync() => Harness.StoredSessionAsync(Address);

        public override ValueTask<Checkout<ChainRecord>> CheckoutAsync() => Harness.Cache.CheckoutSessionAsync(Address);

        public override ValueTask PutAsync(ChainRecord record) => Harness.Cache.PutSessionAsync(Address, record);

        public override ValueTask DeleteAsync() => Harness.Cache.DeleteSessionAsync(Address);

        public override ValueTask<ChainRecord?> GetAsync() => Harness.Cache.GetSessionAsync(Address);

        public override bool TryGet(out ChainRecord? record) => Harness.Cache.TryGetSession(Address, out record);
    }

    public sealed class Group(Harness harness, int number) : ChaosSlot(harness)
    {
        readonly SenderKeyName _name = WaStore.Fast.Tests.Signal.Cache.Harness.Name(number);

        public override EntryStates State => Harness.Cache.SenderKeys.StateOf(_name);

        public override string ReadMethod => "GetSenderKeyAsync";

        public override Task<ChainRecord?> StoredAsync() => Harness.StoredSenderKeyAsync(_name);

        public override ValueTask<Checkout<ChainRecord>> CheckoutAsync() => Harness.Cache.CheckoutSenderKeyAsync(_name);

        public override ValueTask PutAsync(ChainRecord record) => Harness.Cache.PutSenderKeyAsync(_name, record);

        public override ValueTask DeleteAsync() => Harness.Cache.DeleteSenderKeyAsync(_name);

        public override ValueTask<ChainRecord?> GetAsync() => Harness.Cache.GetSenderKeyAsync(_name);

        public override bool TryGet(out ChainRecord? record) => Harness.Cache.TryGetSenderKey(_name, out record);
    }
}
