using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// `device_registry.devices_json`: a compact JSON array of <c>{"device_id":0,"key_index":null,"is_hosted":false}</c>, keys in this order.
/// Older rows lack the last key (spec/storage.md 3.5).
/// </summary>
static class DeviceListJson
{
    const int MaxNumberLength = 10;

    /// <summary>Reads both generations. False for anything else; unknown keys are skipped, a missing `device_id` is an error.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> json, out IReadOnlyList<DeviceInfo> devices)
    {
        var list = new List<DeviceInfo>();
        var reader = new Utf8JsonReader(json);
        bool isList;
        try
        {
            isList = TryReadArray(ref reader, list);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader's two ways to say "no JSON": the second one is for a half surrogate in an escaped name.
            isList = false;
        }

        devices = isList ? list : [];
        return isList;
    }

    /// <summary>Writes the newest form, byte for byte as serde_json does. Allocates nothing.</summary>
    public static void Encode(IReadOnlyList<DeviceInfo> devices, IBufferWriter<byte> output)
    {
        for (var i = 0; i < devices.Count; i++)
        {
            var device = devices[i];
            output.Write(i == 0 ? "[{\"device_id\":"u8 : ",{\"device_id\":"u8);
            WriteNumber(device.DeviceId, output);
            output.Write(",\"key_index\":"u8);
            if (device.KeyIndex is { } keyIndex)
            {
                WriteNumber(keyIndex, output);
            }
            else
            {
                output.Write("null"u8);
            }

            output.Write(device.IsHosted ? ",\"is_hosted\":true}"u8 : ",\"is_hosted\":false}"u8);
        }

        output.Write(devices.Count == 0 ? "[]"u8 : "]"u8);
    }

    static void WriteNumber(uint number, IBufferWriter<byte> output)
    {
        _ = Utf8Formatter.TryFormat(number, output.GetSpan(MaxNumberLength), out var length);
        output.Advance(length);
    }

    static bool TryReadArray(ref Utf8JsonReader reader, List<DeviceInfo> devices)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!TryReadDevice(ref reader, out var device))
            {
                return false;
            }

            devices.Add(device);
        }

        // The next read meets the end of the text, or throws at what stands behind the array.
        return reader.TokenType == JsonTokenType.EndArray && !reader.Read();
    }

    static bool TryReadDevice(ref Utf8JsonReader reader, out DeviceInfo device)
    {
        uint? deviceId = null;
        uint? keyIndex = null;
        var isHosted = false;
        device = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("device_id"u8))
            {
                if (!TryReadNumber(ref reader, out deviceId) || deviceId is null)
                {
                    return false;
                }
            }
            else if (reader.ValueTextEquals("key_index"u8))
            {
                if (!TryReadNumber(ref reader, out keyIndex))
                {
                    return false;
                }
            }
            else if (reader.ValueTextEquals("is_hosted"u8))
            {
                if (!reader.Read() || reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                {
                    return false;
                }

                isHosted = reader.TokenType == JsonTokenType.True;
            }
            else
            {
                reader.Skip();
            }
        }

        device = new DeviceInfo(deviceId ?? 0, keyIndex, isHosted);
        return deviceId.HasValue;
    }

    static bool TryReadNumber(ref Utf8JsonReader reader, out uint? number)
    {
        number = null;
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out var value))
        {
            number = value;
            return true;
        }

        return reader.TokenType == JsonTokenType.Null;
    }
}
