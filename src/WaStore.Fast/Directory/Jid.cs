using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Who or what a stanza is about: <c>user[.agent][:device]@server</c>, or a server alone (spec/storage.md 3.1).</summary>
/// <param name="User">The user part; empty for a server alone.</param>
/// <param name="Server">The server, see <see cref="JidServers"/>.</param>
/// <param name="Device">The device, 0 for the primary one.</param>
/// <param name="Agent">The agent, nearly always 0.</param>
/// <param name="Integrator">The integrator, nearly always 0; not part of the text.</param>
public readonly record struct Jid(string User, string Server, ushort Device = 0, byte Agent = 0, ushort Integrator = 0)
{
    /// <summary>The longest user part that is taken from outside, in characters. A phone number or a LID has 15 digits; a group made by a user with its time has 31.</summary>
    public const int MaxUserLength = 128;

    /// <summary>The same user without device and agent.</summary>
    public Jid WithoutDevice => this with { Device = 0, Agent = 0 };

    /// <summary>Reads a JID.</summary>
    /// <exception cref="StoreException">Validation: the text is none. The text is not repeated in the message.</exception>
    public static Jid Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var jid) ? jid : throw StoreException.Validation("the text is no JID");
    }

    /// <summary>Reads a JID; false for a text that is none, that has an unknown server, or that is absurdly long.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Jid jid)
    {
        jid = default;
        if (text is null)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (JidServers.Known(text.AsSpan(at + 1)) is not { } server)
        {
            return false;
        }

        var user = at < 0 ? [] : text.AsSpan(0, at);
        ushort device = 0;
        var colon = user.LastIndexOf(':');
        if (colon >= 0)
        {
            if (!ushort.TryParse(user[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out device))
            {
                return false;
            }

            user = user[..colon];
        }

        byte agent = 0;
        // A user of these two servers may have a dot that has nothing to do with an agent.
        var dot = server is JidServers.PhoneNumber or JidServers.Lid ? -1 : user.LastIndexOf('.');
        if (dot >= 0 && user[(dot + 1)..] is { IsEmpty: false } suffix && !suffix.ContainsAnyExceptInRange('0', '9'))
        {
            if (!byte.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out agent))
            {
                return false;
            }

            user = user[..dot];
        }

        if (user.Length > MaxUserLength || user.ContainsAny(':', '@') || !KeyText.IsWellFormed(user))
        {
            return false;
        }

        jid = new Jid(user.ToString(), server, device, agent);
        return true;
    }

    /// <summary>The text; the server alone when there is no user.</summary>
    public override string ToString()
    {
        if (string.IsNullOrEmpty(User))
        {
            return Server ?? "";
        }

        var agent = Agent > 0 && !JidServers.HasNoAgent(Server);
        return (agent, Device) switch
        {
            (false, 0) => $"{User}@{Server}",
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"{User}:{Device}@{Server}"),
            (true, 0) => string.Create(CultureInfo.InvariantCulture, $"{User}.{Agent}@{Server}"),
            (true, _) => string.Create(CultureInfo.InvariantCulture, $"{User}.{Agent}:{Device}@{Server}"),
        };
    }
}
