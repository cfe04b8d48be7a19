using System.Globalization;
using System.Text.Json;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>`device.server_client_expiration`: <c>{"expires_at":1790087400,"version":[2,3000,1039283747]}</c> (spec/storage.md 3.2).</summary>
static class ClientExpirationJson
{
    const int VersionParts = 3;

    /// <summary>Reads a stored announcement; null for anything that is none: the server will repeat it.</summary>
    public static ClientExpiration? Decode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return Read(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes it as serde_json does.</summary>
    public static string Encode(ClientExpiration expiration)
    {
        var version = expiration.Version;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"expires_at":{{expiration.ExpiresAt}},"version":[{{version.Primary}},{{version.Secondary}},{{version.Tertiary}}]}""");
    }

    static ClientExpiration? Read(ref Utf8JsonReader reader)
    {
        long? expiresAt = null;
        AppVersion? version = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("expires_at"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var seconds))
                {
                    return null;
                }

                expiresAt = seconds;
            }
            else if (reader.ValueTextEquals("version"u8))
            {
                version = ReadVersion(ref reader);
                if (version is null)
                {
                    return null;
                }
            }
            else
            {
                reader.Skip();
            }
        }

        // The next read meets the end of the text, or throws at what stands behind the object.
        return expiresAt is { } at && version is { } build && !reader.Read() ? new ClientExpiration(at, build) : null;
    }

    static AppVersion? ReadVersion(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        Span<uint> parts = stackalloc uint[VersionParts];
        foreach (ref var part in parts)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt32(out part))
            {
                return null;
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? new AppVersion(parts[0], parts[1], parts[2]) : null;
    }
}
