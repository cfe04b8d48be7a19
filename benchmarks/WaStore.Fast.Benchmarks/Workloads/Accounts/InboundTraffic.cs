using System.Globalization;
using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>Messages of 50 peers, every fourth in one of 10 groups, and what each does to the account (spec/caches.md 10.5, 10.6). There are sessions and sender keys of all of them.</summary>
sealed class InboundTraffic
{
    public const int Peers = 50;
    public const int Groups = 10;

    /// <summary>Of each peer's messages in groups the first is in one group, the next in another: that many sender keys in a round.</summary>
    public const int SenderKeys = 50;

    /// <summary>After so many messages everybody has written alike.</summary>
    public const int Round = 400;

    const int ToGroups = 4;

    readonly AccountFile _file;
    readonly Group _peers = new(run: 0, Peers, devices: 1);
    readonly byte[][] _states = RandomRecords.SessionStates(Round);
    readonly Key32[] _identities = RandomRecords.Identities(Peers);
    readonly byte[] _signingKey = new byte[Key32.Length + 1];
    readonly byte[] _message = RandomRecords.Message();
    readonly byte[] _secret = RandomRecords.SecretBytes();
    readonly bool _isKept;
    int _received;

    InboundTraffic(AccountFile file, bool isKept)
    {
        _file = file;
        _isKept = isKept;
    }

    /// <summary>Makes the peers known and forgets them: the file has them, the memory has not.</summary>
    /// <param name="file">The account.</param>
    /// <param name="isKept">Whether messages go to the app through the account's commits.</param>
    public static async Task<InboundTraffic> CreateAsync(AccountFile file, bool isKept)
    {
        var traffic = new InboundTraffic(file, isKept);
        await file.Account.Store.PutLidMappingsAsync(traffic._peers.Mappings);
        var cache = file.Account.Signal;
        for (var peer = 0; peer < Peers; peer++)
        {
            await cache.PutSessionAsync(traffic.AddressOf(peer), SessionRecord.Empty.WithNewState(traffic._states[peer]));
            _ = await cache.PutIdentityAsync(traffic.AddressOf(peer), traffic._identities[peer]);
            await cache.PutSenderKeyAsync(traffic.SenderKeyOf(peer), traffic.SenderKeyAt(0));
        }

        await file.ReopenAsync();
        return traffic;
    }

    /// <summary>The next message: it is decrypted, taken in, and committed if it is time.</summary>
    public async ValueTask ReceiveAsync()
    {
        var number = _received++;
        var isGroup = number % ToGroups == ToGroups - 1;
        var peer = (isGroup ? number / ToGroups : number - (number / ToGroups)) % Peers;
        var pair = _peers.Mappings[peer];
        if (_file.Account.LidPnLearner.LearnFast(new LidPnPair(pair.Lid, pair.PhoneNumber), LearningSource.PeerLidMessage) is not FastLearning.Known)
        {
            throw StoreException.Validation("the peer was not known");
        }

        var sender = new Jid(pair.Lid, JidServers.Lid).ToString();
        var chat = isGroup ? Group.JidOf(peer % Groups) : sender;
        var id = string.Create(CultureInfo.InvariantCulture, $"3EB0{number:X18}");
        await (isGroup ? ReceiveGroupAsync(peer, chat, sender, id, (uint)number) : ReceiveDirectAsync(peer, sender, id, _states[number % Round]));
        await _file.Account.MsgSecrets.KeepAsync(new ReceivedMsgSecret(chat, sender, id, _secret, MsgSecretClass.Text, 0));
        if (_isKept)
        {
            await _file.Account.Inbound.CommitIfDueAsync();
        }
    }

    async ValueTask ReceiveDirectAsync(int peer, string sender, string id, byte[] state)
    {
        var cache = _file.Account.Signal;
        var address = AddressOf(peer);
        using var turn = await cache.SessionLocks.LockAsync(address);
        using var checkout = await cache.CheckoutSessionAsync(address);
        await AcceptAsync(sender, sender, id);
        _ = await cache.PutIdentityAsync(address, _identities[peer]);
        checkout.Commit(checkout.Record!.WithCurrentState(state));
    }

    async ValueTask ReceiveGroupAsync(int peer, string group, string sender, string id, uint iteration)
    {
        using var checkout = await _file.Account.Signal.CheckoutSenderKeyAsync(SenderKeyOf(peer));
        if (checkout.Record is null)
        {
            throw StoreException.Validation("the peer's sender key was not known");
        }

        await AcceptAsync(group, sender, id);
        checkout.Commit(SenderKeyAt(iteration));
    }

    ValueTask AcceptAsync(string chat, string sender, string id) =>
        _isKept ? _file.Account.Inbound.AcceptAsync(new PendingInbound(chat, sender, id, _message)) : default;

    SignalAddress AddressOf(int peer) => _file.Account.Signal.Addresses.Get(_peers.Mappings[peer].Lid, JidServers.Lid, 0);

    SenderKeyName SenderKeyOf(int peer) => _file.Account.Signal.SenderKeyNames.Get(Group.JidOf(peer % Groups), AddressOf(peer));

    SenderKeyRecord SenderKeyAt(uint iteration) => SenderKeyRecord.Empty.AddState(1, iteration, _secret, _signingKey);
}
