using System.Reflection;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Stores.Statements;

/// <summary>One annotated statement of the library.</summary>
/// <param name="Name">Interface and method.</param>
/// <param name="Sql">Its text.</param>
/// <param name="WithoutColumn">The column whose absence chooses this text, or null for the usual one.</param>
sealed record NamedStatement(string Name, string Sql, string? WithoutColumn);

/// <summary>Every annotated statement of the library's statement sets.</summary>
static class EveryStatement
{
    internal static IReadOnlyList<NamedStatement> All { get; } = [.. Interfaces.SelectMany(set => set.GetMethods()).SelectMany(Read)];

    /// <summary>The texts that a file of this shape uses.</summary>
    internal static IEnumerable<NamedStatement> For(ISchemaShape schema) => All
        .GroupBy(statement => statement.Name)
        .Select(texts => texts.FirstOrDefault(text => text.WithoutColumn?.Split('.') is [var table, var column] && !schema.HasColumn(table, column))
            ?? texts.Single(text => text.WithoutColumn is null));

    static IEnumerable<Type> Interfaces => typeof(SqliteStore).Assembly.GetTypes().Where(type => type.GetCustomAttribute<SqliteStatementsAttribute>() is not null);

    static IEnumerable<NamedStatement> Read(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        var sql = method.GetCustomAttribute<QueryAttribute>()?.Sql ?? method.GetCustomAttribute<ExecuteAttribute>()?.Sql;
        Assert.True(sql is not null, $"{name} has no statement");
        yield return new NamedStatement(name, sql, WithoutColumn: null);
        if (method.GetCustomAttribute<SqlVariantAttribute>() is { } variant)
        {
            yield return new NamedStatement(name, variant.Sql, variant.WithoutColumn);
        }
    }
}
