using System.Text.Json;

namespace WaStore.Fast.Sqlite.Tests.Goldens;

/// <summary>How `expected.json` writes values.</summary>
public static class GoldenJson
{
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
