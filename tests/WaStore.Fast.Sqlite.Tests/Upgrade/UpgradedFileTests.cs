using System.Text.Json;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>A file that ours has opened, beside the same file after the newest whatsapp-rust has opened it.</summary>
public sealed class UpgradedFileTests
{
    const string SyncKeys = "app_state_keys";
    const string Versions = "app_state_versions";
    const string Device = "device";

    [Theory]
    [MemberData(nameof(Golden.OlderStages), MemberType = typeof(Golden))]
    public async Task It_is_the_same_in_schema_rows_types_and_bytes_but_for_the_blobs_that_upstream_cannot_read(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        await using (await SqliteDatabase.OpenAsync(golden.StorePath))
        {
        }

        using var ours = new WitnessConnection(golden.StorePath);
        using var upstream = new WitnessConnection(golden.UpgradedPath);
        Assert.Equal(SchemaDump.Read(upstream), SchemaDump.Read(ours));
        var (expected, actual) = (EveryRow.Read(upstream), EveryRow.Read(ours));
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var table in expected.Keys)
        {
            if (stage <= GoldenStage.Migration17 && table is SyncKeys or Versions or Device)
            {
                Assert.Equal(expected[table].Count, actual[table].Count);
                continue;
            }

            Assert.Equal(expected[table], actual[table]);
        }

        Assert.Equal(["ok"], ours.QueryTexts("PRAGMA integrity_check"));
        Assert.Empty(ours.QueryRows("PRAGMA foreign_key_check"));
        Assert.Equal(["wal"], ours.QueryTexts("PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData(GoldenStage.Migration14)]
    [InlineData(GoldenStage.Migration17)]
    public async Task The_blobs_that_upstream_cannot_read_are_there_as_protobuf_and_no_other_byte_of_their_rows_differs(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        await using (await SqliteDatabase.OpenAsync(golden.StorePath))
        {
        }

        using var ours = new WitnessConnection(golden.StorePath);
        using var upstream = new WitnessConnection(golden.UpgradedPath);
        var changed = 0;
        foreach (var account in golden.Accounts)
        {
            changed += AssertSameBut(ours, upstream, account, SyncKeys, "key_data", row => ExpectedKey(account, (byte[])row["key_id"]!, (byte[])row["key_data"]!));
            changed += AssertSameBut(ours, upstream, account, Versions, "state_data", row => ProtobufBlobs.Version(account["versions"].GetProperty((string)row["name"]!)));
            changed += AssertSameBut(ours, upstream, account, Device, "server_cert_chain", _ => ExpectedChain(account["device"].GetProperty("serverCertChain")));
        }

        Assert.True(changed > 10, $"only {changed} blobs were compared");
    }

    // The bincode key of 0 bytes stays as it is: as protobuf, nobody could tell it from a row that the reference rejects.
    static byte[] ExpectedKey(GoldenAccount account, byte[] keyId, byte[] stored)
    {
        var key = account["syncKeys"].GetProperty(Convert.ToBase64String(keyId));
        return key.GetProperty("keyData").GetBytesFromBase64().Length == 32 ? ProtobufBlobs.SyncKey(key) : stored;
    }

    static byte[]? ExpectedChain(JsonElement chain) => chain.IsNull ? null : ProtobufBlobs.CertChain(chain);

    /// <summary>Compares the account's rows, one column by what it should be; answers how many of those are not upstream's bytes.</summary>
    static int AssertSameBut(
        WitnessConnection ours, WitnessConnection upstream, GoldenAccount account, string table, string column, Func<Dictionary<string, object?>, byte[]?> expected)
    {
        var actual = Rows(ours, table, account.DeviceId);
        var theirs = Rows(upstream, table, account.DeviceId);
        Assert.NotEmpty(theirs);
        Assert.Equal(theirs.Count, actual.Count);
        var changed = 0;
        foreach (var (their, our) in theirs.Zip(actual))
        {
            var blob = expected(their);
            changed += blob is null || blob.AsSpan().SequenceEqual((byte[]?)their[column]) ? 0 : 1;
            Assert.Equal(blob, our[column]);
            Assert.All(their.Keys.Where(name => name != column), name => Assert.Equal(their[name], our[name]));
        }

        return changed;
    }

    static List<Dictionary<string, object?>> Rows(WitnessConnection file, string table, int account)
    {
        string[] columns = ["rowid", .. file.QueryTexts($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid")];
        return [.. file.QueryRows($"SELECT {string.Join(", ", columns)} FROM {table} WHERE {(table == Device ? "id" : "device_id")} = {account} ORDER BY rowid")
            .Select(row => columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
