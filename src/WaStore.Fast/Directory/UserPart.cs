using System.Runtime.CompilerServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The check at the directory's doors that a text can be a user part.</summary>
static class UserPart
{
    /// <summary>Whether it is neither empty nor absurdly long and holds nothing that would make it another user in a JID.</summary>
    internal static bool IsValid(string? user) =>
        user is { Length: > 0 and <= Jid.MaxUserLength } && !user.AsSpan().ContainsAny(':', '@') && KeyText.IsWellFormed(user);

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
