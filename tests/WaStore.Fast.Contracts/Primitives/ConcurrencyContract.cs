using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Primitives;

public abstract class ConcurrencyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    const int Writers = 6;
    const int Rounds = 40;

    [Fact]
    public async Task Everyone_reads_what_he_wrote_while_others_write()
    {
        await Task.WhenAll(Sample.Many(Writers, writer => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var record = Sample.Blob(256, (writer * 1000) + round);
                await Store.PutSessionAsync($"{writer}", record);
                Assert.Equal(record, await Store.GetSessionAsync($"{writer}"));
            }
        })));
    }

    [Fact]
    public async Task No_write_is_lost_among_batches_and_singles()
    {
        await Task.WhenAll(Sample.Many(Writers, writer => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var batch = new StoreBatch();
                batch.PutSession($"{writer}/{round}", Sample.Blob(64, round));
                batch.PutIdentity($"{writer}/{round}", Sample.Key(round));
                await Store.CommitAsync(batch);
                await Store.PutSenderKeyAsync($"{writer}/{round}", Sample.Blob(64, round));
            }
        })));

        var keys = Sample.Many(Writers * Rounds, i => $"{i / Rounds}/{i % Rounds}");
        Assert.Equal(Writers * Rounds, (await Store.GetSessionsAsync(keys)).Count);
        Assert.Equal(Writers * Rounds, (await Store.LoadIdentitiesAsync(keys)).Count);
        Assert.Equal(Writers * Rounds, (await Store.GetSenderKeysAsync(keys)).Count);
    }
}

/// <summary>Read-modify-write inside the store, which the defaults only try.</summary>
public abstract class FullConcurrencyContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Token_writes_at_once_lose_nothing()
    {
        for (var round = 0; round < 20; round++)
        {
            var jid = $"{round}";
            await Task.WhenAll(Sample.Many(8, i => Task.Run(async () =>
            {
                if (i % 2 == 0)
                {
                    await Store.TouchTcTokenSenderTimestampAsync(jid, 100 + i);
                }
                else
                {
                    await Store.StoreReceivedTcTokenAsync(jid, Sample.Blob(8, i), 200 + i);
                }
            })));

            Assert.Equal(new TcToken(Sample.Blob(8, 7), 207, 106), await Store.GetTcTokenAsync(jid));
        }
    }

    [Fact]
    public async Task A_unit_of_work_that_counts_counts_right()
    {
        await Task.WhenAll(Sample.Many(6, _ => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var batch = new StoreBatch();
                batch.Add(static async (unit, token) =>
                {
                    var stored = await unit.GetSessionAsync("count", token);
                    var count = stored is null ? 0 : BitConverter.ToInt32(stored);
                    await unit.PutSessionAsync("count", BitConverter.GetBytes(count + 1), token);
                });
                await Store.CommitAsync(batch);
            }
        })));

        Assert.Equal(120, BitConverter.ToInt32((await Store.GetSessionAsync("count"))!));
    }
}
