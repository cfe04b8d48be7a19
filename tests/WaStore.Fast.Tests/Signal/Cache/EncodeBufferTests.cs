using System.Buffers;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

public sealed class EncodeBufferTests
{
    [Fact]
    public void Every_record_is_in_one_piece_and_stays_until_the_release()
    {
        var random = new Random(3);
        var buffer = new EncodeBuffer(new KeyBufferPool());
        for (var round = 0; round < 3; round++)
        {
            var written = new List<(byte[] Expected, ReadOnlyMemory<byte> Actual)>();
            for (var i = 0; i < 300; i++)
            {
                var bytes = new byte[random.Next(i % 50 == 0 ? 200_000 : 3_000)];
                random.NextBytes(bytes);
                // The announced length is only a guess.
                buffer.Begin(Math.Max(0, bytes.Length + random.Next(-40, 40)));
                for (var at = 0; at < bytes.Length;)
                {
                    var piece = Math.Min(bytes.Length - at, 1 + random.Next(900));
                    bytes.AsSpan(at, piece).CopyTo(random.Next(2) == 0 ? buffer.GetSpan(piece) : buffer.GetMemory(piece).Span);
                    buffer.Advance(piece);
                    at += piece;
                }

                written.Add((bytes, buffer.End()));
            }

            Assert.All(written, record => Assert.True(record.Expected.AsSpan().SequenceEqual(record.Actual.Span)));
            buffer.Release();
            Assert.All(written, record => Assert.True(record.Actual.Span.IndexOfAnyExcept((byte)0) < 0));
        }
    }

    [Fact]
    public void What_was_written_but_not_announced_is_zeroed_too()
    {
        var pool = new KeyBufferPool();
        var buffer = new EncodeBuffer(pool);
        buffer.Begin(10);
        var span = buffer.GetMemory(100);
        span.Span.Fill(0xAA);
        buffer.Advance(1);
        buffer.Release();
        Assert.True(span.Span.IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void A_writer_may_not_advance_past_what_it_was_given()
    {
        var buffer = new EncodeBuffer(new KeyBufferPool());
        buffer.Begin(10);
        var given = buffer.GetSpan().Length;
        Assert.True(given > 0);
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(given + 1));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        buffer.Advance(given);
        Assert.Equal(given, buffer.End().Length);
    }

    [Fact]
    public void Arrays_come_back_from_the_pool()
    {
        var pool = new KeyBufferPool();
        var first = pool.Rent(10);
        first.AsSpan().Fill(1);
        pool.Return(first, first.Length);
        Assert.Same(first, pool.Rent(KeyBufferPool.ArrayLength));
        Assert.Equal(0, first.AsSpan().IndexOfAnyExcept((byte)0) + 1);
        var large = pool.Rent(KeyBufferPool.ArrayLength + 1);
        pool.Return(large, 0);
        Assert.NotSame(large, pool.Rent(KeyBufferPool.ArrayLength + 1));
    }

    [Fact]
    public void It_writes_as_any_writer_does()
    {
        var buffer = new EncodeBuffer(new KeyBufferPool());
        buffer.Begin(0);
        buffer.Write(new byte[] { 1, 2, 3 });
        Assert.Equal([1, 2, 3], buffer.End().ToArray());
        buffer.Begin(0);
        Assert.Equal(0, buffer.End().Length);
    }
}
