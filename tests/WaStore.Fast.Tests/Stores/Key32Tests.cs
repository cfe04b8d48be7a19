using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

public sealed class Key32Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Only_32_bytes_make_a_key(int length)
    {
        Assert.Throws<ArgumentException>(() => new Key32(new byte[length]));
        Assert.False(Key32.TryCreate(new byte[length], out var key));
        Assert.Equal(default, key);
    }

    [Fact]
    public void The_bytes_come_back_and_are_a_copy()
    {
        var bytes = Sample.Blob(32, 1);
        Assert.True(Key32.TryCreate(bytes, out var key));
        bytes.AsSpan().Clear();
        var copied = new byte[40];
        key.CopyTo(copied);

        Assert.Equal(Sample.Blob(32, 1), key.ToArray());
        Assert.Equal(Sample.Blob(32, 1), key.AsSpan().ToArray());
        Assert.Equal(Sample.Blob(32, 1), copied[..32]);
        Assert.Equal(new byte[8], copied[32..]);
        Assert.Throws<ArgumentException>(() => key.CopyTo(new byte[31]));
    }

    [Fact]
    public void Every_byte_counts_in_equality_and_hash()
    {
        var key = new Key32(Sample.Blob(32, 1));
        Assert.Equal(key, new Key32(Sample.Blob(32, 1)));
        Assert.True(key == new Key32(Sample.Blob(32, 1)));
        Assert.Equal(key.GetHashCode(), new Key32(Sample.Blob(32, 1)).GetHashCode());
        for (var i = 0; i < 32; i++)
        {
            var bytes = Sample.Blob(32, 1);
            bytes[i] ^= 1;
            var other = new Key32(bytes);
            Assert.True(key != other);
            Assert.False(key.Equals((object)other));
            Assert.NotEqual(key.GetHashCode(), other.GetHashCode());
        }
    }

    [Fact]
    public void Keys_of_equal_halves_do_not_collide() =>
        Assert.Equal(256, Enumerable.Range(0, 256).Select(value => new Key32(Enumerable.Repeat((byte)value, 32).ToArray()).GetHashCode()).Distinct().Count());

    [Fact]
    public void It_allocates_nothing()
    {
        var bytes = Sample.Blob(32, 1);
        _ = new Key32(bytes).GetHashCode();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var same = 0;
        for (var i = 0; i < 1000; i++)
        {
            var key = new Key32(bytes);
            same += key.Equals(new Key32(bytes)) && key.GetHashCode() != 0 && key.AsSpan()[0] == bytes[0] ? 1 : 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(same > 0);
    }
}
