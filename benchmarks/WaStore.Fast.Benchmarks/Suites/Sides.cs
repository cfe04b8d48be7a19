using Microsoft.Data.Sqlite;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>Our store and the floors, each with a file of its own: what one leaves in its WAL must not be checkpointed by another.</summary>
sealed class Sides : IDisposable
{
    readonly List<StoreFixture> _files = [];

    /// <param name="fill">What is in each file at the beginning; null is nothing but the account.</param>
    public Sides(Func<SqliteStore, ValueTask>? fill = null)
    {
        Ours = NewFile(fill);
        Floor = new FloorDatabase(NewPath(fill));
        C = CLibrary.IsAvailable ? new CDatabase(NewPath(fill)) : null;
    }

    public StoreFixture Ours { get; }

    /// <summary>By P/Invoke.</summary>
    public IFloor Floor { get; }

    /// <summary>In C; null where there is no compiler.</summary>
    public IFloor? C { get; }

    /// <summary>The path of one more file like the others, for a peer.</summary>
    public string NewPath(Func<SqliteStore, ValueTask>? fill = null)
    {
        StoreFixture file = NewFile(fill);
        StoreFixture.Wait(file.Store.DisposeAsync());
        return file.Path;
    }

    /// <summary>Makes a statement on both floors.</summary>
    public (FloorStatement Floor, FloorStatement? C) Prepare(string sql, FloorCells cells, string results = "") =>
        (new FloorStatement(Floor, sql, cells, results), C is null ? null : new FloorStatement(C, sql, cells, results));

    /// <summary>Runs a statement on every file.</summary>
    public void Run(string sql)
    {
        foreach (StoreFixture file in _files)
        {
            _ = Ask(file.Path, sql);
        }
    }

    /// <summary>Asserts that all files answer a query alike, and with something: that every side did the same work.</summary>
    /// <param name="query">One row of one column.</param>
    public void AssertSame(string query)
    {
        object?[] answers = [.. _files.Select(file => Ask(file.Path, query))];
        SameWork.Assert(answers);
    }

    /// <summary>Asserts that so many files answer a query with a number, where only one side does the work.</summary>
    public void AssertWritten(int files, string query, long number)
    {
        int written = _files.Count(file => number.Equals(Ask(file.Path, query)));
        if (written != files)
        {
            throw new InvalidOperationException($"{written} files answer {number} to {query}.");
        }
    }

    public void Dispose()
    {
        Floor.Dispose();
        C?.Dispose();
        foreach (StoreFixture file in _files)
        {
            file.Dispose();
        }
    }

    static object? Ask(string path, string query)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    StoreFixture NewFile(Func<SqliteStore, ValueTask>? fill)
    {
        var file = new StoreFixture();
        _files.Add(file);
        if (fill is not null)
        {
            StoreFixture.Wait(fill(file.Store));
        }

        return file;
    }
}
