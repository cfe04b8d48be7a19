using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

[SqliteStatements]
interface IVariantStatements
{
    [Query("SELECT address, late FROM notes WHERE id = @id")]
    [SqlVariant("SELECT address, NULL AS late FROM notes WHERE id = @id", WithoutColumn = "notes.late")]
    (string Address, string? Late)? Get(long id);

    [Execute("UPDATE notes SET late = @late, flag = @flag WHERE id = @id")]
    [SqlVariant("UPDATE notes SET flag = @flag WHERE id = @id", WithoutColumn = "notes.late")]
    void Set(string? late, bool flag, long id);

    [Execute("DELETE FROM notes WHERE late = @late AND id IN (@ids)")]
    [SqlVariant("DELETE FROM notes WHERE id IN (@ids)", WithoutColumn = "notes.late")]
    int Delete(string late, ReadOnlySpan<long> ids);
}
