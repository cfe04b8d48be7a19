namespace WaStore.Fast.Stores;

/// <summary>That a LID and a phone number are the same user.</summary>
/// <param name="Lid">The LID's user part, without a server.</param>
/// <param name="PhoneNumber">The phone number's user part, without a server.</param>
/// <param name="CreatedAt">When the LID was first seen, unix seconds; 0 marks a stale source. An existing row keeps its first value.</param>
/// <param name="UpdatedAt">When the pair was last learnt, unix seconds.</param>
/// <param name="LearningSource">How it was learnt, as text (for instance <c>usync</c>); opaque to the store (spec/caches.md 6.4).</param>
public sealed record LidPnMapping(string Lid, string PhoneNumber, long CreatedAt, long UpdatedAt, string LearningSource);
