using System.Text.Json.Serialization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Verify;

/// <summary>What <c>wastore verify --json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoreVerification))]
sealed partial class VerifyJson : JsonSerializerContext;
