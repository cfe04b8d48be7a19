namespace WaStore.Fast.Cli.Tests;

/// <summary>Ctrl-C and its relatives.</summary>
public sealed class InterruptionTests
{
    [UnixFact]
    public Task Ctrl_C_ends_a_run_with_130_and_deletes_the_temporary_file() => EndedBySignalAsync("INT", 130);

    [UnixFact]
    public Task Termination_ends_a_run_with_143_and_deletes_the_temporary_file() => EndedBySignalAsync("TERM", 143);

    [Fact]
    public async Task A_kept_file_stays_usable_after_an_interruption()
    {
        using var folder = new StoreFolder();
        using var cancellation = new CancellationTokenSource();
        var running = Task.Run(() => CliRun.InProcessAsync(cancellation.Token, "fanout", "--db", folder.Database, "--participants", "50", "--messages", "100000", "--json"));
        await UntilAsync(() => running.IsCompleted || IsWritten(folder.File("store.db-wal")));

        await cancellation.CancelAsync();
        (await running).AssertFailed(ExitStatus.Interrupted, "interrupted");

        var again = await CliRun.InProcessAsync("fanout", "--db", folder.Database, "--participants", "50", "--messages", "2", "--json");
        Assert.Equal((0, ""), (again.Status, again.Error));
        Assert.Equal("ok", folder.Query("PRAGMA integrity_check")[0][0]);
    }

    static async Task EndedBySignalAsync(string signal, int status)
    {
        using var temporary = new StoreFolder();
        using var process = CliProcess.Start(temporary.Path, [], "fanout", "--messages", "100000", "--json");
        await UntilAsync(() => process.HasEnded || Directory.EnumerateFiles(temporary.Path, "store.db-wal", SearchOption.AllDirectories).Any(IsWritten));

        process.Signal(signal);
        var run = await process.EndAsync();

        run.AssertFailed(status, "interrupted");
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*"));
    }

    /// <summary>Whether the first message is in the log: the many others take seconds more.</summary>
    static bool IsWritten(string log) => new FileInfo(log) is { Exists: true, Length: > 400_000 };

    static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
