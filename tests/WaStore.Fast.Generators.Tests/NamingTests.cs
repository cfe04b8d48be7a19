using System.Globalization;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests;

/// <summary>What names and cultures must not break.</summary>
public sealed class NamingTests
{
    const string Odd =
        """
        using System;
        using System.Collections.Generic;
        using WaStore.Fast.Sqlite.Annotations;
        using WaStore.Fast.Sqlite.Engine;

        namespace @namespace.@class;

        record @record(long @int, string @event);

        enum @enum { A }

        [SqliteStatements]
        interface IStatements
        {
            [Query("SELECT @in, @string")] string @if(string @in, string @string);
            [Query("SELECT @int AS int, @event AS event")] @record? @for(in @record @event);
            [Query("SELECT id AS int, x AS event FROM t WHERE id IN (@params) AND x = @statement AND y = @call AND z = @sql")]
            List<@record> @while(ReadOnlySpan<@enum> @params, int statement, int call, string sql);
            [Query("SELECT id AS int, x AS event FROM t WHERE id IN (@rows) AND x = @row")] List<@record> @while(ReadOnlySpan<long> rows, double? row);
            [Execute("INSERT INTO t VALUES (@entry, @first, @value1, @value2)")] int Put([Batch] ReadOnlySpan<long> entry, int first, long? value1, bool? value2);
        }
        """;

    [Fact]
    public void KeywordsAndLocals_asNames_compile() => _ = GeneratorRun.Of(Odd).AssertCompiles();

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void Culture_changesNothing(string name)
    {
        const string Members =
            """
            [Query("SELECT ID, INDEX_ID FROM t WHERE İ = @I AND MINUS = -1 AND id IN (@IDS)", ChunkSize = 1234)] List<(long Id, int IndexId)> All(string I, ReadOnlySpan<long> ids);
            """;
        string expected = Assert.Single(GeneratorRun.Of(Sources.Interface(Members)).AssertCompiles().Files).Value;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            Assert.Equal(expected, Assert.Single(GeneratorRun.Of(Sources.Interface(Members)).AssertCompiles().Files).Value);
            Assert.Empty(AnalyzerRun.Find(Members, schema: null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
