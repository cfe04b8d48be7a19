using System.Text.Json;

namespace WaStore.Fast.Sqlite.Tests.Goldens;

/// <summary>What one account was asked, and what it answered.</summary>
/// <param name="Keys">`keys[i]` of the file: by subject, the keys that were asked, present and absent ones.</param>
/// <param name="Answers">`accounts[i]`: by method, an object from key to answer, or a list (a `Sorted` suffix says that its order was normalised).</param>
public sealed record GoldenAccount(JsonElement Keys, JsonElement Answers)
{
    public int DeviceId => Answers.GetProperty("deviceId").GetInt32();

    /// <summary>The answers of one method.</summary>
    public JsonElement this[string name] => Answers.GetProperty(name);

    /// <summary>Whether the store of this stage had the method at all.</summary>
    public bool Has(string name) => Answers.TryGetProperty(name, out _);
}
