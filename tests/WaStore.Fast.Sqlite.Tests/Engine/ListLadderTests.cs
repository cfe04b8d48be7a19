using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class ListLadderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(512)]
    public void Sizes_ofAnyChunkSize_riseFromOneToTheChunkByHalfSteps(int chunkSize)
    {
        int[] sizes = [.. Enumerable.Range(0, ListLadder.Count(chunkSize)).Select(index => ListLadder.SizeAt(index, chunkSize))];

        Assert.Equal(1, sizes[0]);
        Assert.Equal(chunkSize, sizes[^1]);
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second, pair.First + 1, pair.First * 2));
    }

    [Fact]
    public void Indexes_forEveryLength_areTheTightestSizes()
    {
        const int ChunkSize = ListLadder.DefaultChunkSize;
        for (int entries = 1; entries <= ChunkSize + 1; entries++)
        {
            int padded = ListLadder.IndexFor(entries, ChunkSize);
            Assert.True(ListLadder.SizeAt(padded, ChunkSize) >= Math.Min(entries, ChunkSize));
            Assert.True(padded == 0 || ListLadder.SizeAt(padded - 1, ChunkSize) < entries);

            int filled = ListLadder.IndexFilledBy(entries, ChunkSize);
            Assert.True(ListLadder.SizeAt(filled, ChunkSize) <= entries);
            Assert.True(filled == ListLadder.Count(ChunkSize) - 1 || ListLadder.SizeAt(filled + 1, ChunkSize) > entries);
        }
    }
}
