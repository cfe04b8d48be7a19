using System.Globalization;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>What the naive model knows: what is so at the server and among the peers, and what we were told is durable.</summary>
sealed class SimulatedWorld
{
    public const int Users = 24;
    public const int Groups = 4;

    // Of the last users nobody knows the LID at first.
    const int FirstOfUnknownLid = 18;

    public SimulatedWorld()
    {
        for (var user = 0; user < Users; user++)
        {
            Devices.Add([0, (uint)(1 + (user % 3))]);
            KnowsLid.Add(user < FirstOfUnknownLid);
        }

        for (var group = 0; group < Groups; group++)
        {
            Members.Add([.. Enumerable.Range(0, FirstOfUnknownLid).Where(user => (user + group) % 3 != 0)]);
            HaveKey.Add(new(StringComparer.Ordinal));
        }
    }

    /// <summary>Each user's devices.</summary>
    public List<SortedSet<uint>> Devices { get; } = [];

    /// <summary>Whose LID was learnt.</summary>
    public List<bool> KnowsLid { get; } = [];

    public List<SortedSet<int>> Members { get; } = [];

    /// <summary>For each group, the devices that got the present key by a message that the server acknowledged, and did not lose it.</summary>
    public List<HashSet<string>> HaveKey { get; } = [];

    /// <summary>The counters that went out, by chain.</summary>
    public HashSet<(int Chain, uint Counter)> Published { get; } = [];

    /// <summary>Devices that we sent to: with a lease that is durable, so their session is.</summary>
    public HashSet<(int User, uint Device)> Sessions { get; } = [];

    public Kept<byte[]> SentMessages { get; } = new();

    public Kept<byte[]> Secrets { get; } = new();

    /// <summary>What the app has.</summary>
    public HashSet<string> Handled { get; } = new(StringComparer.Ordinal);

    /// <summary>The own name: as it was saved for certain, and all that it may be.</summary>
    public HashSet<string> PushNames { get; } = [""];

    public int LastChain { get; set; }

    public static string Lid(int user) => string.Create(CultureInfo.InvariantCulture, $"1000000000{user:D5}");

    public static string Phone(int user) => string.Create(CultureInfo.InvariantCulture, $"1555000{user:D4}");

    public static string Group(int group) => string.Create(CultureInfo.InvariantCulture, $"12036300000000{group}@g.us");

    /// <summary>Where the session with a device is kept.</summary>
    public Jid Address(int user, uint device) =>
        KnowsLid[user] ? new Jid(Lid(user), JidServers.Lid, (ushort)device) : new Jid(Phone(user), JidServers.PhoneNumber, (ushort)device);

    public DeviceListRecord Record(int user) =>
        new(KnowsLid[user] ? Lid(user) : Phone(user), [.. Devices[user].Select(static device => new DeviceInfo(device, device, IsHosted: false))], 1_700_000_000, Phash: null, RawId: null);

    public GroupInfo Info(int group) => GroupInfo.Create([.. Members[group].Select(Participant)], AddressingMode.Lid);

    public static GroupParticipant Participant(int user) => new(new Jid(Lid(user), JidServers.Lid), new Jid(Phone(user), JidServers.PhoneNumber));

    /// <summary>What was kept in a write-behind store: certain once it was flushed, until then a crash may take it.</summary>
    public sealed class Kept<T>
        where T : class
    {
        // A store in memory keeps the last 3,072 sent messages at least.
        const int Most = 1_000;

        readonly Queue<(string Chat, string Id)> _order = new();
        readonly Dictionary<(string Chat, string Id), T> _certain = [];
        readonly Dictionary<(string Chat, string Id), T> _pending = [];
        readonly Dictionary<(string Chat, string Id), T> _doubtful = [];

        public void Keep(string chat, string id, T value)
        {
            _pending[(chat, id)] = value;
            _order.Enqueue((chat, id));
            if (_order.Count > Most)
            {
                var (oldChat, oldId) = _order.Dequeue();
                Forget(oldChat, oldId);
            }
        }

        public void Flushed()
        {
            foreach (var (key, value) in _pending)
            {
                _certain[key] = value;
            }

            _pending.Clear();
        }

        public void Crashed()
        {
            foreach (var (key, value) in _pending)
            {
                _doubtful[key] = value;
            }

            _pending.Clear();
        }

        /// <summary>Checks what is read of something that was kept.</summary>
        public void Check(string chat, string id, T? read, Action<T, T> same)
        {
            if (_certain.TryGetValue((chat, id), out var certain) || _pending.TryGetValue((chat, id), out certain))
            {
                Assert.NotNull(read);
                same(certain, read);
            }
            else if (read is not null)
            {
                same(_doubtful[(chat, id)], read);
            }
        }

        /// <summary>It was taken out.</summary>
        public void Forget(string chat, string id)
        {
            _ = _certain.Remove((chat, id));
            _ = _pending.Remove((chat, id));
            _ = _doubtful.Remove((chat, id));
        }

        public (string Chat, string Id)? Any(int choice)
        {
            var keys = _certain.Count > 0 ? _certain.Keys : _pending.Keys;
            return keys.Count == 0 ? null : keys.ElementAt(choice % keys.Count);
        }
    }
}
