using System.Globalization;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>Every row that a workload can change, as text: two files hold the same flush when this is the same.</summary>
static class CutContent
{
    internal const string Chat = "riders";
    internal const int PreKeys = 100;

    internal static IEnumerable<SignalAddress> Addresses =>
        Enumerable.Range(0, StormKeys.Peers).SelectMany(static peer => new[] { StormKeys.PhoneAddress(peer), StormKeys.LidAddress(peer) });

    internal static IEnumerable<SenderKeyName> Groups => Enumerable.Range(0, StormKeys.Groups).Select(StormKeys.Group);

    internal static async Task<string> ReadAsync(SqliteStore store)
    {
        var lines = new List<string>();
        foreach (var address in Addresses)
        {
            lines.Add($"{address} {Hex(await store.GetSessionAsync(address.Text))} {Hex((await store.LoadIdentityAsync(address.Text))?.ToArray())}");
        }

        foreach (var name in Groups)
        {
            lines.Add($"{name} {Hex(await store.GetSenderKeyAsync(name.Text))}");
        }

        var preKeys = await store.LoadPreKeysAsync(Enumerable.Range(1, PreKeys).Select(static id => (uint)id).ToArray());
        lines.Add(string.Join(' ', preKeys.Select(static entry => entry.Id.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)));
        lines.Add(Hex(await store.GetSentMessageAsync(Chat, "sent")));
        lines.Add(Hex(await store.GetPendingInboundAsync(Chat, Chat, "received")));
        return string.Join('\n', lines);
    }

    /// <summary>Where each chain of a file goes on in the next life of a cache.</summary>
    internal static async Task<List<(string Chain, uint Resumes)>> ResumptionsAsync(SqliteStore store)
    {
        var found = new List<(string, uint)>();
        var life = Incarnation.Create();
        foreach (var (_, stored) in await store.GetSessionsAsync(Addresses.Select(static address => address.Text).ToArray()))
        {
            var record = SessionRecord.Decode(stored, life);
            Assert.True(record.TryGetSenderChain(out var chain));
            found.Add((StormRecords.ChainOf(record), chain.Counter));
        }

        foreach (var (_, stored) in await store.GetSenderKeysAsync(Groups.Select(static name => name.Text).ToArray()))
        {
            var record = SenderKeyRecord.Decode(stored, life);
            found.Add((StormRecords.ChainOf(record), record.GetState(0).Iteration));
        }

        return found;
    }

    static string Hex(byte[]? bytes) => bytes is null ? "-" : Convert.ToHexString(bytes);
}
