using System.Text;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

public abstract class SessionContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Absent_session_is_null_and_not_there()
    {
        await Store.PutSessionAsync("other", Sample.Blob(10, 1));

        Assert.Null(await Store.GetSessionAsync("a"));
        Assert.False(await Store.HasSessionAsync("a"));
    }

    [Fact]
    public async Task Put_replaces()
    {
        await Store.PutSessionAsync("a", Sample.Blob(300, 1));
        await Store.PutSessionAsync("a", Sample.Blob(20, 2));

        Assert.Equal(Sample.Blob(20, 2), await Store.GetSessionAsync("a"));
        Assert.True(await Store.HasSessionAsync("a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70 * 1024)]
    public async Task Records_of_any_length_come_back(int length)
    {
        var record = Sample.Blob(length, 3);
        await Store.PutSessionAsync("single", record);
        await Store.PutSessionsAsync(new[] { new RecordEntry("batch", record) });

        Assert.Equal(record, await Store.GetSessionAsync("single"));
        Assert.Equal(record, await Store.GetSessionAsync("batch"));
        Assert.True(await Store.HasSessionAsync("single"));
    }

    [Fact]
    public async Task Delete_removes_one_and_forgives_absent()
    {
        await Store.PutSessionAsync("a", Sample.Blob(10, 1));
        await Store.PutSessionAsync("b", Sample.Blob(10, 2));
        await Store.DeleteSessionAsync("a");
        await Store.DeleteSessionAsync("a");

        Assert.Null(await Store.GetSessionAsync("a"));
        Assert.NotNull(await Store.GetSessionAsync("b"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_key_and_only_itself(string name)
    {
        var key = HostileKeys.Get(name);
        await Store.PutSessionsAsync(HostileKeys.All.Where(other => other != key).Select(other => new RecordEntry(other, Sample.Blob(5, 9))).ToArray());
        Assert.Null(await Store.GetSessionAsync(key));

        await Store.PutSessionAsync(key, Sample.Blob(8, 1));
        Assert.Equal(Sample.Blob(8, 1), await Store.GetSessionAsync(key));
        Assert.Equal([key], (await Store.GetSessionsAsync(new[] { key })).Keys);

        await Store.DeleteSessionsAsync(new[] { key });
        Assert.Null(await Store.GetSessionAsync(key));
        Assert.Equal(HostileKeys.All.Count - 1, (await Store.GetSessionsAsync(HostileKeys.All.ToArray())).Count);
    }

    [Theory]
    [MemberData(nameof(ListSizes.WithLargest), MemberType = typeof(ListSizes))]
    public async Task Batches_of_any_size_go_in_come_back_and_go(int size)
    {
        var addresses = Sample.Many(size, i => $"{i}@lid.0");
        await Store.PutSessionAsync("bystander", Sample.Blob(4, 4));
        await Store.PutSessionsAsync(Sample.Many(size, i => new RecordEntry(addresses[i], BitConverter.GetBytes(i))));

        var found = await Store.GetSessionsAsync(addresses);
        Assert.Equal(size, found.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(BitConverter.GetBytes(i), found[addresses[i]]));

        await Store.DeleteSessionsAsync(addresses);
        Assert.Empty(await Store.GetSessionsAsync(addresses));
        Assert.NotNull(await Store.GetSessionAsync("bystander"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1100)]
    public async Task Of_one_address_twice_in_a_batch_the_last_wins(int size)
    {
        var batch = Sample.Many(size, i => new RecordEntry($"{i}", Sample.Blob(4, i)));
        batch[^1] = new RecordEntry("0", Sample.Blob(4, 77));
        await Store.PutSessionsAsync(batch);

        Assert.Equal(Sample.Blob(4, 77), await Store.GetSessionAsync("0"));
    }

    [Fact]
    public async Task A_batch_read_names_only_what_exists_and_once()
    {
        await Store.PutSessionAsync("a", Sample.Blob(4, 1));
        var asked = Sample.Many(1200, i => i % 2 == 0 ? "a" : $"missing{i}");

        var found = await Store.GetSessionsAsync(asked);
        Assert.Equal("a", Assert.Single(found).Key);
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Reading_in_place_hands_each_record_out_once(int size)
    {
        var addresses = Sample.Many(size, i => $"\u00e9{i}@lid.0");
        await Store.PutSessionsAsync(Sample.Many(size, i => new RecordEntry(addresses[i], Sample.Blob(i % 7, i))));
        var seen = new Dictionary<string, byte[]>();

        string[] asked = [.. addresses, "missing", .. addresses];
        await Store.ReadSessionsAsync(asked, seen, static (seen, address, record) => seen.Add(Encoding.UTF8.GetString(address), record.ToArray()));

        Assert.Equal(size, seen.Count);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(Sample.Blob(i % 7, i), seen[addresses[i]]));
    }

    [Fact]
    public async Task An_exception_of_the_reader_reaches_the_caller_and_the_store_goes_on()
    {
        await Store.PutSessionAsync("a", Sample.Blob(4, 1));

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(
            async () => await Store.ReadSessionsAsync(Sample.Of("a"), 0, static (_, _, _) => throw new InvalidDataException("from the reader")));

        Assert.Equal("from the reader", thrown.Message);
        await Store.PutSessionAsync("a", Sample.Blob(4, 2));
        Assert.Equal(Sample.Blob(4, 2), await Store.GetSessionAsync("a"));
    }

    [Fact]
    public async Task Deleting_a_batch_forgives_absent_and_repeated_addresses()
    {
        await Store.PutSessionAsync("a", Sample.Blob(4, 1));
        await Store.DeleteSessionsAsync(Sample.Of("missing", "a", "a"));

        Assert.False(await Store.HasSessionAsync("a"));
    }

    [Fact]
    public async Task The_caller_owns_what_it_put_and_what_it_got()
    {
        var record = Sample.Blob(16, 1);
        await Store.PutSessionAsync("a", record);
        record.AsSpan().Clear();
        (await Store.GetSessionAsync("a"))!.AsSpan().Clear();

        Assert.Equal(Sample.Blob(16, 1), await Store.GetSessionAsync("a"));
    }
}
