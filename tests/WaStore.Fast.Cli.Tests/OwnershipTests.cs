using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>The commands that write, on a file whose Signal state another process owns: this one, as the bot that runs on it.</summary>
public sealed class OwnershipTests
{
    public static TheoryData<string[]> Writing { get; } =
    [
        ["migrate"],
        ["accounts", "remove", "1", "--yes"],
        ["accounts", "reset", "1", "--yes"],
        ["fanout", "--participants", "1", "--devices", "1", "--messages", "1"],
    ];

    [Theory]
    [MemberData(nameof(Writing))]
    public async Task It_is_refused_and_the_owner_is_named(string[] command)
    {
        using var folder = new StoreFolder();
        var made = await CliRun.InProcessAsync("fanout", "--db", folder.Database, "--participants", "1", "--devices", "1", "--messages", "1", "--json");
        Assert.Equal(0, made.Status);
        string[] arguments = command[0] == "fanout" ? [.. command, "--db", folder.Database] : [command[0], folder.Database, .. command[1..]];
        await using (var bot = await SqliteDatabase.OpenExistingAsync(folder.Database))
        {
            bot.TakeOwnership();

            var refused = await CliProcess.RunAsync(folder.Path, [], arguments);

            refused.AssertFailed(1, $"is owned by process {Environment.ProcessId} (");
            Assert.True(await bot.Account(1).ExistsAsync());
            Assert.Equal(0, bot.Health.ForeignCommits);
        }

        Assert.Equal(0, (await CliProcess.RunAsync(folder.Path, [], arguments)).Status);
    }

    [Fact]
    public async Task Reading_commands_do_not_ask_who_the_owner_is()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        await using var bot = await SqliteDatabase.OpenAsync(folder.Database);
        bot.TakeOwnership();

        foreach (string[] arguments in new string[][] { ["inspect", folder.Database], ["accounts", folder.Database, "list"], ["verify", folder.Database], ["snapshot", folder.Database, "s"] })
        {
            Assert.Equal((0, ""), await CliProcess.RunAsync(folder.Path, [], arguments) is var run ? (run.Status, run.Error) : default);
        }
    }
}
