using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost;

/// <summary><c>open PATH</c>: opens a file, and so migrates it and re-encodes its old blobs; closes it and says so.</summary>
static class OpenVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        // The library and its code are loaded before the word, so that the parent's delay falls into the work on the file.
        await using (await SqliteDatabase.OpenAsync("file:warm-up?mode=memory&cache=shared", Parent.Options()))
        {
        }

        await Parent.WaitForStartAsync();
        await using (await SqliteDatabase.OpenAsync(arguments[0], Parent.Options()))
        {
            await Parent.TellAsync("opened");
        }

        await Parent.TellAsync("closed");
    }
}
