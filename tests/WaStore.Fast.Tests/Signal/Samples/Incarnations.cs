using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>Two lives of a cache.</summary>
static class Incarnations
{
    internal static Incarnation Ours { get; } = new(SampleSession.Repeat(0xA1, Incarnation.Length));

    internal static Incarnation Other { get; } = new(SampleSession.Repeat(0xB2, Incarnation.Length));

    /// <summary>What <see cref="Ours"/> looks like in a record.</summary>
    internal static byte[] OursField { get; } = SampleSession.IncarnationField(0xA1);
}
