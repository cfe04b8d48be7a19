using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class GroupInfo
{
    /// <summary>The group with more participants. A user that is one already is not added again, but its phone number is taken where the group is addressed by LID.</summary>
    /// <returns>This object when nothing changes.</returns>
    /// <exception cref="StoreException">Validation: absurdly many participants, or one that names no user.</exception>
    public GroupInfo AddParticipants(IReadOnlyCollection<GroupParticipant> added)
    {
        ArgumentNullException.ThrowIfNull(added);
        var users = new Lazy<HashSet<string>>(() => new HashSet<string>(_users, StringComparer.Ordinal));
        var maps = new Lazy<Maps>(() => new Maps(_lidToPn, _pnToLid));
        List<Jid>? fresh = null;
        foreach (var participant in added)
        {
            UserPart.Require(participant.Jid.User, nameof(added));
            if (AddressingMode is AddressingMode.Lid && participant.PhoneNumber is { } phone)
            {
                UserPart.Require(phone.User, nameof(added));
                BackFill(participant.Jid, phone, maps);
            }

            if (users.IsValueCreated ? users.Value.Add(participant.Jid.User) : !_users.Contains(participant.Jid.User) && users.Value.Add(participant.Jid.User))
            {
                (fresh ??= []).Add(participant.Jid.WithoutDevice);
            }
        }

        if (fresh is null && !maps.IsValueCreated)
        {
            return this;
        }

        RequireCount(_participants.Length + (fresh?.Count ?? 0));
        return new GroupInfo(
            fresh is null ? _participants : [.. _participants, .. fresh],
            users.IsValueCreated ? users.Value : _users,
            AddressingMode,
            IsCommunityAnnounce,
            maps.IsValueCreated ? maps.Value.LidToPn : _lidToPn,
            maps.IsValueCreated ? maps.Value.PnToLid : _pnToLid);
    }

    /// <summary>The group without some participants, and without what its maps say of them. They are named by user, in the group's addressing or by phone number.</summary>
    /// <returns>This object when none of them is a participant.</returns>
    public GroupInfo RemoveParticipants(IReadOnlyCollection<string> removed)
    {
        ArgumentNullException.ThrowIfNull(removed);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var user in removed)
        {
            if (_users.Contains(user))
            {
                _ = gone.Add(user);
            }
            else if (_pnToLid.TryGetValue(user, out var lid) && _users.Contains(lid))
            {
                _ = gone.Add(lid);
            }
        }

        if (gone.Count == 0)
        {
            return this;
        }

        var users = new HashSet<string>(_users, StringComparer.Ordinal);
        users.ExceptWith(gone);
        var maps = new Maps(_lidToPn, _pnToLid);
        foreach (var user in gone)
        {
            maps.Remove(user);
        }

        return new GroupInfo(
            Array.FindAll(_participants, participant => !gone.Contains(participant.User)), users, AddressingMode, IsCommunityAnnounce, maps.LidToPn, maps.PnToLid);
    }

    void BackFill(Jid lid, Jid phone, Lazy<Maps> maps)
    {
        var known = maps.IsValueCreated ? maps.Value.LidToPn : _lidToPn;
        if (!known.TryGetValue(lid.User, out var old) || old != phone)
        {
            maps.Value.Set(lid.User, phone);
        }
    }

    /// <summary>Copies of both maps, kept each other's inverse.</summary>
    sealed class Maps(Dictionary<string, Jid> lidToPn, Dictionary<string, string> pnToLid)
    {
        internal Dictionary<string, Jid> LidToPn { get; } = new(lidToPn, StringComparer.Ordinal);

        internal Dictionary<string, string> PnToLid { get; } = new(pnToLid, StringComparer.Ordinal);

        internal void Set(string lid, Jid phone)
        {
            Remove(lid);
            if (PnToLid.TryGetValue(phone.User, out var other))
            {
                _ = LidToPn.Remove(other);
            }

            LidToPn[lid] = phone;
            PnToLid[phone.User] = lid;
        }

        /// <summary>Forgets a user, by LID or by phone number.</summary>
        internal void Remove(string user)
        {
            if (LidToPn.Remove(user, out var phone))
            {
                _ = PnToLid.Remove(phone.User);
            }
            else if (PnToLid.Remove(user, out var lid))
            {
                _ = LidToPn.Remove(lid);
            }
        }
    }
}
