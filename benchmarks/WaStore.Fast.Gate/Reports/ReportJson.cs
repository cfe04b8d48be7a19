using System.Text.Json.Serialization;

namespace WaStore.Fast.Gate.Reports;

/// <summary>What <c>--json</c> writes; docs/gate.md describes it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GateReport))]
sealed partial class ReportJson : JsonSerializerContext;
