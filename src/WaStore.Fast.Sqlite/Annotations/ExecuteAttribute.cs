namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>A statement that gives no rows. The method returns <c>void</c>, or <c>int</c>: the number of rows that it changed.</summary>
/// <param name="sql">One SQL statement; <c>@name</c> placeholders name parameters of the method, or properties of a record parameter.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ExecuteAttribute(string sql) : Attribute
{
    /// <summary>The statement's text.</summary>
    public string Sql { get; } = sql;

    /// <summary>How many entries of a list one execution takes; 0 = <see cref="Engine.ListLadder.DefaultChunkSize"/>, for <see cref="BatchAttribute"/> 1.</summary>
    public int ChunkSize { get; set; }
}
