using System.Text.Json.Serialization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A value to cache.</summary>
sealed record Note([property: JsonRequired] int Number, string? Text = null);

/// <summary>A value that cannot be written.</summary>
sealed class Unwritable(string text)
{
    public string Text => throw new InvalidDataException(text);
}

/// <summary>How the tests' values, and the real ones of the usage tests, are written.</summary>
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Unwritable))]
[JsonSerializable(typeof(DeviceListRecord))]
[JsonSerializable(typeof(LidPnMapping))]
sealed partial class CachingJson : JsonSerializerContext;
