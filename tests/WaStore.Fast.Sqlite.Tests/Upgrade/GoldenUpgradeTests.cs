using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Stores.Goldens;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>Files of every stage that the reference wrote: each key is answered before and after they are migrated, and nothing is lost.</summary>
public sealed class GoldenUpgradeTests
{
    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public async Task Before_every_key_is_answered_and_the_folder_stays_as_it_was(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        var before = FolderListing.Of(golden.Folder);

        var answers = ReadOnlyDatabase.Read(
            golden.StorePath,
            view =>
            {
                view.Connection.UseSchema(SchemaShape.Read(new NativeSchemaConnection(view.Connection)));
                var all = Task.WhenAll(golden.MigratedAccounts.Select(account => GoldenAnswers.AssertAsync(new ConnectionReads(view.Connection, account.DeviceId), account)));
                Assert.True(all.IsCompleted, "A read did not complete while its connection was open.");
                return all;
            },
            CancellationToken.None);

        await answers;
        Assert.Equal(before, FolderListing.Of(golden.Folder));
    }

    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public async Task After_every_key_is_answered_and_again_when_it_is_opened_again(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        for (var open = 0; open < 2; open++)
        {
            await using var database = await SqliteDatabase.OpenAsync(golden.StorePath);
            Assert.Equal(open == 0 && stage < GoldenStage.Migration24, !database.MigrationReport.WasUpToDate);
            foreach (var account in golden.MigratedAccounts)
            {
                await GoldenAnswers.AssertAsync(database.Account(account.DeviceId), account);
            }

            // The key of 0 bytes that the goldens from stage 23 on hold is one that the reference rejects; nothing else may be undecodable.
            Assert.Equal(database.Health.UndecodableSyncKeys, database.Health.CorruptRows);
        }
    }

    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public async Task The_report_says_what_was_done(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);

        await using var database = await SqliteDatabase.OpenAsync(golden.StorePath);

        var report = database.MigrationReport;
        Assert.Equal(Migrations.All.Skip((int)stage).Select(migration => $"{migration.Version} {migration.Name}"), report.Applied);
        var isBincode = stage <= GoldenStage.Migration17;
        Assert.Equal(isBincode ? golden.Accounts.SelectMany(Expected) : [], report.Reencoded);
        Assert.Null(report.CopyPath);
        Assert.Equal(["wsf_base_keys_created", "wsf_sender_key_devices_device"], report.AddedIndexes.Order(StringComparer.Ordinal));
        Assert.Empty(report.DroppedIndexes);
    }

    static IEnumerable<ReencodedBlobs> Expected(GoldenAccount account)
    {
        var keys = account["syncKeys"].EnumerateObject().Count(key => !key.Value.IsNull && key.Value.GetProperty("keyData").GetBytesFromBase64().Length == 32);
        yield return new ReencodedBlobs(account.DeviceId, LegacyBlobKind.SyncKey, keys);
        // A collection that was never stored answers version 0 and zeros.
        var versions = account["versions"].EnumerateObject().Count(state => state.Value.GetProperty("version").GetUInt64() != 0);
        yield return new ReencodedBlobs(account.DeviceId, LegacyBlobKind.CollectionVersion, versions);
        if (!account["device"].GetProperty("serverCertChain").IsNull)
        {
            yield return new ReencodedBlobs(account.DeviceId, LegacyBlobKind.ServerCertChain, 1);
        }
    }
}
