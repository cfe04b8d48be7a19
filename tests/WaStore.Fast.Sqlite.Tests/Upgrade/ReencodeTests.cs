using WaStore.Fast.Sqlite.Tests.Codecs;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>Which blobs a writable open writes anew, into what, and that it touches nothing else (spec/storage.md 3.3).</summary>
public sealed class ReencodeTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public async Task Exactly_the_rows_that_the_specification_names_are_written_anew()
    {
        CreateFile();

        await using (var database = await SqliteDatabase.OpenAsync(_database.Path))
        {
            Assert.Equal(LegacyFile.Reencoded, database.MigrationReport.Reencoded);
            Assert.Empty(database.MigrationReport.Applied);
        }

        using var after = new WitnessConnection(_database.Path);
        Assert.Equal(LegacyFile.Expected, LegacyFile.Read(after));
        Assert.Equal(["ok"], after.QueryTexts("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task It_is_one_transaction_and_the_next_open_writes_nothing()
    {
        CreateFile();
        // Our own indexes are a transaction of their own: they are there before.
        using (var witness = new WitnessConnection(_database.Path))
        {
            Sqlite.Schema.OwnIndexes.Apply(witness, Sqlite.Schema.SchemaShape.Read(witness));
        }

        await using (var first = await SqliteDatabase.OpenAsync(_database.Path))
        {
            Assert.Equal(1, first.Counters.Transactions);
        }

        var bytes = FolderListing.Hash(_database.Path);
        await using (var second = await SqliteDatabase.OpenAsync(_database.Path))
        {
            Assert.Equal(0, second.Counters.Transactions);
            Assert.True(second.MigrationReport.WasUpToDate);
            Assert.Empty(second.MigrationReport.Reencoded);
        }

        Assert.Equal(bytes, FolderListing.Hash(_database.Path));
    }

    [Fact]
    public async Task What_an_older_client_writes_later_is_found_at_the_next_open()
    {
        CreateFile();
        await using (await SqliteDatabase.OpenAsync(_database.Path))
        {
        }

        using (var older = new WitnessConnection(_database.Path))
        {
            older.Execute($"INSERT INTO app_state_versions VALUES ('late', x'{LegacyFile.BincodeVersion}', 2)");
        }

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);
        Assert.Equal([new ReencodedBlobs(2, LegacyBlobKind.CollectionVersion, 1)], database.MigrationReport.Reencoded);
        Assert.Equal(7UL, (await database.Account(2).GetVersionAsync("late")).Version);
    }

    [Fact]
    public async Task Every_row_answers_the_same_before_and_after()
    {
        CreateFile();
        List<string> before;
        await using (var asItIs = await SqliteDatabase.OpenAsync(_database.Path, new SqliteOptions { MigrateOnOpen = MigrateOnOpen.Refuse }))
        {
            before = await LegacyFile.AnswersAsync(asItIs);
        }

        await using var reencoded = await SqliteDatabase.OpenAsync(_database.Path);

        Assert.Equal(before, await LegacyFile.AnswersAsync(reencoded));
        Assert.NotEmpty(reencoded.MigrationReport.Reencoded);
        // The first account's chain was bincode, the second's protobuf of the same.
        var chains = before.Where(line => line.Contains("NoiseCert", StringComparison.Ordinal)).ToList();
        Assert.Equal(["1", "2"], chains.Select(line => line[..1]));
        Assert.Single(chains.Select(line => line[1..]).Distinct());
    }

    [Fact]
    public async Task Refuse_reads_old_blobs_as_they_are_and_writes_nothing()
    {
        CreateFile();
        var bytes = FolderListing.Hash(_database.Path);

        await using (var database = await SqliteDatabase.OpenAsync(_database.Path, new SqliteOptions { MigrateOnOpen = MigrateOnOpen.Refuse }))
        {
            var key = await database.Account(1).GetSyncKeyAsync(new byte[] { 0x01 });
            Assert.Equal(Hex.Bytes("32*11"), key!.KeyData.ToArray());
            Assert.Equal(0, database.Counters.Transactions);
            Assert.True(database.MigrationReport.WasUpToDate);
            Assert.Empty(database.MigrationReport.AddedIndexes);
        }

        Assert.Equal(bytes, FolderListing.Hash(_database.Path));
    }

    [Fact]
    public async Task When_one_row_cannot_be_written_all_stay_as_they_were()
    {
        CreateFile();
        using (var witness = new WitnessConnection(_database.Path))
        {
            // The chains come last, when keys and versions are written already.
            witness.Execute("CREATE TRIGGER no BEFORE UPDATE ON device BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        }

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await SqliteDatabase.OpenAsync(_database.Path));

        Assert.Equal(StoreErrorKind.Migration, failure.Kind);
        Assert.Contains("not this one", failure.Message, StringComparison.Ordinal);
        using (var after = new WitnessConnection(_database.Path))
        {
            Assert.Equal(LegacyFile.Written, LegacyFile.Read(after));
            after.Execute("DROP TRIGGER no");
        }

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);
        Assert.Equal(LegacyFile.Reencoded, database.MigrationReport.Reencoded);
    }

    public void Dispose() => _database.Dispose();

    void CreateFile()
    {
        using var connection = _database.CreateAtStage(24);
        LegacyFile.Fill(connection);
    }
}
