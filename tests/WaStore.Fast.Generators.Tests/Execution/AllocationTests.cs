using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>Exact: after warm-up a call allocates nothing, and a row nothing, but for what the caller asked to own.</summary>
public sealed class AllocationTests : IDisposable
{
    static readonly byte[] s_body = new byte[1500];

    readonly TestDatabase _database = new();
    readonly Counter[] _counters = [.. Enumerable.Range(0, 50).Select(static i => new Counter($"c{i:00}", i))];
    readonly long[] _ids = [.. Enumerable.Range(1, 30).Select(static i => (long)i), .. Enumerable.Range(1, 30).Select(static i => (long)i)];
    readonly string[] _addresses = [.. Enumerable.Range(1, 30).Select(static i => $"n{i}")];

    public AllocationTests()
    {
        for (int i = 1; i <= 30; i++)
        {
            Notes.Put(new Note(i, $"n{i}", new byte[i], i, Flag: true, NoteKind.Plain, new Key32(new byte[32])));
        }
    }

    NoteStatements Notes => _database.Connection.Statements<NoteStatements>();

    ListStatements Lists => _database.Connection.Statements<ListStatements>();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Execute_allocatesNothing() => AssertNothing(() => Notes.SetBody(1, s_body));

    [Fact]
    public void Scalars_allocateNothing() => AssertNothing(() =>
    {
        _ = Notes.Count();
        _ = Notes.Find("n7"u8);
        _ = Notes.FindText("n8");
        _ = Notes.Size(3);
        _ = Notes.Mac(2);
    });

    [Fact]
    public void Rows_allocateNothing()
    {
        long bytes = 0;
        AssertNothing(() => bytes = CountBytes());
        Assert.Equal(465 + 81, bytes);
    }

    long CountBytes()
    {
        long bytes = 0;
        foreach (NoteView view in Notes.Views(from: 1))
        {
            bytes += view.Body.Length + view.Address.Length;
        }

        return bytes;
    }

    [Fact]
    public void ListRows_allocateNothing()
    {
        int rows = 0;
        AssertNothing(() => rows = CountRows());
        Assert.Equal(30, rows);
    }

    int CountRows()
    {
        int rows = 0;
        foreach (NoteView view in Lists.ByAddresses(_addresses))
        {
            rows += view.Body.Length > 0 ? 1 : 0;
        }

        return rows;
    }

    [Fact]
    public void ListWrites_allocateNothing() => AssertNothing(() =>
    {
        _ = Lists.Raise(_ids);
        _ = Lists.Delete([]);
    });

    [Fact]
    public void Batches_allocateNothing() => AssertNothing(() =>
    {
        _ = Lists.Put(_counters, offset: 1);
        _ = Lists.PutMany(_counters, offset: 2);
    });

    [Fact]
    public void OwnedValues_areAllThatIsAllocated()
    {
        long array = Measure(static () => _ = new byte[7]);
        Assert.Equal(array, Measure(() => _ = Notes.Body(7)));
        long text = Measure(static () => _ = new string('x', 2));
        Assert.Equal(text, Measure(() => _ = Notes.Address(7)));
    }

    static void AssertNothing(Action call) => Assert.Equal(0, Measure(call));

    static long Measure(Action call)
    {
        // Enough for the tiers of the JIT, too.
        for (int i = 0; i < 50; i++)
        {
            call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
