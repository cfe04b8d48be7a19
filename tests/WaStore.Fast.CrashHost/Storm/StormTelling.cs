using System.Globalization;
using System.Security.Cryptography;
using WaStore.Fast.Signal;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>What a flush storm tells its parent, a line each, at once. <c>StormWitness</c> of the tests reads it.</summary>
static class StormTelling
{
    /// <summary>An operation on a slot begins: whatever follows, the file may hold its outcome or not.</summary>
    internal static Task BeginsAsync(string slot, uint number, string kind) => TellAsync($"? {slot} {number} {kind}");

    /// <summary>The flush with the operation is acknowledged: from here on the file holds it.</summary>
    internal static Task AcknowledgedAsync(string slot, uint number) => TellAsync($"! {slot} {number}");

    /// <summary>A message went out.</summary>
    internal static Task PublishedAsync(string slot, string chain, in SendingStep step) =>
        TellAsync($"P {slot} {chain} {step.Counter} {Convert.ToHexString(SHA256.HashData(step.MessageKeySeed.AsSpan()))}");

    /// <summary>The life of the cache that counts now.</summary>
    internal static Task LivesAsync(Incarnation incarnation) => TellAsync($"I {incarnation}");

    static Task TellAsync(FormattableString line) => Parent.TellAsync(line.ToString(CultureInfo.InvariantCulture));
}
