using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The sessions of the devices that a group send goes to. For each: check out, step, look at and put the identity key, commit (spec/caches.md 10.2, 21).</summary>
sealed class DeviceSessions
{
    readonly SignalStoreCache<SessionRecord, SenderKeyRecord> _cache;
    readonly SendMeter _meter;
    readonly byte[][] _newStates;
    readonly Key32[] _newIdentities;
    readonly int _known;

    internal DeviceSessions(SignalStoreCache<SessionRecord, SenderKeyRecord> cache, Group group, SendMeter meter)
    {
        _cache = cache;
        _meter = meter;
        All = Array.ConvertAll(group.Addresses, cache.Addresses.Get);
        _newStates = RandomRecords.SessionStates(All.Length);
        _newIdentities = RandomRecords.Identities(All.Length);
        _known = group.IsFirst ? 0 : Group.OwnOtherDevices;
    }

    internal SignalAddress[] All { get; }

    /// <summary>Encrypts for every device, whose sessions are cached or known to be absent. Answers how many sessions and identity keys there were.</summary>
    /// <param name="isFirst">Whether they are absent, but for our own that an earlier run knew.</param>
    internal int EncryptForAll(bool isFirst)
    {
        var found = 0;
        for (var i = 0; i < All.Length; i++)
        {
            found += Encrypt(i);
        }

        var expected = 2 * (isFirst ? _known : All.Length);
        return found == expected ? found : throw new CommandException($"the store answered {found} sessions and identities where {expected} were stored");
    }

    internal void EncryptForOwn()
    {
        for (var i = All.Length - Group.OwnOtherDevices; i < All.Length; i++)
        {
            _ = Encrypt(i);
        }
    }

    int Encrypt(int index)
    {
        var address = All[index];
        if (_cache.TryCheckoutSession(address, out var checkout) is not CheckoutStatus.Owned || !_cache.TryGetIdentity(address, out var identity))
        {
            throw new CommandException("the cache lost a session");
        }

        using (checkout)
        {
            _meter.Hit();
            _meter.Hit();
            // Without one, the network would bring a bundle of keys here.
            var session = checkout.Record ?? SessionRecord.Empty.WithNewState(_newStates[index]);
            var stepped = session.TakeSendingCounter(out _);
            _ = _cache.TryPutIdentity(address, identity ?? _newIdentities[index], out _);
            checkout.Commit(stepped);
            return (checkout.Record is null ? 0 : 1) + (identity is null ? 0 : 1);
        }
    }
}
