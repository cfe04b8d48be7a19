using System.Text.Json.Serialization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Who is in a group, and which LIDs and phone numbers of them belong together (spec/caches.md 8).</summary>
/// <remarks>Immutable, shared by all readers: a patch makes another one, and the same object means the same participants. Membership is one look into a table.</remarks>
[JsonConverter(typeof(GroupInfoConverter))]
public sealed partial class GroupInfo
{
    /// <summary>How many participants are taken from a server or a store. WhatsApp's groups end at some thousands.</summary>
    public const int MaxParticipants = 100_000;

    readonly Jid[] _participants;
    readonly HashSet<string> _users;
    readonly Dictionary<string, Jid> _lidToPn;
    readonly Dictionary<string, string> _pnToLid;

    GroupInfo(Jid[] participants, HashSet<string> users, AddressingMode addressingMode, bool? isCommunityAnnounce, Dictionary<string, Jid> lidToPn, Dictionary<string, string> pnToLid)
    {
        _participants = participants;
        _users = users;
        _lidToPn = lidToPn;
        _pnToLid = pnToLid;
        AddressingMode = addressingMode;
        IsCommunityAnnounce = isCommunityAnnounce;
    }

    /// <summary>The participants, each user once.</summary>
    public IReadOnlyList<Jid> Participants => _participants;

    /// <summary>How the group addresses them.</summary>
    public AddressingMode AddressingMode { get; }

    /// <summary>Whether it is a community's announcement group, if that is known.</summary>
    public bool? IsCommunityAnnounce { get; }

    /// <summary>The phone numbers' JIDs by LID user.</summary>
    public IReadOnlyDictionary<string, Jid> LidToPnMap => _lidToPn;

    /// <summary>The users of the participants, for <see cref="TopologyLog.IsTouched(long, IReadOnlySet{string})"/>.</summary>
    public IReadOnlySet<string> Users => _users;

    /// <summary>Makes a group.</summary>
    /// <param name="participants">The participants; a user that comes twice is taken once.</param>
    /// <param name="addressingMode">How the group addresses them.</param>
    /// <param name="isCommunityAnnounce">Whether it is a community's announcement group.</param>
    /// <exception cref="StoreException">Validation: absurdly many participants, or one that names no user.</exception>
    public static GroupInfo Create(IReadOnlyCollection<GroupParticipant> participants, AddressingMode addressingMode, bool? isCommunityAnnounce = null)
    {
        ArgumentNullException.ThrowIfNull(participants);
        RequireCount(participants.Count);
        var empty = new GroupInfo([], [], addressingMode, isCommunityAnnounce, new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        return empty.AddParticipants(participants);
    }

    /// <summary>Whether a user is a participant, by the user part in the group's addressing.</summary>
    public bool Contains(string user) => _users.Contains(user);

    /// <summary>The phone number's JID of a LID user, or null.</summary>
    public Jid? GetPhoneJid(string lidUser) => _lidToPn.TryGetValue(lidUser, out var phone) ? phone : null;

    /// <summary>The LID's JID of a phone number's user, or null.</summary>
    public Jid? GetLidJid(string phoneUser) => _pnToLid.TryGetValue(phoneUser, out var lid) ? new Jid(lid, JidServers.Lid) : null;

    /// <summary>A phone number's device as a device of its LID, where the group knows that; else unchanged.</summary>
    public Jid ToLidDevice(Jid phoneDevice) =>
        phoneDevice.Server is JidServers.PhoneNumber && _pnToLid.TryGetValue(phoneDevice.User, out var lid)
            ? phoneDevice with { User = lid, Server = JidServers.Lid }
            : phoneDevice;

    /// <summary>The participants' hash as the protocol makes it: of the sorted texts with agent and device, SHA-256, the first six bytes, base64 after <c>2:</c>.</summary>
    public string ComputePhash() => ParticipantHash.Of(_participants);

    internal static void RequireCount(int count)
    {
        if (count > MaxParticipants)
        {
            throw StoreException.Validation($"a group has more than {MaxParticipants} participants");
        }
    }
}
