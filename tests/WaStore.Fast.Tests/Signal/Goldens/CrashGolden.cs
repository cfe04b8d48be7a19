using System.Text.Json;

namespace WaStore.Fast.Tests.Signal.Goldens;

/// <summary>The keys of one message.</summary>
sealed record GoldenMessageKey(uint Counter, string CipherKey, string Iv);

/// <summary>A session chain at the moment of death.</summary>
sealed record CrashedSession(string Address, byte[] Record, IReadOnlyList<GoldenMessageKey> Used, GoldenMessageKey FirstAfterCrash);

/// <summary>A sender key chain at the moment of death.</summary>
sealed record CrashedSenderKey(string Name, byte[] Record, IReadOnlyList<uint> Used, uint FirstAfterCrash);

/// <summary>What a whatsapp-rust process left behind that was killed between a flush and its next one.</summary>
sealed record CrashGolden(IReadOnlyList<CrashedSession> Sessions, IReadOnlyList<CrashedSenderKey> SenderKeys)
{
    internal static CrashGolden Parse(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return new CrashGolden(
            [.. json.RootElement.GetProperty("sessions").EnumerateArray().Select(ParseSession)],
            [.. json.RootElement.GetProperty("senderKeys").EnumerateArray().Select(ParseSenderKey)]);
    }

    static CrashedSession ParseSession(JsonElement chain) => new(
        chain.GetProperty("address").GetString()!,
        chain.GetProperty("recordInFile").GetBytesFromBase64(),
        [.. chain.GetProperty("used").EnumerateArray().Select(ParseKey)],
        ParseKey(chain.GetProperty("firstAfterCrash")));

    static CrashedSenderKey ParseSenderKey(JsonElement chain) => new(
        chain.GetProperty("name").GetString()!,
        chain.GetProperty("recordInFile").GetBytesFromBase64(),
        [.. chain.GetProperty("used").EnumerateArray().Select(used => used.GetUInt32())],
        chain.GetProperty("firstAfterCrash").GetUInt32());

    static GoldenMessageKey ParseKey(JsonElement key) => new(
        key.GetProperty("counter").GetUInt32(),
        key.GetProperty("cipherKey").GetString()!,
        key.GetProperty("iv").GetString()!);
}
