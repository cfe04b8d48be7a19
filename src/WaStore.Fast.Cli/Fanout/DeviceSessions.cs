using WaStore.Fast.FanOut;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The sessions of the devices that a group send goes to. For each: check out, step, look at and put the identity key, commit (spec/caches.md 10.2, 21).</summary>
/// <param name="devices">To how many devices a message goes at most.</param>
/// <param name="meter">Told of what the cache answered.</param>
sealed class DeviceSessions(int devices, SendMeter meter)
{
    readonly byte[][] _newStates = RandomRecords.SessionStates(devices);
    readonly Key32[] _newIdentities = RandomRecords.Identities(devices);

    /// <summary>Encrypts for each target of a plan. Answers how many sessions and identity keys there were.</summary>
    internal int EncryptFor(IReadOnlyList<FanOutDevice> targets, SignalStoreCache<SessionRecord, SenderKeyRecord> cache)
    {
        var found = 0;
        for (var i = 0; i < targets.Count; i++)
        {
            found += Encrypt(targets[i].Address, i, cache);
        }

        return found;
    }

    int Encrypt(SignalAddress address, int index, SignalStoreCache<SessionRecord, SenderKeyRecord> cache)
    {
        if (cache.TryCheckoutSession(address, out var checkout) is not CheckoutStatus.Owned || !cache.TryGetIdentity(address, out var identity))
        {
            throw new CommandException("the cache lost a session");
        }

        using (checkout)
        {
            meter.Hit();
            meter.Hit();
            // Without one, the network would bring a bundle of keys here.
            var session = checkout.Record ?? SessionRecord.Empty.WithNewState(_newStates[index]);
            var stepped = session.TakeSendingCounter(out _);
            _ = cache.TryPutIdentity(address, identity ?? _newIdentities[index], out _);
            checkout.Commit(stepped);
            return (checkout.Record is null ? 0 : 1) + (identity is null ? 0 : 1);
        }
    }
}
