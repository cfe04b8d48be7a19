using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>Generated queries and executes on a real database.</summary>
public sealed class StatementTests : IDisposable
{
    static readonly Key32 s_mac = new([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    readonly TestDatabase _database = new();

    NoteStatements Notes => _database.Connection.Statements<NoteStatements>();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Record_goesInAndOut()
    {
        var note = new Note(7, "a@lid", [1, 2, 3], 0.5, Flag: true, NoteKind.Loud, s_mac);
        Notes.Put(note);
        AssertSame(note, Notes.Get(7)!);
        AssertSame(note, Assert.Single(Notes.All()));
    }

    [Fact]
    public void Nulls_goInAndOut()
    {
        Notes.Put(new Note(7, "a@lid", Body: null, Score: null, Flag: false, Kind: null, Mac: null));
        AssertSame(new Note(7, "a@lid", Body: null, Score: null, Flag: false, Kind: null, Mac: null), Notes.Get(7)!);
        Assert.Equal(1, Notes.PutNew(new NewNote("b@lid", Body: null, Score: null, NoteKind.Plain)));
        Assert.Equal(1L, _database.Connection.QueryInt64("SELECT COUNT(*) FROM notes WHERE address = 'b@lid' AND body IS NULL AND kind = 0"));
    }

    [Fact]
    public void EmptyBlob_isNoNull()
    {
        Notes.PutNew(new NewNote("a", ReadOnlyMemory<byte>.Empty, 1, Kind: null));
        Assert.Empty(Notes.Body(1)!);
        Assert.Equal(1, Notes.SetBody(1, []));
        Assert.Equal("blob", _database.Connection.QueryText("SELECT typeof(body) FROM notes"));
    }

    [Theory]
    [InlineData("x'6162'", true, "ab")]
    [InlineData("x''", true, "")]
    [InlineData("'ab'", false, "ab")]
    [InlineData("12", false, "12")]
    [InlineData("NULL", false, "")]
    public void StoredBlob_saysWhetherItIsABlob(string value, bool isBlob, string bytes)
    {
        Notes.PutNew(new NewNote("a", Body: null, 1, Kind: null));
        _database.Connection.Execute($"UPDATE notes SET body = {value}");
        int rows = 0;
        foreach (StoredBlob body in Notes.Stored(1))
        {
            rows++;
            Assert.Equal(isBlob, body.IsBlob);
            Assert.Equal(bytes, System.Text.Encoding.UTF8.GetString(body.Bytes));
        }

        Assert.Equal(1, rows);
    }

    [Fact]
    public void MissingRow_isNullOrAnErrorThatNamesTheStatement()
    {
        Assert.Null(Notes.Get(1));
        Assert.Null(Notes.Body(1));
        Assert.Null(Notes.Find("x"u8));
        Assert.Null(Notes.Pair(1));
        Assert.Equal(0, Notes.Count());
        Assert.Contains("NoteStatements.Address", Assert.Throws<InvalidOperationException>(() => Notes.Address(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_isFoundByAnyForm()
    {
        Notes.PutNew(new NewNote("ä€𝄞", new byte[] { 1 }, 1, Kind: null));
        Assert.Equal(1, Notes.Find("ä€𝄞"u8));
        Assert.Equal(1, Notes.FindText("ä€𝄞"));
        Assert.Equal("ä€𝄞", Notes.Address(1));
        Assert.Equal(("ä€𝄞", 1), (Notes.Pair(1)!.Value.Address, Notes.Pair(1)!.Value.Body!.Length));
    }

    [Fact]
    public void Rows_areReadInPlace()
    {
        Fill(5);
        List<string> seen = [];
        foreach (NoteView view in Notes.Views(from: 3))
        {
            seen.Add($"{view.Id} {System.Text.Encoding.UTF8.GetString(view.Address)} {view.Body.Length}");
        }

        Assert.Equal(["3 n3 3", "4 n4 4", "5 n5 5"], seen);
    }

    [Fact]
    public void Rows_leftEarly_canBeAskedAgain()
    {
        Fill(5);
        foreach (NoteView view in Notes.Views(from: 1))
        {
            Assert.Equal(1, view.Id);
            break;
        }

        Assert.Equal(0, _database.Connection.SteppingStatements);
        Rows_areReadInPlaceFrom(5);
    }

    [Fact]
    public void Returning_completesTheWrite()
    {
        Fill(3);
        Assert.Equal("n2", Notes.Take(2));
        Assert.Null(Notes.Take(2));
        Assert.Equal(2, Notes.Count());
        Assert.Equal([1L, 3L], Notes.TakeAll().Order());
        Assert.Equal((0, 0), (Notes.Count(), _database.Connection.SteppingStatements));
    }

    [Fact]
    public void Execute_givesTheChangedRows()
    {
        Fill(3);
        Assert.Equal(1, Notes.SetBody(2, [9]));
        Assert.Equal(0, Notes.SetBody(9, [9]));
        Assert.Equal(3, Notes.Clear());
    }

    [Fact]
    public void Key_ofWrongLength_isAValidationErrorThatNamesColumnAndLength()
    {
        Fill(1);
        Notes.SetMac(1, new byte[31]);
        StoreException error = Assert.Throws<StoreException>(() => Notes.Get(1));
        Assert.Equal(StoreErrorKind.Validation, error.Kind);
        Assert.Contains("'mac' has 31 bytes", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => Notes.All());
        Assert.Equal(0, _database.Connection.SteppingStatements);

        Notes.SetMac(1, s_mac.ToArray());
        Assert.Equal(s_mac, Notes.Mac(1));
        Notes.SetMac(1, null);
        Assert.Null(Notes.Get(1)!.Mac);
        Assert.Throws<StoreException>(() => Notes.Mac(1));
    }

    [Fact]
    public void Decoder_seesTheColumnInPlace()
    {
        Fill(2);
        Assert.Equal([1, 2], Notes.Sizes().Select(static s => s.Body));
        Assert.Equal(2, Notes.Size(2));
        Assert.Null(Notes.Size(9));
        Notes.SetBody(2, new byte[13]);
        Assert.Throws<FormatException>(() => Notes.Sizes());
        Assert.Throws<FormatException>(() => Notes.Size(2));
        Assert.Equal(0, _database.Connection.SteppingStatements);
    }

    [Fact]
    public void Decoder_neverSeesNull()
    {
        _database.Connection.Execute("INSERT INTO notes(id, address) VALUES (1, 'a')");
        Assert.Null(Notes.Size(1));
        Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => Notes.Sizes()).Kind);
    }

    [Fact]
    public void Failure_resetsTheStatement()
    {
        Fill(1);
        var again = new Note(1, "n1", [1], 1, Flag: false, Kind: null, Mac: null);
        Assert.Throws<StoreException>(() => Notes.Put(again));
        Assert.Throws<ArgumentException>(() => Notes.FindText("\ud800"));
        Assert.Throws<ArgumentNullException>(() => Notes.PutNew(null!));
        Assert.Equal(0, _database.Connection.SteppingStatements);
        Notes.Put(again with { Id = 2, Address = "other" });
        Assert.Equal(2, Notes.Count());
    }

    [Fact]
    public void Statements_arePreparedOnceAConnection()
    {
        Fill(3);
        long prepared = _database.Counters.Prepared;
        for (int i = 0; i < 10; i++)
        {
            _ = Notes.Count();
        }

        Assert.Equal(prepared + 1, _database.Counters.Prepared);
        using var other = new TestDatabase();
        Assert.Equal(0, other.Connection.Statements<NoteStatements>().Count());
    }

    void Rows_areReadInPlaceFrom(long from)
    {
        int rows = 0;
        foreach (NoteView view in Notes.Views(from))
        {
            Assert.Equal(from + rows++, view.Id);
        }

        Assert.Equal(1, rows);
    }

    void Fill(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            Notes.Put(new Note(i, $"n{i}", new byte[i], i, Flag: true, NoteKind.Plain, s_mac));
        }
    }

    static void AssertSame(Note expected, Note actual)
    {
        Assert.Equal(expected.Body, actual.Body);
        Assert.Equal(expected with { Body = null }, actual with { Body = null });
    }
}
