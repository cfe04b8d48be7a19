using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>The signed key index list (spec/caches.md 7.6).</summary>
public sealed class KeyIndexListTests
{
    [Fact]
    public void A_list_is_read_and_says_which_devices_stay()
    {
        var list = KeyIndexList.TryRead(AdvBytes.KeyIndexList(4_000_000_000, 7, 1, 3, 300));
        Assert.NotNull(list);
        Assert.Equal((4_000_000_000u, 1_790_000_000ul, 7u), (list.RawId!.Value, list.Timestamp, list.CurrentIndex));
        Assert.Equal([1u, 3u, 300u], list.ValidIndexes.Order());

        Assert.True(list.Accepts(new DeviceInfo(0, null, false)));
        Assert.True(list.Accepts(new DeviceInfo(1, 3, false)));
        Assert.True(list.Accepts(new DeviceInfo(1, 8, false)));
        Assert.False(list.Accepts(new DeviceInfo(1, 7, false)));
        Assert.False(list.Accepts(new DeviceInfo(1, 2, false)));
        Assert.False(list.Accepts(new DeviceInfo(1, null, false)));
    }

    [Fact]
    public void Indexes_that_are_not_packed_and_fields_of_newer_writers_are_read()
    {
        var details = new List<byte>();
        AdvBytes.Field(details, 4, 5);
        AdvBytes.Field(details, 4, 6);
        AdvBytes.Field(details, 99, 1);
        var list = KeyIndexList.TryRead(AdvBytes.Signed([.. details]));
        Assert.Equal([5u, 6u], list!.ValidIndexes.Order());
        Assert.Null(list.RawId);
    }

    [Fact]
    public void Bytes_that_are_no_list_are_none()
    {
        Assert.Null(KeyIndexList.TryRead([]));
        Assert.Null(KeyIndexList.TryRead([0xFF, 0xFF]));
        Assert.Null(KeyIndexList.TryRead(AdvBytes.Signed([0x22, 0x02, 0x80])));
        Assert.Null(KeyIndexList.TryRead(AdvBytes.Signed([0x22, 0x02, 0x80, 0x80])));
        Assert.Null(KeyIndexList.TryRead(AdvBytes.Signed([0x0A, 0x01, 0x00])));
        var whole = AdvBytes.KeyIndexList(1, 2, 3);
        Assert.Null(KeyIndexList.TryRead(whole.AsSpan(..^1)));
        Assert.NotNull(KeyIndexList.TryRead(AdvBytes.Signed([])));
    }

    [Fact]
    public void Absurdly_many_indexes_are_no_list()
    {
        Assert.NotNull(KeyIndexList.TryRead(AdvBytes.KeyIndexList(1, 1, [.. Enumerable.Range(0, KeyIndexList.MaxIndexes).Select(i => (uint)i)])));
        Assert.Null(KeyIndexList.TryRead(AdvBytes.KeyIndexList(1, 1, [.. Enumerable.Range(0, KeyIndexList.MaxIndexes + 1).Select(i => (uint)i)])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_are_never_more_than_no_list(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = i % 2 == 0 ? new byte[random.Next(64)] : AdvBytes.KeyIndexList(5, 9, 1, 2, 3);
            if (i % 2 == 0)
            {
                random.NextBytes(bytes);
            }
            else
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.InRange(KeyIndexList.TryRead(bytes)?.ValidIndexes.Count ?? 0, 0, 64);
        }
    }
}
