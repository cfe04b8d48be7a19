using System.Collections.Immutable;
using WaStore.Fast.Generators.Schema;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

/// <summary>The names that an expression sees: the relations of its FROM, the aliases of its result columns, then those of the query around it.</summary>
sealed class Scope(Scope? outer, CommonTables? commonTables)
{
    internal CommonTables? CommonTables { get; } = commonTables;

    internal List<Relation> Relations { get; } = [];

    internal ImmutableArray<SqlResultColumn> Aliases { get; set; } = [];

    internal Scope? Outer { get; } = outer;

    /// <summary>The relation of a name, here or around.</summary>
    internal Relation? Find(string relation) =>
        Relations.FirstOrDefault(r => r.Name is not null && SchemaTable.Same(r.Name, relation)) ?? Outer?.Find(relation);

    /// <summary>The alias of a result column, here or around.</summary>
    internal bool HasAlias(string name) =>
        Aliases.Any(a => a.Alias is { } alias && SchemaTable.Same(alias.Text, name)) || (Outer?.HasAlias(name) ?? false);
}

/// <summary>The tables of WITH, the innermost first.</summary>
sealed record CommonTables(CommonTables? Outer, string Name, Relation Relation)
{
    internal static Relation? Find(CommonTables? tables, string name)
    {
        for (; tables is not null; tables = tables.Outer)
        {
            if (SchemaTable.Same(tables.Name, name))
            {
                return tables.Relation;
            }
        }

        return null;
    }
}
