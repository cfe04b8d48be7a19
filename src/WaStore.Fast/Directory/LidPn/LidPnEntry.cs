using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>That a LID and a phone number are the same user, as the cache knows it.</summary>
/// <param name="Lid">The LID's user part.</param>
/// <param name="PhoneNumber">The phone number's user part.</param>
/// <param name="CreatedAt">When it was learnt first, unix seconds; 0 for a stale source.</param>
/// <param name="LearningSource">How it was learnt.</param>
public sealed record LidPnEntry(string Lid, string PhoneNumber, long CreatedAt, LearningSource LearningSource)
{
    internal static LidPnEntry Of(LidPnMapping row) => new(row.Lid, row.PhoneNumber, row.CreatedAt, LearningSources.Parse(row.LearningSource));
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
