using System.Text.Json;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>`group_metadata.info`: a JSON object with at least a list of participants (spec/storage.md 3.4). The store never looks into it; verification does.</summary>
static class GroupMetadataJson
{
    /// <summary>Whether it is one. What is not reads as no snapshot of the group.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return HasParticipants(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    static bool HasParticipants(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("participants"u8))
            {
                found = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // The next read meets the end of the text, or throws at what stands behind the object.
        return found && !reader.Read();
    }
}
