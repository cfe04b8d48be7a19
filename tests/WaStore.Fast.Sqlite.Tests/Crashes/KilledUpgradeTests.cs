using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Upgrade;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>A process that is killed (SIGKILL) at a random point of its work while it opens an old file: the file is on one side or the other of each step, with all its rows.</summary>
public sealed class KilledUpgradeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Over_the_migrations_that_move_rows()
    {
        using var number2 = await BigFile.CreateAsync(1, Many(8_000,
            "INSERT INTO sessions SELECT i || '@lid.0', randomblob(300) FROM n",
            "INSERT INTO app_state_mutation_macs SELECT 'regular', i, randomblob(32), randomblob(32) FROM n"));
        using var number11 = await BigFile.CreateAsync(10, Many(15_000,
            "INSERT INTO skdm_recipients SELECT 'g' || (i % 50), i || ':1@lid', 1 + i % 2, i FROM n",
            "INSERT INTO sender_key_status SELECT 'g' || (i % 50), (i / 2) || ':1@lid', 1 + i % 2, i FROM n"));
        using var number17 = await BigFile.CreateAsync(16, Many(20_000,
            "INSERT INTO msg_secrets SELECT 'c' || (i % 50), 's', i, randomblob(32), 1 + i % 2, i FROM n"));
        (BigFile File, int Stage)[] files = [(number2, 1), (number11, 10), (number17, 16)];

        await KillAsync(round => files[round % files.Length].File, (round, path) =>
        {
            using var witness = new WitnessConnection(path);
            var recorded = witness.QueryTexts("SELECT version FROM __diesel_schema_migrations ORDER BY version");
            var stage = recorded.Count;
            Assert.InRange(stage, files[round % files.Length].Stage, 24);
            Assert.Equal(Migrations.All.Take(stage).Select(migration => migration.Version), recorded);
            Assert.Equal(SchemaOf(stage), SchemaDump.Read(witness));
            return $"stage {stage}";
        });
    }

    [Fact]
    public async Task Over_the_re_encoding()
    {
        const string Bincode = "SELECT (SELECT count(*) FROM app_state_keys WHERE substr(key_data, 1, 1) = x'20')"
            + " + (SELECT count(*) FROM app_state_versions WHERE length(state_data) = 130) + (SELECT count(*) FROM device WHERE length(server_cert_chain) = 84)";
        using var file = await BigFile.CreateAsync(24, Many(10_000,
            "INSERT INTO app_state_keys SELECT CAST('key ' || i AS BLOB), CAST(x'20' || randomblob(32) || x'04aabbccddfc00e2a7ca' AS BLOB), 1 + i % 3 FROM n",
            "INSERT INTO app_state_versions SELECT 'collection ' || i, CAST(x'07' || randomblob(128) || x'00' AS BLOB), 1 + i % 3 FROM n",
            $"""
            INSERT INTO device (id, lid, pn, registration_id, noise_key, identity_key, signed_pre_key, signed_pre_key_id, signed_pre_key_signature, adv_secret_key, server_cert_chain)
            SELECT i, '', '', i, randomblob(64), randomblob(64), randomblob(64), 1, randomblob(64), randomblob(32), x'{LegacyFile.BincodeChain}' FROM n WHERE i <= 3
            """));

        await KillAsync(_ => file, (_, path) =>
        {
            using var witness = new WitnessConnection(path);
            var left = Assert.Single(witness.QueryTexts(Bincode));
            Assert.True(left is "0" or "20003", $"{left} of 20003 blobs were left as bincode: a part of them was re-encoded");
            return left == "0" ? "protobuf" : "bincode";
        });
    }

    [Fact]
    public async Task Over_the_copy_that_is_kept_first()
    {
        using var file = await BigFile.CreateAsync(16, Many(20_000, "INSERT INTO msg_secrets SELECT 'c' || (i % 50), 's', i, randomblob(32), 1 + i % 2, i FROM n"), "copy-first");
        var original = BigFile.Describe(file.Copy());

        await KillAsync(_ => file, (_, path) =>
        {
            var copies = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".before-migration-*").ToList();
            // Whatever stands under a copy's final name is a whole copy, and without one nothing was migrated.
            Assert.All(copies, copy => Assert.Equal(original, BigFile.Describe(copy)));
            using var witness = new WitnessConnection(path);
            var stage = MigrationState.Read(witness).Applied.Count;
            Assert.True(copies.Count == 1 || stage == 16, $"{copies.Count} copies at stage {stage}");
            return $"{copies.Count} copies, stage {stage}";
        }, "copy-first");
    }

    static string Many(int rows, params string[] inserts) => string.Concat(inserts.Select(insert =>
        $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) {insert};"));

    static IReadOnlyList<string> SchemaOf(int stage)
    {
        using var database = new TempDatabase();
        using var connection = database.CreateAtStage(stage);
        return SchemaDump.Read(connection);
    }

    async Task KillAsync(Func<int, BigFile> choose, Func<int, string, string> look, params string[] arguments)
    {
        var moments = new Random(20261121);
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var killed = 0;
        for (var round = 0; round < CrashRounds.Count; round++)
        {
            var file = choose(round);
            var path = file.Copy();
            using (var child = CrashHostProcess.Start(["open", path, .. arguments]))
            {
                await child.ReadyAsync();
                var point = (long)(file.Growth * moments.NextDouble());
                child.Go();
                while (BigFile.BytesBeside(path) < point && !child.HasEnded)
                {
                    await Task.Delay(1);
                }

                killed += await child.KillAsync() ? 1 : 0;
            }

            var state = look(round, path);
            found[state] = found.GetValueOrDefault(state) + 1;
            await using (await SqliteDatabase.OpenAsync(path))
            {
            }

            Assert.Equal(file.Expected, BigFile.Describe(path));
            BigFile.Delete(path);
        }

        output.WriteLine($"{killed} of {CrashRounds.Count} killed; found: {string.Join("; ", found.Select(entry => $"{entry.Value} x {entry.Key}"))}");
        // On a busy machine a child may be through before this process gets its turn.
        Assert.True(killed > CrashRounds.Count / 3, $"only {killed} of {CrashRounds.Count} were killed before they had done");
    }
}
