using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Simulation;

sealed partial class AccountSimulation
{
    TimeSpan _now = TimeSpan.FromDays(20_000);
    int _crashes;
    int _restarts;

    async Task OpenAsync()
    {
        _steering = new Steering();
        var life = new Life(this);
        life.Time.Advance(_now);
        life.Account = await Account.OpenAsync<PeerRecord, PeerRecord>(
            SteeredBackend.Of(await _store.OpenAsync(), _steering),
            new AccountOptions
            {
                TimeProvider = life.Time,
                InboundHandler = life,
                Device = new() { DeviceKeySource = Sample.KeySource },
                Signal = new() { MaxEntries = 48, MaxAbsences = 16, Stripes = 4 },
            });
        life.FanOut = new FanOutPlanner<PeerRecord, PeerRecord>(life.Account.FanOutParts, static record => record.Sent);
        _life = life;
    }

    async Task SeedAsync()
    {
        var account = _life.Account;
        var pairs = Enumerable.Range(0, SimulatedWorld.Users).Where(user => _world.KnowsLid[user])
            .Select(static user => new LidPnPair(SimulatedWorld.Lid(user), SimulatedWorld.Phone(user))).ToArray();
        _ = await account.LidPnLearner.LearnAsync(pairs, LearningSource.Usync);
        _ = await account.LidPnLearner.LearnAsync(new LidPnPair(s_own.Lid!.Value.User, s_own.PhoneNumber!.Value.User), LearningSource.Usync);
        await account.DeviceRegistry.UpdateAsync(Enumerable.Range(0, SimulatedWorld.Users).Select(_world.Record).ToArray());
        await account.DeviceRegistry.UpdateAsync(OwnRecord());
        var seed = new ReceivedMsgSecret("1@g.us", "1@lid", "seed", Secret("seed"), MsgSecretClass.Text, _life.Time.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(1, await account.MsgSecrets.SeedAsync(new[] { seed }));
        _world.Secrets.Keep("1@g.us|1@lid", "seed", Secret("seed"));
        _world.Secrets.Flushed();
    }

    async Task WaitAsync()
    {
        var time = TimeSpan.FromMilliseconds(5 + _random.Next(60));
        _now += time;
        _life.Time.Advance(time);
        // What the clock woke runs on other threads; the next flush comes after it.
        if (OneIn(8))
        {
            await FlushAsync();
        }
    }

    async Task FlushAsync()
    {
        await _life.Account.FlushAsync();
        _world.SentMessages.Flushed();
        _world.Secrets.Flushed();
        _world.PushNames.RemoveWhere(name => name != _life.Account.Device.GetSnapshot().Row.PushName);
    }

    Task FailCommitAsync()
    {
        _steering.FailNext(Commit);
        return Task.CompletedTask;
    }

    async Task MaintainAsync() => _ = await _life.Account.Maintenance.RunAsync();

    async Task RestartAsync()
    {
        _steering.Mend();
        await CloseAsync();
        _restarts++;
        _world.SentMessages.Flushed();
        _world.Secrets.Flushed();
        await _store.CloseAsync();
        await OpenAsync();
    }

    // An app that fails at the end fails the close, which is tried again as a user would.
    async Task CloseAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await _life.Account.DisposeAsync();
                _life.IsOver = true;
                return;
            }
            catch (Exception exception) when (attempt < 20 && IsSteered(exception))
            {
            }
        }
    }

    async Task CrashAsync()
    {
        _crashes++;
        _life.IsOver = true;
        _steering.Break(Commit);
        await _store.CrashAsync();
        _world.SentMessages.Crashed();
        _world.Secrets.Crashed();
        await OpenAsync();
    }

    static bool IsSteered(Exception exception) =>
        exception is StoreException { SqliteErrorCode: 10 } || (exception is AggregateException all && all.InnerExceptions.All(IsSteered));
}
