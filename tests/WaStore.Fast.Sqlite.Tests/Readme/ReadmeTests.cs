using System.Runtime.CompilerServices;
using System.Text;
using WaStore.Fast.CrashHost;
using WaStore.Fast.CrashHost.Storm;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Sqlite.Tests.Readme;

public sealed class ReadmeTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wastore-readme-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FirstLines_onANewFile_makeAnAccountAndGoOnExactly()
    {
        string file = Path.Combine(_folder, "bot.db");
        List<uint> sent = [];
        await FirstLines.OpenAndSendAsync(file, step => sent.Add(step.Counter), "c@g.us", "m0", new byte[] { 1 });
        Assert.Empty(sent);
        await using (var account = await SqliteAccount.OpenAsync(file))
        {
            Assert.True(account.Device.IsProvisioned);
            Assert.Equal((0u, 0u), await Chains.SendAsync(account.Signal));
        }

        await FirstLines.OpenAndSendAsync(file, step => sent.Add(step.Counter), "c@g.us", "m1", new byte[] { 1 });
        await FirstLines.OpenAndSendAsync(file, step => sent.Add(step.Counter), "c@g.us", "m2", new byte[] { 2 });
        Assert.Equal([1u, 2u], sent);
        await using SqliteStore store = await SqliteStore.OpenAsync(file);
        Assert.Equal([2], await store.GetSentMessageAsync("c@g.us", "m2"));
    }

    [Fact]
    public async Task Store_alone_storesAndReadsBack()
    {
        byte[] record = [1, 2, 3];
        Assert.Equal(record, await FirstLines.OpenAndUseAsync(Path.Combine(_folder, "bot.db"), record));
    }

    [Fact]
    public async Task Other_stores_asShown_open()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(Path.Combine(_folder, "bot.db"));
        await FirstLines.OpenOverOwnStoresAsync(database, new InMemoryBackend(), new MyRedis());
    }

    [Fact]
    public async Task Batch_asShown_isDurable()
    {
        string file = Path.Combine(_folder, "bot.db");
        await using (SqliteStore store = await SqliteStore.OpenAsync(file))
        {
            await FirstLines.CommitAsync(store, "1@lid.0", new byte[] { 1 }, new Key32(new byte[32]), "g@g.us", "m", new byte[] { 2 });
        }

        await using SqliteStore again = await SqliteStore.OpenAsync(file);
        Assert.NotNull(await again.GetSessionAsync("1@lid.0"));
        Assert.NotNull(await again.LoadIdentityAsync("1@lid.0"));
        Assert.NotNull(await again.GetSentMessageAsync("g@g.us", "m"));
    }

    [Fact]
    public async Task GroupSend_asShown_leavesTheMemberWithTheKey()
    {
        await using var account = await SqliteAccount.OpenAsync(Path.Combine(_folder, "bot.db"), sqlite: new SqliteOptions { DeviceKeySource = WaStore.Fast.Contracts.Samples.Sample.KeySource });
        Jid member = new("15550001", JidServers.Lid);
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord(member.User, [new DeviceInfo(0, null, false)], 0, null, null));
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord("900", [new DeviceInfo(0, null, false), new DeviceInfo(1, 1, false)], 0, null, null));
        var own = new OwnDevice(new Jid("900", JidServers.Lid), null, 1);
        var info = GroupInfo.Create([new GroupParticipant(member)], AddressingMode.Lid);
        var secret = new ReceivedMsgSecret("12036@g.us", "900@lid", "M", new byte[32], MsgSecretClass.Text, 0);
        List<string> calls = [];
        await FirstLines.SendToGroupAsync(
            account, "12036@g.us", info, own, "M", [1], secret, address => calls.Add(Encrypt(account, address)), name => calls.Add(Encrypt(account, name)), () => calls.Add("send"));

        Assert.Equal(["15550001@lid.0", "900@lid.0", "12036@g.us:900:1@lid.0", "send"], calls);
        Assert.Equal([new SenderKeyDevice("15550001@lid", true)], await account.Store.GetSenderKeyDevicesAsync("12036@g.us"));
    }

    static string Encrypt(SqliteAccount<SessionRecord, SenderKeyRecord> account, SignalAddress address)
    {
        Assert.Equal(CheckoutStatus.Owned, account.Signal.TryCheckoutSession(address, out var checkout));
        checkout.Commit(StormRecords.NewSession(null, 1).TakeSendingCounter(out _));
        return address.Text;
    }

    static string Encrypt(SqliteAccount<SessionRecord, SenderKeyRecord> account, SenderKeyName name)
    {
        Assert.Equal(CheckoutStatus.Owned, account.Signal.TryCheckoutSenderKey(name, out var checkout));
        checkout.Commit(StormRecords.NewSenderKey(null, 1).TakeSendingIteration(out _));
        return name.Text;
    }

    [Theory]
    [InlineData("first lines")]
    [InlineData("the store alone")]
    [InlineData("one transaction")]
    [InlineData("other stores")]
    [InlineData("a group send")]
    public void Readme_showsTheCompiledSample(string sample)
    {
        string readme = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "README.md"));
        string shown = Sample(File.ReadAllLines(Path.Combine(Here(), "FirstLines.cs")), sample).Replace("(file)", "(\"bot.db\")", StringComparison.Ordinal);

        Assert.Contains("```csharp\n" + shown + "```", readme, StringComparison.Ordinal);
    }

    static string Sample(string[] lines, string name)
    {
        const int Indentation = 8;
        var sample = new StringBuilder();
        foreach (string line in lines.SkipWhile(line => line.Trim() != "// " + name).Skip(1).TakeWhile(line => line.Trim() != "// end"))
        {
            _ = sample.Append(line.Length > Indentation ? line[Indentation..] : "").Append('\n');
        }

        Assert.NotEqual(0, sample.Length);
        return sample.ToString();
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
