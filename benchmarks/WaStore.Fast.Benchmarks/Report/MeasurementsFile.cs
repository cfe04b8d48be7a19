using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>Measurements as a file, so that a report can be written again without measuring again.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Measurements))]
sealed partial class MeasurementsFile : JsonSerializerContext
{
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    internal static Measurements Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), Default.Measurements) is { Benchmarks: not null, Pairs: not null, Accounts: not null, Counts: not null } read
                // The reader sorts as the machine's language does; a report is the same everywhere.
                ? read with { Benchmarks = new(read.Benchmarks, StringComparer.Ordinal), Pairs = new(read.Pairs, StringComparer.Ordinal), Counts = new(read.Counts, StringComparer.Ordinal) }
                : throw new JsonException("it has no benchmarks");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' has no measurements: {exception.Message}", exception);
        }
    }

    internal static void Write(string path, Measurements measurements) => File.WriteAllText(path, JsonSerializer.Serialize(measurements, Default.Measurements) + "\n");
}
