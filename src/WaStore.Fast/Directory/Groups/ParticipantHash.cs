using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WaStore.Fast.Directories;

/// <summary>The hash by which client and server compare lists of participants or devices.</summary>
public static class ParticipantHash
{
    const int HashedBytes = 6;

    /// <summary>The hash of JIDs, in any order.</summary>
    public static string Of(IEnumerable<Jid> jids)
    {
        ArgumentNullException.ThrowIfNull(jids);
        var texts = jids.Select(static jid => string.Create(CultureInfo.InvariantCulture, $"{jid.User}.{jid.Agent}:{jid.Device}@{jid.Server}")).ToArray();
        texts.AsSpan().Sort(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(digest);
        return "2:" + Convert.ToBase64String(digest[..HashedBytes]);
    }
}
