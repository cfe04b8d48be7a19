using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary>The test that started this process, and what it says about how to run.</summary>
static class Parent
{
    /// <summary>Options with the SQLite library that the tests run on (<c>WASTORE_SQLITE_LIBRARY</c>, inherited from them).</summary>
    internal static SqliteOptions Options() => new() { Library = Environment.GetEnvironmentVariable("WASTORE_SQLITE_LIBRARY") is { Length: > 0 } name ? name : null };

    /// <summary>Says that the process is about to begin, and waits for the word: the start of the runtime is none of the parent's delay.</summary>
    internal static async Task WaitForStartAsync()
    {
        await TellAsync("ready");
        await ReadAsync();
    }

    /// <summary>Waits for a word.</summary>
    internal static async Task ReadAsync() => _ = await Console.In.ReadLineAsync();

    /// <summary>Tells something in one line, at once.</summary>
    internal static async Task TellAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
