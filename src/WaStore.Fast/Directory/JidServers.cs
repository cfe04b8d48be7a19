namespace WaStore.Fast.Directories;

/// <summary>The servers that a JID can have (spec/storage.md 3.1), each one string of the process.</summary>
public static class JidServers
{
    /// <summary>Users by phone number.</summary>
    public const string PhoneNumber = "s.whatsapp.net";

    /// <summary>Users by LID.</summary>
    public const string Lid = "lid";

    /// <summary>Hosted devices of users by phone number.</summary>
    public const string Hosted = "hosted";

    /// <summary>Hosted devices of users by LID.</summary>
    public const string HostedLid = "hosted.lid";

    /// <summary>Groups.</summary>
    public const string Group = "g.us";

    /// <summary>Status and broadcast lists.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>The constant that equals <paramref name="server"/>, or null when the protocol has no such server.</summary>
    internal static string? Known(ReadOnlySpan<char> server) => server switch
    {
        PhoneNumber => PhoneNumber,
        Lid => Lid,
        Hosted => Hosted,
        HostedLid => HostedLid,
        Group => Group,
        Broadcast => Broadcast,
        "newsletter" => "newsletter",
        "msgr" => "msgr",
        "interop" => "interop",
        "bot" => "bot",
        "c.us" => "c.us",
        "call" => "call",
        _ => null,
    };

    /// <summary>Whether users of this server are phone numbers.</summary>
    internal static bool IsPhoneNumber(string server) => server is PhoneNumber or Hosted or "c.us";

    /// <summary>Whether users of this server are LIDs.</summary>
    internal static bool IsLid(string server) => server is Lid or HostedLid;

    /// <summary>Whether the text of a JID on this server never names an agent.</summary>
    internal static bool HasNoAgent(string server) => server is PhoneNumber or Lid or Hosted or HostedLid;
}
