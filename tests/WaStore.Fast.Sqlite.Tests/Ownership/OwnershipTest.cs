using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Sqlite.Tests.Crashes;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Stores;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>A folder with a database path for each test, and what tests of ownership do to the files in it.</summary>
public abstract class OwnershipTest : IDisposable
{
    internal TempFolder Folder { get; } = new();

    internal string DatabasePath => Folder.At("store.db");

    internal string OwnerPath => DatabasePath + OwnerFile.Suffix;

    internal TestLogger Logger { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<OwnedAccount> OpenAsync(int account = 1) => OwnedAccount.OpenAsync(DatabasePath, account, new SqliteOptions { Logger = Logger });

    /// <summary>Opens the account, sends, and closes cleanly. Answers the counters of the last message.</summary>
    internal async Task<(uint Session, uint SenderKey)> SendAndCloseAsync(int times, int account = 1)
    {
        await using var owned = await OpenAsync(account);
        return await owned.SendAsync(times);
    }

    /// <summary>Another process, which says that it has the account.</summary>
    internal static async Task<CrashHostProcess> OtherOwnerAsync(string path, int account = 1)
    {
        var other = CrashHostProcess.Start("own", path, account.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            Assert.Equal("owned", await other.ReadLineAsync());
            return other;
        }
        catch
        {
            other.Dispose();
            throw;
        }
    }

    /// <summary>What another process says that wants the account.</summary>
    internal static async Task<string?> AskForAsync(string path, int account = 1)
    {
        using var other = CrashHostProcess.Start("own", path, account.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var answer = await other.ReadLineAsync();
        if (answer == "owned")
        {
            await other.AskAsync("close", "closed");
        }

        return answer;
    }

    /// <summary>A connection of the other library writes to the file, or reads, and is closed.</summary>
    internal void RunForeign(string sql)
    {
        using var witness = new WitnessConnection(DatabasePath);
        witness.Execute(sql);
    }

    internal const string ForeignWrite = "CREATE TABLE IF NOT EXISTS foreign_table(a); INSERT INTO foreign_table VALUES (1)";
}
