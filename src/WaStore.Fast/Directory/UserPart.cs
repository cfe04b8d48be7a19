using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The check at the directory's doors that a text can be a user part.</summary>
static class UserPart
{
    /// <summary>Whether it is neither empty nor absurdly long and holds nothing that would make it another user in a JID.</summary>
    internal static bool IsValid(string? user) =>
        user is { Length: > 0 and <= Jid.MaxUserLength } && !user.AsSpan().ContainsAny(':', '@') && IsWellFormed(user);

    /// <summary>Whether no surrogate stands without its partner: such a text has no UTF-8 form.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) is not OperationStatus.Done)
            {
                return false;
            }

            text = text[(at + length)..];
        }

        return true;
    }

    /// <exception cref="StoreException">Validation: it cannot be one.</exception>
    internal static void Require(string user, [CallerArgumentExpression(nameof(user))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(user, name);
        if (!IsValid(user))
        {
            throw StoreException.Validation($"{name} is no user part: it is empty, too long, or holds a character that no user has");
        }
    }
}
