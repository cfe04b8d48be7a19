namespace WaStore.Fast.Directories;

/// <summary>How a group addresses its participants.</summary>
public enum AddressingMode
{
    /// <summary>By phone number.</summary>
    Pn,

    /// <summary>By LID.</summary>
    Lid,
}

/// <summary>A participant that was added, as a notification or an answer names it.</summary>
/// <param name="Jid">The participant, in the group's addressing.</param>
/// <param name="PhoneNumber">Its phone number's JID, where a group is addressed by LID and the server says it.</param>
public readonly record struct GroupParticipant(Jid Jid, Jid? PhoneNumber = null);

/// <summary>What the server answered for one participant of an add or a removal of ours.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Status">200 where the server did it.</param>
public readonly record struct ParticipantResult(GroupParticipant Participant, int Status)
{
    /// <summary>Whether the server did it.</summary>
    public bool IsDone => Status == 200;
}

/// <summary>A question for a group's metadata.</summary>
/// <param name="Group">The group's JID.</param>
/// <param name="Known">What was stored before; null when there is nothing.</param>
public sealed record GroupQuery(string Group, GroupInfo? Known)
{
    /// <summary>The hash of the participants that are known, to be sent along: the server may answer that nothing changed. Null when nothing is known.</summary>
    public string? Phash => Known?.ComputePhash();
}

/// <summary>The server's answer to a <see cref="GroupQuery"/>.</summary>
public sealed class GroupAnswer
{
    GroupAnswer(GroupInfo? info) => Info = info;

    /// <summary>What is known is still right.</summary>
    public static GroupAnswer NotModified { get; } = new(null);

    internal GroupInfo? Info { get; }

    /// <summary>The group as it is.</summary>
    public static GroupAnswer Of(GroupInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new GroupAnswer(info);
    }
}
