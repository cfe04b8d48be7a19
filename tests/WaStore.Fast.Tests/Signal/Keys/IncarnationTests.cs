using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Keys;

public sealed class IncarnationTests
{
    [Fact]
    public void Every_new_one_is_another()
    {
        var made = Enumerable.Range(0, 100).Select(_ => Incarnation.Create()).ToHashSet();

        Assert.Equal(100, made.Count);
        Assert.DoesNotContain(default, made);
    }

    [Fact]
    public void It_is_its_sixteen_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        var incarnation = new Incarnation(bytes);
        var copy = new byte[20];

        incarnation.CopyTo(copy);

        Assert.Equal(bytes, copy[..16]);
        Assert.Equal(bytes, incarnation.AsSpan().ToArray());
        Assert.True(incarnation == new Incarnation(bytes) && incarnation.GetHashCode() == new Incarnation(bytes).GetHashCode());
        Assert.Equal("0102030405060708090a0b0c0d0e0f10", incarnation.ToString());
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] other = [.. bytes];
            other[i] ^= 0x80;
            Assert.True(incarnation != new Incarnation(other));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void Another_length_is_none(int length) => Assert.Throws<ArgumentException>(() => new Incarnation(new byte[length]));
}
