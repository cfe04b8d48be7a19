using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary>
/// <c>open PATH [copy-first] [hold]</c>: opens a file, and so migrates it and re-encodes its old blobs; with <c>hold</c> waits for a word; closes it and says so.
/// </summary>
static class OpenVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        // The library and its code are loaded before the word, so that the parent's delay falls into the work on the file.
        await using (await SqliteDatabase.OpenAsync("file:warm-up?mode=memory&cache=shared", Parent.Options()))
        {
        }

        var options = Parent.Options();
        options.MigrateOnOpen = arguments.Contains("copy-first") ? MigrateOnOpen.CopyFirst : MigrateOnOpen.Yes;
        await Parent.WaitForStartAsync();
        await using (await SqliteDatabase.OpenAsync(arguments[0], options))
        {
            await Parent.TellAsync("opened");
            if (arguments.Contains("hold"))
            {
                await Parent.ReadAsync();
            }
        }

        await Parent.TellAsync("closed");
    }
}
