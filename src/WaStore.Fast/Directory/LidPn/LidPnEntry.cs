using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>That a LID and a phone number are the same user, as the cache knows it.</summary>
/// <param name="Lid">The LID's user part.</param>
/// <param name="PhoneNumber">The phone number's user part.</param>
/// <param name="CreatedAt">When it was learnt first, unix seconds; 0 for a stale source.</param>
/// <param name="LearningSource">How it was learnt.</param>
public sealed record LidPnEntry(string Lid, string PhoneNumber, long CreatedAt, LearningSource LearningSource)
{
    /// <summary>What a row says. The row keeps its first created_at whatever is learnt later, so that of a pair that changed between stale and fresh only the source tells.</summary>
    internal static LidPnEntry Of(LidPnMapping row)
    {
        var source = LearningSources.Parse(row.LearningSource);
        var createdAt = source.IsStale() ? 0 : row.CreatedAt > 0 ? row.CreatedAt : row.UpdatedAt;
        return new LidPnEntry(row.Lid, row.PhoneNumber, createdAt, source);
    }
}

/// <summary>A pair to learn.</summary>
/// <param name="Lid">The LID's user part.</param>
/// <param name="PhoneNumber">The phone number's user part.</param>
public readonly record struct LidPnPair(string Lid, string PhoneNumber);

/// <summary>One direction's key: a LID, or a phone number.</summary>
readonly record struct LidPnKey(string User, bool IsLid)
{
    internal static LidPnKey OfLid(string lid) => new(lid, true);

    internal static LidPnKey OfPhone(string phone) => new(phone, false);

    public bool Equals(LidPnKey other) => IsLid == other.IsLid && string.Equals(User, other.User, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(User) ^ (IsLid ? -1 : 0);
}
