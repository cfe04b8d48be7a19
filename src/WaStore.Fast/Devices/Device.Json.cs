using System.Globalization;
using System.Text.Json;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <content>As JSON, for backends that keep a device as one text.</content>
public sealed partial record Device
{
    /// <summary>The stored part as UTF-8 JSON, the account in it as protobuf. It holds the private keys: zero it after use.</summary>
    public byte[] ToUtf8Json()
    {
        var json = DeviceJsonMapping.From(Row);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(json, DeviceJsonContext.Default.DeviceJson);
        }
        finally
        {
            json.ClearKeys();
        }
    }

    /// <summary>Reads what <see cref="ToUtf8Json"/> wrote, or an older or a newer version of it.</summary>
    /// <remarks>
    /// Keys and ids must be there. Another field that is missing has the value of a row of before it existed; one that is unknown is skipped. As in a stored row, a JID that does not
    /// parse, a certificate chain or a deadline that does not decode is none (spec/storage.md 3.2).
    /// </remarks>
    /// <exception cref="StoreException">Serialization: it is no such JSON, or the account no protobuf. Validation: a key, secret or signature has a wrong length. Never a fresh identity.</exception>
    public static Device FromUtf8Json(ReadOnlySpan<byte> utf8)
    {
        if (Parse(utf8) is not { } json)
        {
            throw StoreException.Serialization("the device is JSON's null");
        }

        try
        {
            return new Device(DeviceJsonMapping.ToRow(json)).Checked();
        }
        finally
        {
            json.ClearKeys();
        }
    }

    static DeviceJson? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, DeviceJsonContext.Default.DeviceJson);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not as the inner exception: its text may quote what it could not read.
            throw StoreException.Serialization($"the device is no JSON of a device{Where(exception)}");
        }
    }

    static string Where(Exception exception) => exception is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
        ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {position + 1})")
        : "";
}
