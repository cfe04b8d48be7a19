using System.Text.Json.Serialization;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>The lines between the gate and what it measures.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Reply))]
sealed partial class ProtocolJson : JsonSerializerContext;
