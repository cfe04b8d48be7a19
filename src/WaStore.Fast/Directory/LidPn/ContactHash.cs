using System.Security.Cryptography;
using System.Text;

namespace WaStore.Fast.Directories;

/// <summary>
/// The hash by which a notification names a contact without telling who it is: the first three bytes of MD5 over the user part and the letters
/// <c>WA_ADD_NOTIF</c>; it arrives as base64, four characters (spec/caches.md 6.1, 7.4).
/// </summary>
public static class ContactHash
{
    /// <summary>How many bytes of the digest are kept.</summary>
    public const int Length = 3;

    const int MaxUtf8 = (Jid.MaxUserLength * 3) + 16;

    /// <summary>The hash of a user part, in the low 24 bits, first byte highest.</summary>
    /// <exception cref="Stores.StoreException">Validation: it cannot be a user part.</exception>
    public static int Of(string user)
    {
        UserPart.Require(user);
        Span<byte> text = stackalloc byte[MaxUtf8];
        var length = Encoding.UTF8.GetBytes(user, text);
        "WA_ADD_NOTIF"u8.CopyTo(text[length..]);
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        // The protocol's choice; nothing secret depends on it.
#pragma warning disable CA5351
        _ = MD5.HashData(text[..(length + "WA_ADD_NOTIF"u8.Length)], digest);
#pragma warning restore CA5351
        return Of(digest);
    }

    /// <summary>Reads the base64 form; false when it is not that of three bytes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var isHash = Convert.TryFromBase64Chars(text, bytes, out var written) && written == Length;
        hash = isHash ? Of(bytes) : 0;
        return isHash;
    }

    static int Of(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
}
