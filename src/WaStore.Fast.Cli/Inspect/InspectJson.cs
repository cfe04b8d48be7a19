using System.Text.Json.Serialization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>What <c>wastore inspect --json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoreInspection))]
sealed partial class InspectJson : JsonSerializerContext;
