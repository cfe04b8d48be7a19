using WaStore.Fast.Caching;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Tests.Readme;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.SeedExamples;

/// <summary>Stands where a client library's bot stands, with the builder that the seeds show: all that it needs of storage is one account.</summary>
sealed class Bot : IAsyncDisposable
{
    Bot(Account<SessionRecord, SenderKeyRecord> account) => Account = account;

    internal Account<SessionRecord, SenderKeyRecord> Account { get; }

    internal static BotBuilder Builder() => new(null, new CacheConfig());

    public ValueTask DisposeAsync() => Account.DisposeAsync();

    internal sealed record BotBuilder(IBackend? Backend, CacheConfig Caches)
    {
        internal BotBuilder WithBackend(IBackend backend) => this with { Backend = backend };

        internal BotBuilder WithCacheConfig(CacheConfig caches) => this with { Caches = caches };

        internal async Task<Bot> BuildAsync()
        {
            var account = await Fast.Account.OpenAsync(Backend!, new AccountOptions { Caches = Caches });
            if (!account.Device.IsProvisioned)
            {
                _ = await account.Device.ProvisionAsync(MyKeys.Create());
            }

            return new Bot(account);
        }
    }
}
