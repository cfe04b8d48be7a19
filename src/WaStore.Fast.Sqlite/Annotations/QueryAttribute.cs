namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>A statement that gives rows: SELECT, or a write with RETURNING.</summary>
/// <param name="sql">One SQL statement; <c>@name</c> placeholders name parameters of the method, or properties of a record parameter.</param>
/// <remarks>
/// The result type decides what is read: a scalar, <c>string?</c> or <c>byte[]?</c> (first row, null when there is none), a record (first row), <c>List&lt;T&gt;</c>,
/// <see cref="Engine.Rows{TRow}"/>, or with <c>IN (@ids)</c> <see cref="Engine.ListRows{TEntry, TRow}"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class QueryAttribute(string sql) : Attribute
{
    /// <summary>The statement's text.</summary>
    public string Sql { get; } = sql;

    /// <summary>How many entries of a list one execution takes; 0 = <see cref="Engine.ListLadder.DefaultChunkSize"/>.</summary>
    public int ChunkSize { get; set; }
}
