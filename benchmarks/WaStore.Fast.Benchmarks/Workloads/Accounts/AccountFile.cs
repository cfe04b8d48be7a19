using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>An account in a file of its own, its planner, and what its statements were. Closed and opened again, it has nothing in memory.</summary>
sealed class AccountFile : IAsyncDisposable
{
    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    readonly TemporaryDatabase _file = new();
    readonly SqliteOptions _sqlite;
    readonly AccountOptions _options;

    AccountFile(SqliteOptions sqlite, AccountOptions options)
    {
        _sqlite = sqlite;
        _options = options with { Device = options.Device with { DeviceKeySource = new BenchmarkKeySource() }, StartMaintenance = false };
    }

    /// <summary>Options of an account that writes only when it is told to or must.</summary>
    public static AccountOptions Quiet { get; } = new()
    {
        Signal = new SignalCacheOptions { FlushWindow = s_never, MaxBackOff = s_never },
        SentMessages = new SentMessageOptions { FlushWindow = s_never, MaxBackOff = s_never },
        MsgSecrets = new MsgSecretOptions { FlushWindow = s_never, MaxBackOff = s_never },
    };

    public SqliteAccount<SessionRecord, SenderKeyRecord> Account { get; private set; } = null!;

    public FanOutPlanner<SessionRecord, SenderKeyRecord> Planner { get; private set; } = null!;

    /// <summary>Since the file was opened.</summary>
    public EngineCounters Counters => Account.Database.Counters;

    public static async Task<AccountFile> CreateAsync(SqliteOptions? sqlite = null, AccountOptions? options = null)
    {
        var file = new AccountFile(sqlite ?? new SqliteOptions(), options ?? Quiet);
        await file.OpenAsync();
        return file;
    }

    public async Task OpenAsync()
    {
        Account = await SqliteAccount.OpenAsync(_file.Path, _options, _sqlite);
        Planner = FanOutPlanner.Create(Account.FanOutParts);
    }

    public ValueTask CloseAsync() => Account.DisposeAsync();

    public async Task ReopenAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _file.Dispose();
    }
}
