using System.Collections.Immutable;
using WaStore.Fast.Generators.Sql;
using WaStore.Fast.Generators.Tests.Driver;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Sql;

/// <summary>
/// The checker against SQLite itself: it is never stricter. Every statement of the corpus, and every text that comes of it by dropping, doubling, swapping or
/// misspelling one token, is given to both; where the checker says error, SQLite must refuse as well.
/// </summary>
public sealed class SoundnessTests : IDisposable
{
    readonly NativeConnection _connection = NativeConnection.Open(":memory:", NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);

    public SoundnessTests() => _connection.Execute(AnalyzerRun.Schema);

    static readonly string[] s_corpus =
    [
        "SELECT 1",
        "SELECT ALL id, name AS n, t.data blob, t.* FROM things AS t WHERE id = @a AND (name <> 'x''y' OR NOT flag) ORDER BY n COLLATE NOCASE DESC NULLS LAST, 2 LIMIT 5 OFFSET @b",
        "SELECT DISTINCT owner_id, count(*), max(score), sum(id) FILTER (WHERE flag) FROM things GROUP BY owner_id, name HAVING count(*) > 1 LIMIT 1, 2",
        "SELECT a.id, b.jid FROM things a LEFT OUTER JOIN owners b ON b.id = a.owner_id INNER JOIN (SELECT id AS x FROM owners) c ON c.x = b.id CROSS JOIN named",
        "SELECT * FROM things NATURAL JOIN owners, (things AS q JOIN owners AS r USING (id))",
        "SELECT id FROM things WHERE id IN (1, 2, @c) AND name NOT IN (SELECT jid FROM owners) AND (id, name) IN (VALUES (1, 'a'), (2, 'b')) AND data IS NOT NULL",
        "SELECT CASE id WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN flag THEN 1 END, CAST(id AS VARCHAR(10)), -id + ~2 * (3 - 4) % 5 / 6 || 'x' FROM things",
        "SELECT EXISTS (SELECT 1 FROM owners o WHERE o.id = things.owner_id), NOT EXISTS (SELECT 2), (SELECT jid FROM owners LIMIT 1) FROM things",
        "SELECT name FROM things WHERE name LIKE '%x' ESCAPE '!' OR name GLOB '*' AND id BETWEEN 1 AND 2 OR score ISNULL OR score NOTNULL OR score NOT NULL OR score IS NOT 5",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5), m AS (SELECT i FROM n) SELECT n.i, m.i FROM n JOIN m USING (i)",
        "SELECT name FROM things UNION SELECT jid FROM owners INTERSECT SELECT 'a' EXCEPT SELECT NULL ORDER BY 1",
        "VALUES (1, 'a'), (2, NULL)",
        "SELECT \"name\", [name], `name`, 'text', x'0aff', 1.5e3, 0x1F, .5, TRUE, CURRENT_TIMESTAMP, rowid, things.oid FROM main.things",
        "SELECT id << 2 >> 1 & 3 | 4, id == 1, id != 2, id < 3, id >= 4 FROM things INDEXED BY things_name WHERE name > ''",
        "SELECT group_concat(name, ','), coalesce(name, 'x'), max(id, 5), length(data), substr(name, 1, 2), strftime('%s', 'now') FROM things NOT INDEXED",
        "INSERT INTO things(id, name) VALUES (@a, 'x'), (@b, @c)",
        "INSERT OR REPLACE INTO main.things AS t (id, name) VALUES (1, 'a') ON CONFLICT(id) WHERE id > 0 DO UPDATE SET name = excluded.name, flag = CASE WHEN t.flag = 0 THEN 1 ELSE excluded.flag END WHERE t.id > 1 ON CONFLICT DO NOTHING RETURNING id, name AS n",
        "INSERT INTO things(id, name) SELECT id, jid FROM owners WHERE TRUE ON CONFLICT DO NOTHING",
        "INSERT INTO owners VALUES (1, 'a', x'00')",
        "INSERT INTO things DEFAULT VALUES RETURNING *",
        "REPLACE INTO owners(id) VALUES (@a)",
        "WITH x(a) AS (VALUES (1)) INSERT INTO owners(id) SELECT a FROM x",
        "UPDATE OR IGNORE things AS t SET name = @a, (id, flag) = (@b, 1), score = score + 1 FROM owners AS o WHERE o.id = t.owner_id RETURNING id",
        "UPDATE things SET (name, data) = (SELECT jid, key FROM owners) WHERE rowid = 1",
        "DELETE FROM things AS t WHERE t.id IN (SELECT id FROM owners) OR +owner_id = @a RETURNING id, name",
        "WITH x AS (SELECT 1 AS a) DELETE FROM things WHERE id IN (SELECT a FROM x)",
        "SELECT row_number() OVER (PARTITION BY name ORDER BY id) FROM things WINDOW w AS (ORDER BY id)",
        "SELECT json_each.value, p.name FROM json_each('[1]'), pragma_table_info('things') AS p, sqlite_master WHERE sqlite_master.type = 'table'",
        "SELECT things.id AS boss, boss_of.id FROM things JOIN owners boss_of ON boss_of.id = things.id WHERE boss > 1 GROUP BY boss ORDER BY boss",
        "PRAGMA user_version",
    ];

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Statement_thatSQLiteTakes_hasNoError()
    {
        string[][] errors = SqlErrors.Of(s_corpus);
        for (int i = 0; i < s_corpus.Length; i++)
        {
            Assert.True(Refusal(s_corpus[i]) is null, $"{s_corpus[i]}: {Refusal(s_corpus[i])}");
            Assert.True(errors[i].Length == 0, $"{s_corpus[i]}: {string.Join(", ", errors[i])}");
        }
    }

    /// <summary>And as a floor of the other direction: most of what SQLite refuses is seen when compiling.</summary>
    [Fact]
    public void Checker_isNeverStricterThanSQLite()
    {
        string[] texts = [.. s_corpus.SelectMany(Mutations).Distinct()];
        string[][] errors = SqlErrors.Of(texts);
        int refused = 0;
        int seen = 0;
        List<string> tooStrict = [];
        for (int i = 0; i < texts.Length; i++)
        {
            bool refusal = Refusal(texts[i]) is not null;
            refused += refusal ? 1 : 0;
            seen += refusal && errors[i].Length > 0 ? 1 : 0;
            if (!refusal && errors[i].Length > 0)
            {
                tooStrict.Add($"{texts[i]}: {errors[i][0]}");
            }
        }

        Assert.True(tooStrict.Count == 0, $"{tooStrict.Count} of {texts.Length}:\n" + string.Join('\n', tooStrict));
        Assert.True(refused > 1000 && seen > refused * 8 / 10, $"{seen} of {refused}");
    }

    static IEnumerable<string> Mutations(string sql)
    {
        ImmutableArray<SqlToken> tokens = SqlTokenizer.Tokenize(sql);
        string[] words = [.. tokens.Select(t => sql.Substring(t.Start, t.Length))];
        for (int i = 0; i < tokens.Length - 1; i++)
        {
            yield return Join([.. words[..i], .. words[(i + 1)..]]);
            yield return Join([.. words[..i], words[i], .. words[i..]]);
            if (i + 2 < tokens.Length)
            {
                yield return Join([.. words[..i], words[i + 1], words[i], .. words[(i + 2)..]]);
            }

            if (tokens[i].Kind == SqlTokenKind.Word)
            {
                yield return Join([.. words[..i], words[i] + "x", .. words[(i + 1)..]]);
            }
        }
    }

    static string Join(string[] words) => string.Join(' ', words);

    string? Refusal(string sql)
    {
        try
        {
            _connection.PrepareOnce(sql).Dispose();
            return null;
        }
        catch (StoreException error)
        {
            return error.Message;
        }
    }
}
