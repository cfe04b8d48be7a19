using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>Accounts over noted stores in memory, on a clock that stands still, so that nothing is written by itself; and an app that notes what it is told.</summary>
sealed class AccountBed : IInboundHandler
{
    public const string Handled = "handled";
    public const string Lid = "100000012345678";
    public const string Phone = "15550001111";

    public AccountBed()
    {
        Time.Advance(TimeSpan.FromDays(1_000));
        Store = new InMemoryBackend(new InMemoryOptions { TimeProvider = Time });
        Backend = NotedStores.Of(Store, Notes);
        Options = new AccountOptions { TimeProvider = Time, InboundHandler = this, Device = new() { DeviceKeySource = Sample.KeySource } };
    }

    public static SignalAddress Address { get; } = SignalAddress.Create("15550002222", "lid", 0);

    public ManualTime Time { get; } = new();

    public Notes Notes { get; } = new();

    /// <summary>The store itself, past the notes.</summary>
    public InMemoryBackend Store { get; }

    public IBackend Backend { get; }

    public AccountOptions Options { get; }

    public ValueTask HandleAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken)
    {
        Notes.Note(Handled);
        return default;
    }

    public ValueTask AcknowledgeAsync(IReadOnlyList<PendingInboundKey> messages, CancellationToken cancellationToken) => default;

    /// <summary>An account with chains as records, which owns the store.</summary>
    public ValueTask<Account<ChainRecord, ChainRecord>> OpenAsync(AccountOptions? options = null, CancellationToken cancellationToken = default) =>
        AccountOpening<ChainRecord, ChainRecord>.OpenAsync(
            Backend, Notes, (options ?? Options).Checked(), static opening => new Account<ChainRecord, ChainRecord>(opening), cancellationToken);

    /// <summary>Something in every part that is not in the store.</summary>
    public static async Task FillAsync(Account<ChainRecord, ChainRecord> account)
    {
        account.LidPnLearner.IsOnline = false;
        Assert.Equal(FastLearning.Learnt, account.LidPnLearner.LearnFast(new LidPnPair(Lid, Phone), LearningSource.PeerLidMessage));
        await account.Inbound.AcceptAsync(new PendingInbound("c@g.us", "1@lid", "in", new byte[] { 1 }));
        Assert.True(await account.MsgSecrets.KeepAsync(new ReceivedMsgSecret("c@g.us", "1@lid", "secret", new byte[32], MsgSecretClass.Text, 0)));
        await account.SentMessages.KeepAsync("c@g.us", "out", new byte[] { 1 });
        _ = await account.Device.ModifyAsync(static device => device with { Row = device.Row with { PushName = "changed" } });
        await account.Signal.PutSessionAsync(Address, ChainRecord.New(1));
    }

    /// <summary>Everything that <see cref="FillAsync"/> put into memory is in the store.</summary>
    public async Task AssertStoredAsync()
    {
        Assert.Equal(Phone, (await Store.GetLidMappingAsync(Lid))?.PhoneNumber);
        Assert.NotNull(await Store.GetMsgSecretAsync("c@g.us", "1@lid", "secret"));
        Assert.NotNull(await Store.GetSentMessageAsync("c@g.us", "out"));
        Assert.Equal("changed", (await Store.LoadAsync())?.PushName);
        Assert.NotNull(await Store.GetSessionAsync(Address.Text));
        Assert.Contains(Handled, Notes.Calls);
    }
}
