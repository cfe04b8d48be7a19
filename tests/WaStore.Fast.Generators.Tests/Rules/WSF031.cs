using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF031
{
    [Fact]
    public void BatchWithoutValues_isReported() =>
        Assert.Equal(["WSF031: \"UPDATE things SET name = @Name WHERE id = @Id\""], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = @Name WHERE id = @Id", ChunkSize = 10)] void One([Batch] ReadOnlySpan<Thing> things);""", "record struct Thing(long Id, string Name);"));

    [Fact]
    public void PlaceholderOutsideTheRow_isReported() =>
        Assert.Equal(["WSF031: \"INSERT INTO things(id) VALUES (@Id) ON CONFLICT DO UPDATE SET name = @Name\""], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id) VALUES (@Id) ON CONFLICT DO UPDATE SET name = @Name", ChunkSize = 10)] void One([Batch] ReadOnlySpan<Thing> things);""", "record struct Thing(long Id, string Name);"));

    [Fact]
    public void BatchOfOne_needsNoRow() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = @Name WHERE id = @Id")] void One([Batch] ReadOnlySpan<Thing> things);""", "record struct Thing(long Id, string Name);"));
}
