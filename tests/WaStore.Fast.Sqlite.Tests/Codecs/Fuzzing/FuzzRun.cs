using System.Diagnostics;
using System.Globalization;

namespace WaStore.Fast.Sqlite.Tests.Codecs.Fuzzing;

/// <summary>
/// Hands a decoder many damaged inputs: none may throw, take long, or allocate more than a constant times its length. <c>WASTORE_FUZZ_INPUTS</c> says how many (20,000),
/// <c>WASTORE_FUZZ_SEED</c> begins with that seed; a failure names the seed of its one input, with which it is repeated alone.
/// </summary>
static class FuzzRun
{
    // Each decoded field may become an object or two, and the least field has two bytes.
    const int BytesPerByte = 400;
    const int FixedBytes = 20_000;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    internal static int Inputs { get; } = int.Parse(Environment.GetEnvironmentVariable("WASTORE_FUZZ_INPUTS") ?? "20000", CultureInfo.InvariantCulture);

    static int? FirstSeed { get; } = Environment.GetEnvironmentVariable("WASTORE_FUZZ_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    /// <summary>Runs the decoder over mutations of the seeds.</summary>
    /// <param name="name">The decoder.</param>
    /// <param name="blobs">What it decodes when it is whole.</param>
    /// <param name="decode">Decodes, and throws when it does not answer what it documents; answers whether it decoded.</param>
    internal static string Run(string name, IReadOnlyList<byte[]> blobs, Func<byte[], bool> decode)
    {
        // Warm, so that what is allocated once is not the first input's.
        foreach (var blob in blobs.Take(50))
        {
            _ = decode(blob);
        }

        var first = FirstSeed ?? name.Aggregate(17, static (hash, c) => unchecked((hash * 31) + c));
        var whole = Stopwatch.StartNew();
        var (decoded, mostBytes, slowest) = (0L, 0L, TimeSpan.Zero);
        for (var i = 0; i < Inputs; i++)
        {
            var seed = unchecked(first + i);
            var input = Mutation.Of(blobs, seed);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            try
            {
                decoded += decode(input) ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{name}: the input of WASTORE_FUZZ_SEED={seed} WASTORE_FUZZ_INPUTS=1 failed ({input.Length} bytes)", exception);
            }

            var elapsed = Stopwatch.GetElapsedTime(start);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (elapsed > s_patience || allocated > FixedBytes + ((long)BytesPerByte * input.Length))
            {
                Assert.Fail($"{name}: the input of WASTORE_FUZZ_SEED={seed} WASTORE_FUZZ_INPUTS=1, {input.Length} bytes, took {elapsed} and {allocated} bytes");
            }

            mostBytes = Math.Max(mostBytes, allocated);
            slowest = elapsed > slowest ? elapsed : slowest;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Inputs:N0} inputs from seed {first} in {whole.Elapsed.TotalSeconds:N1} s, {decoded:N0} decoded, slowest {slowest.TotalMilliseconds:N2} ms, most memory {mostBytes:N0} bytes");
    }
}
