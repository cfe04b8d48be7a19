using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Incrementality;

/// <summary>Edits, and what they make the pipeline do: in both directions, so that the tests are known to be able to fail.</summary>
public sealed class EditTests
{
    const string Declared =
        """
        [Query("SELECT name FROM things WHERE id = @id")]
        string? Name(long id);

        int Body() => 1;
        """;

    const string Other = "namespace Other; class Unrelated { int _field = 1; int Get() => _field; }";

    static readonly string s_source = Sources.Interface(Declared);

    [Fact]
    public void UnrelatedFile_isReparsedButNothingEmitted() => Assert.Equal(RunReasons.Unchanged, After(s_source, Other.Replace("= 1", "= 2", StringComparison.Ordinal)));

    [Fact]
    public void NewFile_emitsNothing() => Assert.Equal(RunReasons.Unchanged, After(s_source, Other, "namespace More; class Added;"));

    [Fact]
    public void Comment_emitsNothing() => Assert.Equal(RunReasons.Unchanged, After(s_source.Replace("string? Name", "/* why */ string? Name", StringComparison.Ordinal), Other));

    [Fact]
    public void CommentAndBlanksInTheSql_emitNothing() =>
        Assert.Equal(RunReasons.Unchanged, After(s_source.Replace("FROM things WHERE", "/* why */   FROM things  WHERE", StringComparison.Ordinal), Other));

    [Fact]
    public void Body_emitsNothing() => Assert.Equal(RunReasons.Unchanged, After(s_source.Replace("=> 1", "=> 2", StringComparison.Ordinal), Other));

    [Fact]
    public void MisspelledColumn_isEmitted() => Assert.Equal(RunReasons.Modified, After(s_source.Replace("SELECT name", "SELECT nmae", StringComparison.Ordinal), Other));

    [Fact]
    public void ParameterType_isEmitted() => Assert.Equal(RunReasons.Modified, After(s_source.Replace("long id", "uint id", StringComparison.Ordinal), Other));

    [Fact]
    public void NullableResult_isEmitted() => Assert.Equal(RunReasons.Modified, After(s_source.Replace("string? Name", "string Name", StringComparison.Ordinal), Other));

    [Fact]
    public void SecondInterface_leavesTheFirstAlone()
    {
        GeneratorRun run = GeneratorRun.Of(s_source, Other);
        CSharpCompilation edited = Sources.Compile(s_source, Other, Sources.Usings + "[SqliteStatements] interface IMoreStatements { }");
        GeneratorRunResult result = run.Driver.RunGenerators(Continue(run, edited)).GetRunResult().Results.Single();
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Cached], result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason).Order());
    }

    [Fact]
    public void Record_inAnotherFile_isEmittedWhenItsConstructorChanges()
    {
        string source = Sources.Interface("""[Query("SELECT id, name FROM things")] List<Thing> All();""");
        const string Record = "namespace Sample; record Thing(long Id, string Name);";
        Assert.Equal(RunReasons.Unchanged, Edit([source, Record], [source, Record + "class More;"]));
        Assert.Equal(RunReasons.Modified, Edit([source, Record], [source, Record.Replace("long Id, string Name", "string Name, long Id", StringComparison.Ordinal)]));
    }

    /// <summary>The schema decides what is reported and never what is emitted: the pipeline does not even read it.</summary>
    [Fact]
    public void SchemaFile_changesFindingsButEmitsNothing()
    {
        GeneratorRun run = GeneratorRun.Of(s_source, Other);
        GeneratorDriver driver = run.Driver.AddAdditionalTexts([new SchemaText("a.schema.sql", "CREATE TABLE things(id INTEGER, name TEXT);")]).RunGenerators(Continue(run, Sources.Compile(s_source, Other)));
        Assert.Equal(RunReasons.Unchanged, RunReasons.Of(driver.GetRunResult().Results.Single()));

        Assert.Empty(AnalyzerRun.Find(Declared, schema: "CREATE TABLE things(id INTEGER, name TEXT);"));
        Assert.Equal(["WSF054: name"], AnalyzerRun.Find(Declared, schema: "CREATE TABLE things(id INTEGER, title TEXT);"));
        Assert.Equal(["WSF056: @id"], AnalyzerRun.Find(Declared, schema: "CREATE TABLE things(id TEXT, name TEXT);"));
        Assert.Empty(AnalyzerRun.Find(Declared, schema: null));
    }

    static RunReasons After(params string[] sources) => Edit([s_source, Other], sources);

    static RunReasons Edit(string[] before, string[] after)
    {
        GeneratorRun run = GeneratorRun.Of(before);
        return RunReasons.Of(run.Driver.RunGenerators(Continue(run, Sources.Compile(after))).GetRunResult().Results.Single());
    }

    /// <summary>The edited compilation as an IDE makes it: trees that did not change stay the same objects.</summary>
    static CSharpCompilation Continue(GeneratorRun run, CSharpCompilation edited)
    {
        ImmutableArray<SyntaxTree> known = [.. run.Output.SyntaxTrees];
        foreach (SyntaxTree tree in edited.SyntaxTrees)
        {
            if (known.FirstOrDefault(t => t.FilePath == tree.FilePath && t.GetText().ContentEquals(tree.GetText())) is { } same)
            {
                edited = edited.ReplaceSyntaxTree(tree, same);
            }
        }

        return edited;
    }
}
