using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Generators.Tests.Execution;

/// <summary>Statements for files with and without the column <c>notes.late</c>.</summary>
[SqliteStatements]
interface IVariantStatements
{
    [Query("SELECT address, late FROM notes WHERE id = @id")]
    [SqlVariant("SELECT address, 'none' AS late FROM notes WHERE id = @id", WithoutColumn = "notes.late")]
    (string Address, string? Late)? Get(long id);

    [Execute("UPDATE notes SET flag = @flag, late = @late WHERE id = @id")]
    [SqlVariant("UPDATE notes SET flag = @flag WHERE id = @id", WithoutColumn = "notes.late")]
    int Set(bool flag, long id, string late);

    [Execute("DELETE FROM notes WHERE id IN (@ids) AND late = @late")]
    [SqlVariant("DELETE FROM notes WHERE id IN (@ids)", WithoutColumn = "notes.late")]
    int Delete(ReadOnlySpan<long> ids, string late);
}
