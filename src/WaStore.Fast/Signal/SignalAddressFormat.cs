using System.Globalization;

namespace WaStore.Fast.Signal;

/// <summary>Writes <c>user[:device]@server.0</c>: once into a new text, or into a buffer to look the address up.</summary>
static class SignalAddressFormat
{
    /// <summary>The Signal device id, always 0: the WhatsApp device stands in the name.</summary>
    public const string Suffix = ".0";

    const string WhatsAppServer = "s.whatsapp.net";
    const string WrittenWhatsAppServer = "c.us";

    public static string ToText(ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device)
    {
        var written = Check(user, server);
        return string.Create(
            Length(user, written, device),
            new Parts { User = user, Server = written, Device = device },
            static (text, parts) => Write(text, parts.User, parts.Server, parts.Device));
    }

    /// <summary>Writes the address if <paramref name="destination"/> is long enough, and answers its length; else answers 0.</summary>
    public static int TryWrite(Span<char> destination, ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device)
    {
        var written = Check(user, server);
        var length = Length(user, written, device);
        if (length > destination.Length)
        {
            return 0;
        }

        Write(destination[..length], user, written, device);
        return length;
    }

    static ReadOnlySpan<char> Check(ReadOnlySpan<char> user, ReadOnlySpan<char> server)
    {
        if (user.IsEmpty || user.ContainsAny(':', '@'))
        {
            throw new ArgumentException("The user part of an address is not empty and holds neither ':' nor '@'.", nameof(user));
        }

        if (server.IsEmpty)
        {
            throw new ArgumentException("An address has a server.", nameof(server));
        }

        return server.SequenceEqual(WhatsAppServer) ? WrittenWhatsAppServer : server;
    }

    static int Length(ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device) =>
        user.Length + (device == 0 ? 0 : 1 + Digits(device)) + 1 + server.Length + Suffix.Length;

    static void Write(Span<char> text, ReadOnlySpan<char> user, ReadOnlySpan<char> server, ushort device)
    {
        user.CopyTo(text);
        var at = user.Length;
        if (device != 0)
        {
            text[at++] = ':';
            _ = device.TryFormat(text[at..], out var digits, default, CultureInfo.InvariantCulture);
            at += digits;
        }

        text[at++] = '@';
        server.CopyTo(text[at..]);
        Suffix.CopyTo(text[(at + server.Length)..]);
    }

    static int Digits(ushort device) => device switch { < 10 => 1, < 100 => 2, < 1_000 => 3, < 10_000 => 4, _ => 5 };

    ref struct Parts
    {
        public ReadOnlySpan<char> User;
        public ReadOnlySpan<char> Server;
        public ushort Device;
    }
}
