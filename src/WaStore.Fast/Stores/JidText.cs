using System.Globalization;

namespace WaStore.Fast.Stores;

/// <summary>
/// Whether a text is a JID: <c>user[.agent][:device]@server</c>, or a server alone (spec/storage.md 3.1). The store treats JIDs as opaque
/// keys; only the device row's own two are looked at, because one that does not parse reads as none.
/// </summary>
static class JidText
{
    const string PhoneNumberServer = "s.whatsapp.net";
    const string LidServer = "lid";

    /// <summary>Whether it is one. Allocates nothing.</summary>
    public static bool IsJid(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        var user = at < 0 ? [] : text[..at];
        var server = text[(at + 1)..];
        return IsServer(server) && IsUser(user, server);
    }

    /// <summary>The text, or null when it is no JID: how the device row's own two are read.</summary>
    public static string? OrNull(string text) => IsJid(text) ? text : null;

    static bool IsServer(ReadOnlySpan<char> server) =>
        server is PhoneNumberServer or LidServer or "g.us" or "broadcast" or "newsletter" or "hosted" or "hosted.lid" or "msgr" or "interop" or "bot"
            or "c.us" or "call";

    static bool IsUser(ReadOnlySpan<char> user, ReadOnlySpan<char> server)
    {
        var colon = user.LastIndexOf(':');
        if (colon >= 0)
        {
            if (!IsNumber(user[(colon + 1)..], out _))
            {
                return false;
            }

            user = user[..colon];
        }

        // A user on these two servers may have a dot that has nothing to do with an agent.
        if (server is PhoneNumberServer or LidServer)
        {
            return true;
        }

        var dot = user.LastIndexOf('.');
        return dot < 0 || !IsNumber(user[(dot + 1)..], out var agent) || agent <= byte.MaxValue;
    }

    static bool IsNumber(ReadOnlySpan<char> text, out ushort number) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
