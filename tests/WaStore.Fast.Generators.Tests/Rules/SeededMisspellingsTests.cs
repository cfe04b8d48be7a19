using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

/// <summary>Thirty statements with one misspelling each: a table, a column, a placeholder, a type, or a result column. All are found, and nothing else.</summary>
public sealed class SeededMisspellingsTests
{
    const string Types = "record Thing(long Id, string Name); record Owner(int Id, string? Jid, Key32? Key); record struct Pair(long A, string B);";

    [Theory]
    // Tables.
    [InlineData("""[Query("SELECT name FROM thing WHERE id = @id")] string? X(long id);""", "WSF053: thing")]
    [InlineData("""[Query("SELECT t.name FROM things t JOIN owner o ON o.id = t.owner_id")] List<string> X();""", "WSF053: owner")]
    [InlineData("""[Execute("INSERT OR IGNORE INTO tings(id) VALUES (@id)")] void X(long id);""", "WSF053: tings")]
    [InlineData("""[Execute("UPDATE onwers SET jid = @jid")] void X(string jid);""", "WSF053: onwers")]
    [InlineData("""[Query("DELETE FROM thingss WHERE id = @id RETURNING name")] string? X(long id);""", "WSF053: thingss")]
    [InlineData("""[Execute("DELETE FROM things WHERE owner_id IN (SELECT id FROM ovners)")] void X();""", "WSF053: ovners")]
    // Columns.
    [InlineData("""[Query("SELECT name FROM things WHERE idd = @id")] string? X(long id);""", "WSF054: idd")]
    [InlineData("""[Query("SELECT name FROM things ORDER BY scoer DESC LIMIT @n")] List<string> X(int n);""", "WSF054: scoer")]
    [InlineData("""[Execute("INSERT INTO things(id, nam) VALUES (@id, @name)")] void X(long id, string name);""", "WSF054: nam")]
    [InlineData("""[Execute("INSERT INTO owners(id, jid) VALUES (@id, @jid) ON CONFLICT(id) DO UPDATE SET jid = excluded.jd")] void X(int id, string jid);""", "WSF054: jd")]
    [InlineData("""[Execute("UPDATE things SET falg = 1 WHERE id IN (@ids)")] int X(ReadOnlySpan<long> ids);""", "WSF054: falg")]
    [InlineData("""[Query("SELECT EXISTS(SELECT 1 FROM owners o WHERE o.jdi = @jid)")] bool X(string jid);""", "WSF054: jdi")]
    // Placeholders.
    [InlineData("""[Query("SELECT name FROM things WHERE id = @idd")] string? X(long id);""", "WSF010: @idd")]
    [InlineData("""[Execute("INSERT INTO things(id, name) VALUES (@Id, @Nmae)")] void X(in Thing thing);""", "WSF010: @Nmae")]
    [InlineData("""[Query("SELECT id, name FROM things WHERE id IN (@id)")] ListRows<long, Thing> X(ReadOnlySpan<long> ids);""", "WSF010: @id")]
    [InlineData("""[Execute("INSERT INTO owners(id, jid) VALUES (@A, @C)")] void X([Batch] ReadOnlySpan<Pair> pairs);""", "WSF010: @C")]
    [InlineData("""[Execute("DELETE FROM things WHERE id = :id")] void X(long id);""", "WSF010: :id")]
    [InlineData("""[Execute("UPDATE things SET name = @name WHERE id = @id")] void X(string name, long id, bool flag);""", "WSF011: flag")]
    // Types.
    [InlineData("""[Query("SELECT name FROM things WHERE id = @id")] string? X(string id);""", "WSF056: @id")]
    [InlineData("""[Execute("INSERT INTO things(id, data) VALUES (@id, @data)")] void X(long id, [Text] ReadOnlySpan<byte> data);""", "WSF056: @data")]
    [InlineData("""[Execute("UPDATE owners SET key = @key WHERE id = @id")] void X(string key, int id);""", "WSF056: @key")]
    [InlineData("""[Query("SELECT id FROM owners WHERE jid IN (@jids)")] List<int> X(ReadOnlySpan<ReadOnlyMemory<byte>> jids);""", "WSF056: @jids")]
    [InlineData("""[Query("SELECT data FROM things WHERE id = @id")] string? X(long id);""", "WSF043: data")]
    [InlineData("""[Query("SELECT name FROM things WHERE id = @id")] byte[]? X(long id);""", "WSF043: name")]
    [InlineData("""[Query("SELECT id, jid AS key, jid FROM owners")] List<Owner> X();""", "WSF043: jid")]
    // Result columns.
    [InlineData("""[Query("SELECT id, name AS nmae FROM things")] List<Thing> X();""", "WSF041: \"SELECT id, name AS nmae FROM things\"")]
    [InlineData("""[Query("SELECT id, key FROM owners")] Owner? X();""", "WSF041: \"SELECT id, key FROM owners\"")]
    [InlineData("""[Query("SELECT id, name, score FROM things")] Rows<Thing> X();""", "WSF042: Rows<Thing>")]
    [InlineData("""[Query("SELECT id, name FROM things")] long? X();""", "WSF042: long?")]
    [InlineData("""[Query("DELETE FROM owners RETURNING id, jid, kee AS key")] List<Owner> X();""", "WSF054: kee")]
    public void Misspelling_isFound(string member, string expected) => Assert.Equal([expected], AnalyzerRun.Find(member, Types));

    [Fact]
    public void ThereAreThirty() => Assert.Equal(30, typeof(SeededMisspellingsTests).GetMethod(nameof(Misspelling_isFound))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length);
}
