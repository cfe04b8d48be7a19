using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The account that a run sends from: made by this command, in a file that holds no other.</summary>
sealed class FanoutAccount : IAsyncDisposable
{
    const int FirstDeviceId = 1;
    const string PushName = "wastore fanout";

    // Each kind of record of a large group; what is not flushed yet may be as much twice over.
    const long BytesPerDevice = 4_096;

    // The sends follow each other at once, so the worker's 25 ms would pass now and then at some machine's whim. Leases flush, and the end of each kind of send.
    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    readonly SqliteDatabase _database;
    readonly DirectoryInfo? _temporaryFolder;

    FanoutAccount(SqliteDatabase database, SqliteStore store, string path, DirectoryInfo? temporaryFolder)
    {
        _database = database;
        _temporaryFolder = temporaryFolder;
        Store = store;
        Path = path;
        Meter = new SendMeter(() => database.Counters, database.PageSize);
    }

    internal SqliteStore Store { get; }

    internal SendMeter Meter { get; }

    internal string Path { get; }

    internal bool IsTemporary => _temporaryFolder is not null;

    internal SqliteLibraryInfo Library => _database.Library;

    /// <summary>Opens the account in the file, or makes it; without a file, in a temporary one.</summary>
    /// <exception cref="CommandException">The file holds something that this command has not made. It has not been touched.</exception>
    internal static async Task<FanoutAccount> OpenAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            var full = System.IO.Path.GetFullPath(path);
            return await OpenAsync(full, OwnAccountIn(full, cancellationToken), temporaryFolder: null, cancellationToken).ConfigureAwait(false);
        }

        var folder = Directory.CreateTempSubdirectory("wastore-fanout-");
        try
        {
            return await OpenAsync(System.IO.Path.Combine(folder.FullName, "store.db"), deviceId: null, folder, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Opens the account with nothing in memory, and nothing that happens by itself.</summary>
    internal ValueTask<SqliteAccount<SessionRecord, SenderKeyRecord>> OpenAccountAsync(Group group, CancellationToken cancellationToken)
    {
        var signal = new SignalCacheOptions();
        var options = new AccountOptions
        {
            Signal = signal with
            {
                FlushWindow = s_never,
                MaxBackOff = s_never,
                MaxBytes = Math.Max(signal.MaxBytes, group.AllDevices * BytesPerDevice),
                MaxPendingBytes = Math.Max(signal.MaxPendingBytes, 2 * group.AllDevices * BytesPerDevice),
            },
            SentMessages = new SentMessageOptions { FlushWindow = s_never, MaxBackOff = s_never },
            MsgSecrets = new MsgSecretOptions { FlushWindow = s_never, MaxBackOff = s_never },
            StartMaintenance = false,
            WarmUpLidPn = false,
        };
        return SqliteAccount.OpenAsync(_database, Store.DeviceId, options, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _temporaryFolder?.Delete(recursive: true);
        }
    }

    static async Task<FanoutAccount> OpenAsync(string path, int? deviceId, DirectoryInfo? temporaryFolder, CancellationToken cancellationToken)
    {
        var options = new SqliteOptions { DeviceKeySource = new BenchmarkKeySource() };
        var database = await SqliteDatabase.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        try
        {
            database.TakeOwnership();
            var store = database.Account(deviceId ?? FirstDeviceId);
            if (deviceId is null)
            {
                _ = await store.CreateAsync(cancellationToken).ConfigureAwait(false);
            }

            // Also where an earlier run was interrupted before it came to that.
            if (await store.LoadAsync(cancellationToken).ConfigureAwait(false) is { Lid: null } device)
            {
                await store.SaveAsync(device with { PushName = PushName, Lid = Group.OwnJid, Pn = Group.OwnPhoneJid }, cancellationToken).ConfigureAwait(false);
            }

            return new FanoutAccount(database, store, path, temporaryFolder);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The account that this command made in the file; null when there is no file yet, or one without any account: so an interrupted run leaves it.</summary>
    static int? OwnAccountIn(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path) && new FileInfo(path) is { Exists: false } or { Length: 0 })
        {
            return null;
        }

        StoreInspection inspection;
        try
        {
            inspection = StoreInspection.Read(path, cancellationToken);
        }
        catch (StoreException exception)
        {
            throw new CommandException($"{path} cannot be used", exception);
        }

        return inspection.Accounts switch
        {
            [] => null,
            [{ Device.UnsignedNote: BenchmarkKeySource.Note } own] => own.DeviceId,
            _ => throw new CommandException(
                $"{path} is refused and was not touched: it holds accounts that this command did not make, and sending from them here would advance their ratchets. Name a new file, or none"),
        };
    }
}
