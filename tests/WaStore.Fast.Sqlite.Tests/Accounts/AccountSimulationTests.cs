using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Simulation;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Accounts;

/// <summary>The whole account over real files. A crash leaves behind what the files are at that moment, WAL and all.</summary>
public sealed class AccountSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_account_in_a_file_loses_and_repeats_nothing_whatever_happens() =>
        output.WriteLine(await SimulationRun.RunAsync(static () => new FileStore(), events: 100_000));

    sealed class FileStore : ISimulatedStore
    {
        static readonly string[] s_files = ["", "-wal", "-shm"];

        readonly Engine.TempFolder _folder = new();
        SqliteStore? _store;
        int _lives;

        string Database => _folder.File($"{_lives}.db");

        public async ValueTask<IBackend> OpenAsync() => _store = await SqliteStore.OpenAsync(Database);

        public ValueTask CloseAsync() => _store!.DisposeAsync();

        public async ValueTask CrashAsync()
        {
            var dying = Database;
            _lives++;
            foreach (var file in s_files)
            {
                if (File.Exists(dying + file))
                {
                    File.Copy(dying + file, Database + file);
                }
            }

            // What it writes as it closes, nobody reads: the account goes on in the copies.
            await _store!.DisposeAsync();
            foreach (var file in Directory.EnumerateFiles(_folder.Root, Path.GetFileName(dying) + "*"))
            {
                File.Delete(file);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _store!.DisposeAsync();
            _folder.Delete();
        }
    }
}
