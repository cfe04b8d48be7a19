using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaStore.Fast.Gate.Budgets;

/// <summary>The budgets as they are checked in: by name, by measure.</summary>
/// <param name="Budgets">What may be counted of each operation.</param>
public sealed record BudgetFile(SortedDictionary<string, SortedDictionary<string, long>> Budgets)
{
    /// <summary>Where a repository keeps them.</summary>
    public static string DefaultPath { get; } = Path.Combine("benchmarks", "budgets.json");

    internal static BudgetFile Empty => new(new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal));

    /// <summary>Reads a file; one that is not there has no budgets.</summary>
    /// <exception cref="InvalidDataException">It is no file of budgets.</exception>
    public static BudgetFile Read(string path)
    {
        if (!File.Exists(path))
        {
            return Empty;
        }

        try
        {
            BudgetFile file = JsonSerializer.Deserialize(File.ReadAllBytes(path), BudgetJson.Default.BudgetFile) ?? throw new JsonException("it is null");
            return file.Budgets is null || file.Budgets.Values.Any(static budget => budget is null) ? throw new JsonException("budgets are missing") : file;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no file of budgets: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the file beside itself and moves it into place: whoever interrupts it has the old one.</summary>
    internal void Write(string path)
    {
        string next = path + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(this, BudgetJson.Default.BudgetFile) + "\n");
        File.Move(next, path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BudgetFile))]
[JsonSerializable(typeof(IReadOnlyList<BudgetLine>))]
sealed partial class BudgetJson : JsonSerializerContext;
