namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>A statement that gives rows: SELECT, or a write with RETURNING.</summary>
/// <param name="sql">One SQL statement; <c>@name</c> placeholders name parameters of the method, or properties of a record parameter.</param>
/// <remarks>
/// The result type decides what is read: a value, tuple or record of the first row, <c>List&lt;T&gt;</c>, <see cref="Engine.Rows{TRow}"/>, or with <c>IN (@ids)</c>
/// <see cref="Engine.ListRows{TEntry, TRow}"/> or <c>List&lt;T&gt;</c>. A single result that may be null is null when there is no row; any other then throws
/// <see cref="InvalidOperationException"/>. A NULL column is null where the type allows it, else 0 or empty; a key or decoded value refuses it. Columns are
/// found by name (<c>sender_key</c> = <c>SenderKey</c>), one for each parameter of the longest constructor.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class QueryAttribute(string sql) : Attribute
{
    /// <summary>The statement's text.</summary>
    public string Sql { get; } = sql;

    /// <summary>How many entries of a list one execution takes; 0 = <see cref="Engine.ListLadder.DefaultChunkSize"/>.</summary>
    public int ChunkSize { get; set; }

    /// <summary>
    /// For a list that an index finds: once the statement has run often enough, the list is joined as a table (<see cref="Engine.ListSql"/>), which costs SQLite a third
    /// less than <c>IN</c>. Without an index on the column every id would walk the table. Ids that differ, but are equal to the column's collation or affinity, are answered once each.
    /// </summary>
    public bool JoinList { get; set; }
}
