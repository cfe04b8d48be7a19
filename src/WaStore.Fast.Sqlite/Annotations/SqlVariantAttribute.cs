namespace WaStore.Fast.Sqlite.Annotations;

/// <summary>Another text of the statement, for a file whose schema lacks something; chosen once, when the connection learns its schema.</summary>
/// <param name="sql">The statement's text in that case: the same result columns, and the same placeholders or fewer.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SqlVariantAttribute(string sql) : Attribute
{
    /// <summary>The statement's text.</summary>
    public string Sql { get; } = sql;

    /// <summary>The column, as <c>table.column</c>, whose absence chooses this text.</summary>
    public required string WithoutColumn { get; set; }
}
