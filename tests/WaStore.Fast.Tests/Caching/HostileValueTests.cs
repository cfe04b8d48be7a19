using System.Text;
using WaStore.Fast.Caching;

namespace WaStore.Fast.Tests.Caching;

/// <summary>Whatever is in the store, or is to get there, costs a miss and a warning that does not repeat it.</summary>
public sealed class HostileValueTests
{
    readonly StoreHarness _harness = new();

    public static TheoryData<string> Garbage =>
    [
        "",
        " ",
        "null",
        "{",
        "[]",
        "1",
        "\"secret\"",
        """{"Number":"secret"}""",
        """{"Number":1e99}""",
        """{"Text":"secret"}""",
        """{"Number":1,"Text":{"secret":1}}""",
        """{"Number":1}secret""",
        new string('[', 10_000),
        "{\"Text\":" + new string('[', 10_000),
        "\uFEFF{\"Number\":1}",
        "\0",
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_in_the_store_is_a_miss_and_is_loaded_anew(string stored)
    {
        _harness.Store.Seed("secret", Encoding.UTF8.GetBytes(stored));
        Assert.Null(await _harness.Cache.GetAsync("secret"));
        Assert.Equal(1, _harness.Cache.Failures);
        Assert.Null(await _harness.Cache.RemoveAsync("secret"));

        _harness.Store.Seed("secret", Encoding.UTF8.GetBytes(stored));
        Assert.Equal(new Note(1), await _harness.Cache.GetOrAddAsync("secret", 1, static (one, _, _) => new ValueTask<Note?>(new Note(one))));
        Assert.Equal(new Note(1), await _harness.Cache.GetAsync("secret"));
        Assert.All(_harness.Log.Entries, entry => Assert.DoesNotContain("secret", entry.Text + entry.Error, StringComparison.Ordinal));
        Assert.NotEmpty(_harness.Log.Entries);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_miss()
    {
        _harness.Store.Seed("a", [0xFF, 0xFE, 0x00]);
        _harness.Store.Seed("b", [.. "{\"Number\":1,\"Text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        Assert.Null(await _harness.Cache.GetAsync("a"));
        Assert.Null(await _harness.Cache.GetAsync("b"));
        Assert.Equal(2, _harness.Cache.Failures);
    }

    [Theory]
    [InlineData("""{"Number":1,"Later":{"secret":[1]}}""", 1)]
    [InlineData("""{"Number":1}""", 1)]
    [InlineData("""{"number":1}""", null)]
    public async Task Another_versions_value_is_read_if_it_has_what_is_needed(string stored, int? expected)
    {
        _harness.Store.Seed("a", Encoding.UTF8.GetBytes(stored));
        Assert.Equal(expected, (await _harness.Cache.GetAsync("a"))?.Number);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_neither_read_nor_written()
    {
        var longest = new Note(1, new string('x', TypedCache.MaxValueBytes - """{"Number":1,"Text":""}""".Length));
        await _harness.Cache.InsertAsync("longest", longest);
        Assert.Equal(longest, await _harness.Cache.GetAsync("longest"));
        Assert.Equal(0, _harness.Cache.Failures);

        await _harness.Cache.InsertAsync("longest", longest with { Text = longest.Text + "x" });
        Assert.Equal(1, _harness.Cache.Failures);
        // Nor is the older value served.
        Assert.Null(await _harness.Cache.GetAsync("longest"));
        _harness.Store.Seed("huge", new byte[TypedCache.MaxValueBytes + 1]);
        Assert.Null(await _harness.Cache.GetAsync("huge"));
        Assert.Equal(2, _harness.Cache.Failures);
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_is_not_and_its_text_is_not_logged()
    {
        var cache = TypedCache.FromStore(
            _harness.Store, "notes", timeToLive: null, static (string key) => key, CachingJson.Default.Unwritable, _harness.Log, _harness.Time);
        await cache.InsertAsync("a", new Unwritable("secret"));
        Assert.Equal(1, cache.Failures);
        Assert.Empty(_harness.Store.Keys);
        var warning = Assert.Single(_harness.Log.Entries);
        Assert.Equal("A value of the cache notes was no use to write: InvalidDataException (1 failures since the last warning)", warning.Text);
        Assert.Null(warning.Error);
    }

    [Fact]
    public async Task Keys_of_any_text_stay_apart()
    {
        string[] keys = ["", " ", "a", "A", "a:b", "a\0b", "é", "e\u0301", "\uD800", new string('k', 100_000)];
        for (var i = 0; i < keys.Length; i++)
        {
            await _harness.Cache.InsertAsync(keys[i], new Note(i));
        }

        for (var i = 0; i < keys.Length; i++)
        {
            Assert.Equal(new Note(i), await _harness.Cache.GetAsync(keys[i]));
        }
    }

    [Fact]
    public async Task A_key_without_a_text_is_refused()
    {
        var cache = TypedCache.FromStore(_harness.Store, "notes", timeToLive: null, static (string _) => null!, CachingJson.Default.Note);
        _ = await Assert.ThrowsAsync<ArgumentException>(async () => await cache.GetAsync("a"));
        Assert.Throws<ArgumentException>(() => TypedCache.FromStore(_harness.Store, "", null, static (string key) => key, CachingJson.Default.Note));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => TypedCache.FromStore(_harness.Store, "notes", TimeSpan.Zero, static (string key) => key, CachingJson.Default.Note));
    }
}
