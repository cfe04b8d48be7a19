using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Several databases, that is several writers, on one file.</summary>
public sealed class ConcurrencyTests : StoreTest
{
    const int Handles = 8;
    const int Writes = 25;

    [Fact]
    public async Task No_write_of_any_handle_is_lost_and_none_fails()
    {
        var handles = await OpenHandlesAsync();
        await Task.WhenAll(handles.Select((handle, h) => Task.Run(async () =>
        {
            for (var i = 0; i < Writes; i++)
            {
                await handle.PutSessionAsync($"{h}/{i}", Sample.Blob(200, i));
                Assert.NotNull(await handle.GetSessionAsync($"{h}/{i}"));
            }
        })));

        var addresses = Sample.Many(Handles * Writes, i => $"{i / Writes}/{i % Writes}");
        foreach (var handle in handles)
        {
            Assert.Equal(Handles * Writes, (await handle.GetSessionsAsync(addresses)).Count);
            await handle.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_several_takers_at_once_exactly_one_gets_the_message()
    {
        var handles = await OpenHandlesAsync();
        for (var round = 0; round < 10; round++)
        {
            await Store.StoreSentMessageAsync("c", $"{round}", Sample.Blob(50, round));
            var id = $"{round}";
            var taken = await Task.WhenAll(handles.SelectMany(handle => new[]
            {
                Task.Run(async () => await handle.TakeSentMessageAsync("c", id)),
                Task.Run(async () => await handle.TakeSentMessageAsync("c", id)),
            }));

            Assert.Equal(Sample.Blob(50, round), Assert.Single(taken, message => message is not null));
        }

        foreach (var handle in handles)
        {
            await handle.DisposeAsync();
        }
    }

    async Task<SqliteStore[]> OpenHandlesAsync() =>
        await Task.WhenAll(Enumerable.Range(0, Handles).Select(_ => Task.Run(async () => await SqliteStore.OpenAsync(DatabasePath))));
}
