using System.Globalization;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Tests.Signal.Storm;

/// <summary>What a killed process left, against what it had told.</summary>
sealed class StormFile(SqliteStore store, StormWitness witness, bool isQuiet)
{
    internal async Task CheckAsync()
    {
        for (var peer = 0; peer < StormKeys.Peers; peer++)
        {
            await CheckPeerAsync(peer);
        }

        for (var group = 0; group < StormKeys.Groups; group++)
        {
            await CheckGroupAsync(group);
        }
    }

    async Task CheckPeerAsync(int peer)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"peer{peer}");
        var slot = witness.Slot(name);
        var (phone, lid) = (StormKeys.PhoneAddress(peer).Text, StormKeys.LidAddress(peer).Text);
        var (phoneSession, lidSession) = (await store.GetSessionAsync(phone), await store.GetSessionAsync(lid));
        Assert.True(phoneSession is null || lidSession is null, $"{name} has a session on both sides");
        CheckChain(phoneSession ?? lidSession);
        var actual = phoneSession is not null ? $"phone {NumberOf(phoneSession)}" : lidSession is not null ? $"lid {NumberOf(lidSession)}" : StormSlot.None;
        slot.AssertReached(actual, name);
        CheckIdentity(slot, actual, (await store.LoadIdentityAsync(phone), await store.LoadIdentityAsync(lid)));
        foreach (var (number, kind) in slot.Operations)
        {
            if (kind is "phone" or "lid")
            {
                CheckRider(slot, number, actual, await store.GetPendingInboundAsync(StormKeys.Chat, name, number.ToString(CultureInfo.InvariantCulture)) is not null, "received message");
                CheckRider(slot, number, actual, await store.LoadPreKeyAsync(number) is null, "delete of the pre-key");
            }
        }

        slot.BeginAgain(actual);
    }

    async Task CheckGroupAsync(int group)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"group{group}");
        var slot = witness.Slot(name);
        var stored = await store.GetSenderKeyAsync(StormKeys.Group(group).Text);
        var actual = StormSlot.None;
        if (stored is not null)
        {
            var (exact, burnt) = (SenderKeyRecord.Decode(stored, witness.Incarnation), SenderKeyRecord.Decode(stored, Incarnation.Create()));
            CheckResumption(StormRecords.ChainOf(exact), exact.GetState(0).Iteration, exact.LeaseCeiling, burnt.GetState(0).Iteration);
            actual = $"set {exact.GetState(0).KeyId}";
        }

        slot.AssertReached(actual, name);
        foreach (var (number, _) in slot.Operations.Where(static operation => operation.Kind == "set"))
        {
            CheckRider(slot, number, actual, await store.GetSentMessageAsync(StormKeys.Chat, $"{name}:{number}") is not null, "sent message");
        }

        slot.BeginAgain(actual);
    }

    /// <summary>What rode with an operation is there only if the operation is, and with an acknowledged one surely. Nobody else flushes in a quiet life: there they are one.</summary>
    void CheckRider(StormSlot slot, uint number, string actual, bool isThere, string what)
    {
        Assert.True(isThere || !slot.IsAcknowledged(number), $"the {what} of {number} was acknowledged, and is not there");
        Assert.True(!isThere || slot.MayBeDone(number, actual), $"the {what} of {number} is there, and what it rode with is not: '{actual}'");
        Assert.True(isThere || !isQuiet || !slot.IsSurelyDone(number, actual), $"'{actual}' is there, and the {what} that rode with {number} is not");
    }

    void CheckIdentity(StormSlot slot, string actual, (Key32? Phone, Key32? Lid) identity)
    {
        if (actual == StormSlot.None)
        {
            // Without a delete in this life it may be one that a crowded life put without its session: a migration of nothing leaves it.
            var isDeleted = slot.IsSettled && slot.Operations.Any(static operation => operation.Kind == "delete");
            Assert.True(!isQuiet || !isDeleted || identity is (null, null), "the delete took the session and left the identity");
            return;
        }

        var words = actual.Split(' ');
        var (number, place) = (uint.Parse(words[1], CultureInfo.InvariantCulture), words[0] == "phone" ? identity.Phone : identity.Lid);
        Assert.True(place is not null, $"'{actual}' has no identity");
        // After a migration the LID's own may have stayed.
        var kind = slot.Operations.FirstOrDefault(operation => operation.Number == number).Kind;
        if (kind == words[0] || (kind == "ratchet" && words[0] == "phone"))
        {
            var of = BitConverter.ToUInt32(place.Value.AsSpan());
            // The identity is put first, so another's flush can take it alone, but never the session alone.
            Assert.True(isQuiet ? of == number : of >= number, $"'{actual}' has the identity of {of}");
        }
    }

    void CheckChain(byte[]? stored)
    {
        if (stored is not null)
        {
            var (exact, burnt) = (SessionRecord.Decode(stored, witness.Incarnation), SessionRecord.Decode(stored, Incarnation.Create()));
            CheckResumption(StormRecords.ChainOf(exact), CounterOf(exact), exact.LeaseCeiling, CounterOf(burnt));
        }
    }

    /// <summary>The next life begins at the lease's end, and no published counter is at or past it.</summary>
    void CheckResumption(string chain, uint counter, uint ceiling, uint resumed)
    {
        Assert.Equal(Math.Max(counter, ceiling), resumed);
        Assert.True(witness.After(chain) <= resumed, $"chain {chain} resumes at {resumed}, and {witness.After(chain) - 1} was published");
    }

    static uint CounterOf(SessionRecord record) => record.TryGetSenderChain(out var chain) ? chain.Counter : throw new InvalidOperationException("a session without a chain");

    static uint NumberOf(byte[] stored)
    {
        var fields = new ProtoReader(SessionRecord.Decode(stored, Incarnation.Create()).CurrentState);
        while (fields.Read())
        {
            if (fields.FieldNumber == StormRecords.NumberField)
            {
                return (uint)fields.Value;
            }
        }

        throw new InvalidOperationException("a session that no storm made");
    }
}
