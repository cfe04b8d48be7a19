using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF046
{
    [Fact]
    public void DecoderOfAnotherType_isReported() =>
        Assert.Equal(["WSF046: string?"], AnalyzerRun.Find(
            """[Query("SELECT data FROM things")] [return: DecodedBy<Reversed>] string? One();""", "class Reversed : IColumnDecoder<byte[]> { public static byte[] Decode(ReadOnlySpan<byte> column) => column.ToArray(); }"));

    [Fact]
    public void DecoderOnAParameter_isReported() =>
        Assert.Equal(["WSF046: Thing?"], AnalyzerRun.Find(
            """[Query("SELECT id, data FROM things")] Thing? One();""", "record Thing(long Id, [DecodedBy<string>] string Data);"));
}
