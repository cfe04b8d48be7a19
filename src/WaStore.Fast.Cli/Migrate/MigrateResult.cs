using System.Text.Json.Serialization;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Migrate;

/// <summary>What <c>wastore migrate --json</c> prints.</summary>
/// <param name="Path">The file.</param>
/// <param name="Report">What was done to it.</param>
sealed record MigrateResult(string Path, MigrationReport Report);

/// <summary>How it is printed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MigrateResult))]
sealed partial class MigrateJson : JsonSerializerContext;
