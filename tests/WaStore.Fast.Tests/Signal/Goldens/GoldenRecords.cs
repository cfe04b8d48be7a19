using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace WaStore.Fast.Tests.Signal.Goldens;

/// <summary>The records of other clients, unpacked in memory.</summary>
static class GoldenRecords
{
    static readonly Lazy<Dictionary<string, byte[]>> s_files = new(Unpack);

    internal static CrashGolden Crash { get; } = CrashGolden.Parse(s_files.Value["crash.json"]);

    /// <summary>Session records of peers, by path.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Sessions { get; } = Native("/sessions");

    /// <summary>Sender key records of peers, by path.</summary>
    internal static IReadOnlyDictionary<string, byte[]> SenderKeys { get; } = Native("/sender_keys/");

    /// <summary>The rows of a whatsapp-rust database, some of which are no records.</summary>
    internal static IReadOnlyList<byte[]> StoredSessions { get; } = Stored("sessions");

    /// <inheritdoc cref="StoredSessions"/>
    internal static IReadOnlyList<byte[]> StoredSenderKeys { get; } = Stored("senderKeys");

    static Dictionary<string, byte[]> Native(string kind) =>
        s_files.Value.Where(file => file.Key.StartsWith("native/", StringComparison.Ordinal) && file.Key.Contains(kind, StringComparison.Ordinal)).ToDictionary();

    static List<byte[]> Stored(string table)
    {
        using var json = JsonDocument.Parse(s_files.Value["migration24.json"]);
        return
        [
            .. json.RootElement.EnumerateArray()
                .SelectMany(account => account.GetProperty(table).EnumerateObject())
                .Where(row => row.Value.ValueKind == JsonValueKind.String)
                .Select(row => row.Value.GetBytesFromBase64()),
        ];
    }

    static Dictionary<string, byte[]> Unpack()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Signal", "Goldens", "records.tar.gz"));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        var files = new Dictionary<string, byte[]>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files.Add(entry.Name, content.ToArray());
        }

        return files;
    }
}
