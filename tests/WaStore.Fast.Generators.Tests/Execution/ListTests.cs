using System.Text;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>Generated lists and batches on a real database.</summary>
public sealed class ListTests : IDisposable
{
    readonly TestDatabase _database = new();

    public ListTests() => _database.Connection.Execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO notes(id, address, body, flag, kind, mac) SELECT i, 'n' || i, CAST('b' || i AS BLOB), 1, i % 3, zeroblob(31) || char(i) FROM n; UPDATE notes SET mac = CAST(mac AS BLOB)");

    ListStatements Lists => _database.Connection.Statements<ListStatements>();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(20)]
    public void List_ofAnyLength_answersEachIdOnce(int count)
    {
        long[] ids = [.. Enumerable.Range(1, count).Select(static i => (long)i)];
        Assert.Equal(ids, Lists.ByIds(ids, flag: true).Order());
        Assert.Equal(ids, Lists.ByIds([.. ids, .. ids, .. ids], flag: true).Order());
        Assert.Empty(Lists.ByIds(ids, flag: false));
        Assert.Equal(ids, Lists.ByUtf8([.. ids.Concat(ids).Select(static i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"n{i}"))]).Order());
        Assert.Equal(ids, Lists.ByBodies([.. ids.Concat(ids).Select(static i => Encoding.UTF8.GetBytes($"b{i}"))]).Order());
        Assert.Equal(ids, ReadUnsigned([.. ids.Concat(ids).Select(static i => (uint)i)]));
        Assert.False(_database.Connection.InTransaction);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(16)]
    [InlineData(19)]
    public void JoinedList_ofAnyLength_answersEachIdOnceAtEveryCall(int count)
    {
        long[] ids = [.. Enumerable.Range(1, count).Select(static i => (long)i)];
        long[] shuffled = [.. ids.Reverse(), .. ids, 99, 99];
        for (int call = 0; call < 20; call++)
        {
            Assert.Equal(ids, Lists.ByJoinedIds(ids, flag: true, above: 0).Order());
            Assert.Equal(ids.Where(static id => id > 3), Lists.ByJoinedIds(shuffled, flag: true, above: 3).Order());
            Assert.Empty(Lists.ByJoinedIds(ids, flag: false, above: 0));
            Assert.False(_database.Connection.InTransaction);
        }
    }

    [Fact]
    public void JoinedList_changesItsFormOnce()
    {
        long[] ids = [.. Enumerable.Range(1, 16).Select(static i => (long)i)];
        List<long> prepared = [];
        for (int call = 0; call < 20; call++)
        {
            _ = Lists.ByJoinedIds(ids, flag: true, above: 0);
            prepared.Add(_database.Counters.Prepared);
        }

        // IN at the first call, the join at the seventh.
        Assert.Equal([.. Enumerable.Repeat(0L, 6), .. Enumerable.Repeat(1L, 14)], prepared.Select(p => p - prepared[0]));
    }

    [Fact]
    public void JoinedList_leftEarlyOrWithoutRows_leavesNoTransaction()
    {
        long[] ids = [.. Enumerable.Range(1, 40).Select(static i => i * 3L)];
        for (int call = 0; call < 20; call++)
        {
            Assert.Equal([18], Lists.ByJoinedIds(ids, flag: true, above: 15).Order());
        }
    }

    [Fact]
    public void List_runAgainInItsOwnLoop_isAnErrorAndLeavesNothing()
    {
        // Four ids and one: the call inside takes the statement that the outer one needs for its last id.
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (long id in Lists.ByFlaggedIds([1, 2, 3, 4, 5], flag: true))
            {
                foreach (long inner in Lists.ByFlaggedIds([id], flag: true))
                {
                    Assert.Equal(id, inner);
                }
            }
        });
        Assert.Contains("inside its own loop", error.Message, StringComparison.Ordinal);
        Assert.False(_database.Connection.InTransaction);
        Assert.Equal(0, _database.Connection.SteppingStatements);
        Assert.Equal([1, 5], Lists.ByIds([1, 5], flag: true).Order());
    }

    [Fact]
    public void EmptyList_touchesNothing()
    {
        EngineCounters before = _database.Counters;
        Assert.Empty(Lists.ByIds([], flag: true));
        Assert.Equal(0, Lists.Delete([]));
        Assert.Equal(0, Lists.Put([], 1));
        Assert.Equal(before, _database.Counters);
    }

    [Fact]
    public void Rows_ofSeveralChunks_areReadInPlaceInOneView()
    {
        List<long> ids = [];
        foreach (NoteView view in Lists.ByAddresses(["n1", "n2", "n3", "n4", "n5", "n6", "none", "n1"]))
        {
            Assert.True(_database.Connection.InTransaction);
            Assert.Equal($"n{view.Id}", Encoding.UTF8.GetString(view.Address));
            ids.Add(view.Id);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], ids.Order());
        Assert.False(_database.Connection.InTransaction);
    }

    [Fact]
    public void Rows_leftEarly_endTheView()
    {
        foreach (NoteView _ in Lists.ByAddresses(["n1", "n2", "n3", "n4", "n5"]))
        {
            break;
        }

        Assert.False(_database.Connection.InTransaction);
        Assert.Equal(0, _database.Connection.SteppingStatements);
    }

    [Fact]
    public void KeysAndEnums_areIds()
    {
        Key32 three = new([.. new byte[31], 3]);
        Key32 nine = new([.. new byte[31], 9]);
        Assert.Equal([3, 9], Lists.ByMacs([three, nine, three, nine, three, nine]).Order());
        Assert.Equal(13, Lists.ByKinds([NoteKind.Plain, (NoteKind)1, (NoteKind)1]).Count);
    }

    [Fact]
    public void Update_ofAnIdInTwoChunks_changesItOnce()
    {
        Assert.Equal(5, Lists.Raise([1, 2, 3, 4, 5, 1, 1, 1, 1]));
        Assert.Equal(1, _database.Connection.QueryInt64("SELECT CAST(score AS INTEGER) FROM notes WHERE id = 1"));
        Assert.Equal(5, Lists.Delete([1, 2, 3, 4, 5, 1, 1, 1, 1]));
    }

    [Fact]
    public void FailingBinding_leavesNothingOpen()
    {
        Assert.Throws<ArgumentException>(() => Collect(["n1", "n2", "n3", "n4", "n5", "\ud800"]));
        Assert.False(_database.Connection.InTransaction);
        Assert.Equal([1], Collect(["n1"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Batch_writesEachEntryOnce(int count)
    {
        Counter[] counters = [.. Enumerable.Range(10, count).Select(static i => new Counter($"c{i}", i))];
        Assert.Equal(count, Lists.Put(counters, offset: 100));
        Assert.Equal(counters.Select(static c => c with { Value = c.Value + 100 }), Lists.Counters());
        Assert.Equal(count, Lists.Put(counters, offset: 100));
        Assert.Equal(counters, Lists.Counters());
        Assert.Equal(count, Lists.PutMany(counters, offset: 1000));
        Assert.Equal(counters.Select(static c => c with { Value = c.Value + 1000 }), Lists.Counters());
        Assert.Equal(count, Lists.DeleteCounters([.. counters.Select(static c => c.Name)]));
    }

    [Fact]
    public void Batch_ofBlobs_writesEachAsItIs()
    {
        ReadOnlyMemory<byte>[] bodies = [new byte[] { 1 }, Enumerable.Repeat((byte)2, 70_000).ToArray(), default, "three"u8.ToArray(), Enumerable.Repeat((byte)4, 1500).ToArray()];
        Assert.Equal(bodies.Length, Lists.SetBodies([.. bodies.Select(static (body, i) => new NoteBody(i + 1, body, i % 2 == 0 ? $"late {i}" : null))], flag: true));

        Assert.Equal("1, 70000, 0, 5, 1500", _database.Connection.QueryText("SELECT group_concat(length(body), ', ') FROM notes WHERE id <= 5"));
        Assert.Equal("blob blob blob blob blob", _database.Connection.QueryText("SELECT group_concat(typeof(body), ' ') FROM notes WHERE id <= 5"));
        Assert.Equal("late 0, late 2, late 4", _database.Connection.QueryText("SELECT group_concat(late, ', ') FROM notes"));
        for (int i = 0; i < bodies.Length; i++)
        {
            Assert.Equal(Convert.ToHexString(bodies[i].Span), _database.Connection.QueryText($"SELECT hex(body) FROM notes WHERE id = {i + 1}"));
        }

        // What was bound for the last entry or shared is forgotten.
        Assert.Equal(0, Lists.SetBodies([new NoteBody(1, default, null)], flag: false));
        Assert.Equal("01", _database.Connection.QueryText("SELECT hex(body) FROM notes WHERE id = 1"));
        Assert.Equal(0, _database.Connection.Held);
    }

    [Fact]
    public void Batch_whoseCommitIsRefused_leavesNothing()
    {
        _database.Connection.Execute(
            "PRAGMA foreign_keys = ON; CREATE TABLE parents(name TEXT PRIMARY KEY); DROP TABLE counters;"
            + "CREATE TABLE counters(name TEXT PRIMARY KEY REFERENCES parents(name) DEFERRABLE INITIALLY DEFERRED, value INTEGER NOT NULL)");
        Counter[] counters = [new("a", 1), new("b", 2), new("c", 3), new("d", 4), new("e", 5)];
        Assert.Throws<StoreException>(() => Lists.Put(counters, offset: 0));
        Assert.False(_database.Connection.InTransaction);
        Assert.Throws<StoreException>(() => Lists.PutMany(counters, offset: 0));
        Assert.False(_database.Connection.InTransaction);
        Assert.Empty(Lists.Counters());
    }

    [Fact]
    public void Batch_isOneTransaction()
    {
        EngineCounters before = _database.Counters;
        Lists.Put([new("a", 1), new("b", 2), new("c", 3)], offset: 0);
        Assert.Equal(3 + 2, (_database.Counters - before).Executions);
        before = _database.Counters;
        Lists.PutMany([new("a", 1), new("b", 2), new("c", 3), new("d", 4), new("e", 5)], offset: 0);
        Assert.Equal(2 + 2, (_database.Counters - before).Executions);
    }

    [Fact]
    public void Batch_thatFails_leavesNothing()
    {
        _database.Connection.Execute("CREATE TRIGGER refuse BEFORE INSERT ON counters WHEN NEW.name = 'bad' BEGIN SELECT RAISE(ABORT, 'refused'); END");
        Counter[] counters = [new("a", 1), new("b", 2), new("c", 3), new("d", 4), new("bad", 5)];
        Assert.Throws<StoreException>(() => Lists.Put(counters, offset: 0));
        Assert.Throws<StoreException>(() => Lists.PutMany(counters, offset: 0));
        Assert.Empty(Lists.Counters());
        Assert.False(_database.Connection.InTransaction);
    }

    List<long> Collect(string[] addresses)
    {
        List<long> ids = [];
        foreach (NoteView view in Lists.ByAddresses(addresses))
        {
            ids.Add(view.Id);
        }

        return ids;
    }

    IEnumerable<long> ReadUnsigned(uint[] ids)
    {
        List<long> answer = [];
        foreach (long id in Lists.ByUnsigned(ids))
        {
            answer.Add(id);
        }

        return answer.Order();
    }
}
