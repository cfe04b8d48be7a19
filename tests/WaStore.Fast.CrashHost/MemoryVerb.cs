using System.Globalization;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary>
/// <c>memory file|files|bare PATH COUNT BAR</c>: opens accounts in a file, in files of their own, or in files of their own without readers and with every statement
/// prepared, made like the one at PATH, and tells what each costs once it has been idle: managed bytes, SQLite's bytes, both while busy, and what the process grew by. Alone in its process, since
/// the heap is the process's.
/// </summary>
static class MemoryVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        var (shape, made, accounts) = (arguments[0], arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var bar = long.Parse(arguments[3], CultureInfo.InvariantCulture);
        await using (var store = await SqliteStore.OpenAsync(made, Parent.Options()))
        {
            await AccountDay.DoEverythingAsync(store);
        }

        await (shape == "file" ? InOneFileAsync(made, accounts, bar) : InFilesAsync(made, accounts, bar, bare: shape == "bare"));
    }

    static async Task InOneFileAsync(string path, int accounts, long bar)
    {
        var before = IdleMemory.Now();
        await using var database = await SqliteDatabase.OpenAsync(path, Parent.Options());
        var stores = Sample.Many(accounts, i => database.Account(i + 1));
        foreach (var store in stores)
        {
            await AccountDay.LogInAsync(store);
        }

        await TellAsync(before, accounts, bar);
        GC.KeepAlive(stores);
    }

    static async Task InFilesAsync(string made, int accounts, long bar, bool bare)
    {
        var paths = Sample.Many(accounts, i => Path.Combine(Path.GetDirectoryName(made)!, $"{i}.db"));
        foreach (var path in paths)
        {
            // Closed, so that nobody's locks hang on it; and faster than migrating each.
            File.Copy(made, path);
        }

        var before = IdleMemory.Now();
        var stores = new List<SqliteStore>();
        foreach (var path in paths)
        {
            var options = Parent.Options();
            options.Readers = bare ? 0 : options.Readers;
            stores.Add(await SqliteStore.OpenAsync(path, options));
            await (bare ? AccountDay.DoEverythingAsync(stores[^1]) : AccountDay.LogInAsync(stores[^1]));
        }

        await TellAsync(before, accounts, bar);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    static async Task TellAsync(IdleMemory before, int accounts, long bar)
    {
        var busy = IdleMemory.Now();
        var idle = await IdleMemory.WaitForIdleAsync(before, bar * accounts);
        await Parent.TellAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(idle.Managed - before.Managed) / accounts} {(idle.Native - before.Native) / accounts} {busy.Since(before) / accounts} {(idle.Resident - before.Resident) / accounts}"));
    }
}
