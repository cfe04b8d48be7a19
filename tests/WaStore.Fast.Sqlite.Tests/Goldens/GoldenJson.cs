using System.Text.Json;
using System.Text.Json.Nodes;

namespace WaStore.Fast.Sqlite.Tests.Goldens;

/// <summary>How `expected.json` writes values.</summary>
public static class GoldenJson
{
    /// <summary>The second of two values, with what only the first has: properties of objects, and those of lists of equal length item by item.</summary>
    public static JsonElement Overlay(JsonElement under, JsonElement over) =>
        JsonSerializer.SerializeToElement(Overlay(JsonSerializer.SerializeToNode(under), JsonSerializer.SerializeToNode(over)));

    static JsonNode? Overlay(JsonNode? under, JsonNode? over) => (under, over) switch
    {
        (JsonObject left, JsonObject right) => new JsonObject(left.Select(entry => entry.Key).Union(right.Select(entry => entry.Key))
            .Select(key => KeyValuePair.Create(key, right.ContainsKey(key) ? Overlay(left[key], right[key]) : left[key]?.DeepClone()))),
        (JsonArray left, JsonArray right) when left.Count == right.Count => new JsonArray([.. left.Zip(right, Overlay)]),
        _ => over?.DeepClone(),
    };

    extension(JsonElement element)
    {
        public bool IsNull => element.ValueKind == JsonValueKind.Null;

        /// <summary>Base64 as bytes; JSON's null as null.</summary>
        public byte[]? BytesOrNull() => element.IsNull ? null : element.GetBytesFromBase64();

        /// <summary>The value in JSON's plainest form, so that texts can be compared; JSON's null as null.</summary>
        public string? GetRawTextOrNull() => element.IsNull ? null : JsonSerializer.Serialize(element);

        /// <summary>A property that older stages do not have.</summary>
        public JsonElement? Find(string name) => element.TryGetProperty(name, out var found) ? found : null;
    }
}
