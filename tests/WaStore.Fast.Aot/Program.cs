using System.Globalization;
using WaStore.Fast.Aot;
using WaStore.Fast.Sqlite;

// `nothing` and `send PATH` are for the benchmark of the program's start, `reopen PATH TIMES` for the report.
if (args is ["nothing"])
{
    Console.WriteLine("nothing");
    return 0;
}

if (args is ["send", string account])
{
    Console.WriteLine($"sent {await FirstSend.RunAsync(account)}");
    return 0;
}

if (args is ["reopen", string reopened, string times])
{
    for (int i = int.Parse(times, CultureInfo.InvariantCulture); i > 0; i--)
    {
        (long nanoseconds, long bytes) = await FirstSend.MeasureAsync(reopened);
        Console.WriteLine($"{nanoseconds} {bytes}");
    }

    return 0;
}

// Published with NativeAOT and run by .ci/run: every store method against a real file. The exit code is the number of failures.
string folder = Directory.CreateTempSubdirectory("wastore-aot-").FullName;
var checks = new Checks();
try
{
    string path = Path.Combine(folder, "store.db");
    await using (SqliteStore store = await SqliteStore.OpenAsync(path))
    {
        await DeviceChecks.RunAsync(store, checks);
        await SignalChecks.RunAsync(store, checks);
        await AppSyncChecks.RunAsync(store, checks);
        await ProtocolChecks.RunAsync(store, checks);
        await MessageChecks.RunAsync(store, checks);
        await UnitOfWorkChecks.RunAsync(store, checks);
    }

    await OwnershipChecks.RunAsync(path, checks);
    await AccountChecks.RunAsync(path, checks);
    await using SqliteStore again = await SqliteStore.OpenAsync(path);
    checks.That("reopen", (await again.LoadAsync())?.PushName == "aot");
}
catch (Exception error)
{
    // The program's answer is its exit code; an exception is one more failure, told whole.
    checks.Fail("unexpected", error);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"{checks.Passed} passed, {checks.Failed} failed");
return checks.Failed;
