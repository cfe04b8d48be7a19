namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>Variants are chosen by the file's schema, and chosen again when it changes.</summary>
public sealed class VariantTests : IDisposable
{
    readonly TestDatabase _database = new();

    public VariantTests() => _database.Connection.Execute("INSERT INTO notes(id, address, late) VALUES (1, 'a', 'x'), (2, 'b', 'y')");

    VariantStatements Statements => _database.Connection.Statements<VariantStatements>();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Variant_followsTheSchema()
    {
        Assert.Equal(("a", "x"), Statements.Get(1));
        Assert.Equal(1, Statements.Set(flag: true, 1, "z"));
        Assert.Equal(("a", "z"), Statements.Get(1));

        _database.Connection.Execute("ALTER TABLE notes DROP COLUMN late");
        _database.Connection.UseSchema(_database);
        Assert.Equal(("a", "none"), Statements.Get(1));
        Assert.Equal(1, Statements.Set(flag: false, 1, "not written"));
        Assert.Equal(2, Statements.Delete([1, 2], "not looked at"));
    }

    [Fact]
    public void List_hasItsVariantToo()
    {
        Assert.Equal(1, Statements.Delete([1, 2], "y"));
        Assert.Equal("a", _database.Connection.QueryText("SELECT address FROM notes"));
    }

    [Fact]
    public void SetWithoutVariants_neverAsksForTheSchema()
    {
        _ = _database.Connection.Statements<NoteStatements>().Count();
        Assert.Equal(0, _database.SchemaQuestions);
        _ = Statements;
        Assert.NotEqual(0, _database.SchemaQuestions);
    }
}
