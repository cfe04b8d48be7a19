using System.Text.Json.Serialization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>How the directory's values are written as JSON, for custom cache stores and for the <c>group_metadata</c> blob (spec/storage.md 3.4).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DeviceListRecord))]
[JsonSerializable(typeof(LidPnSnapshot))]
[JsonSerializable(typeof(GroupInfo))]
[JsonSerializable(typeof(GroupSnapshot))]
sealed partial class DirectoryJson : JsonSerializerContext;

/// <summary>A mapping in a custom cache store.</summary>
sealed record LidPnSnapshot(string Lid, string PhoneNumber, long CreatedAt, string LearningSource)
{
    internal static LidPnSnapshot Of(LidPnEntry entry) => new(entry.Lid, entry.PhoneNumber, entry.CreatedAt, entry.LearningSource.ToText());

    /// <summary>Null for what others may have put into the store that cannot be a mapping.</summary>
    internal LidPnEntry? ToEntry() =>
        UserPart.IsValid(Lid) && UserPart.IsValid(PhoneNumber) ? new LidPnEntry(Lid, PhoneNumber, CreatedAt, LearningSources.Parse(LearningSource)) : null;
}
