using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

[SqliteStatements]
interface IFaultyStatements
{
    [Query("SELECT id FROM notes WHERE id = @missing")]
    long? Unknown(in long id, out int other);

    [Execute("DELETE FROM notes")]
    int Fine();
}

[SqliteStatements]
interface IHalfStatements
{
    int Property { get; }

    [Execute("DELETE FROM notes")]
    int Fine();
}
