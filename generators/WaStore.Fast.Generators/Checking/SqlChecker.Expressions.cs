using System.Collections.Immutable;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Checking;

sealed partial class SqlChecker
{
    void Visit(ImmutableArray<SqlExpression> expressions, Scope scope)
    {
        foreach (SqlExpression expression in expressions)
        {
            _ = Visit(expression, scope);
        }
    }

    CheckedValue Visit(SqlExpression expression, Scope scope)
    {
        switch (expression)
        {
            case SqlColumnName column:
                return Name(column, scope);
            case SqlParameter parameter:
                return CheckedValue.Unknown with { Parameter = parameter };
            case SqlLiteral literal:
                return CheckedValue.Of(literal.Type);
            case SqlOperation operation:
                Visit(operation.Operands, scope);
                return CheckedValue.Of(operation.Type);
            case SqlComparison comparison:
                Compare(comparison.Operands[0], comparison.Operands.RemoveAt(0), scope);
                return CheckedValue.Of(SqlType.Integer);
            case SqlCall call:
                return CheckedValue.Of(FunctionTypes.Of(call.Name, [.. call.Arguments.Select(a => Visit(a, scope).Type)]));
            case SqlCase choice:
                Visit(choice.Tests, scope);
                return CheckedValue.Of(SqlTypes.Common(choice.Results.Select(r => Visit(r, scope).Type)));
            case SqlRow row:
                Visit(row.Items, scope);
                return CheckedValue.Unknown;
            case SqlSubquery subquery:
                ImmutableArray<CheckedColumn>? columns = Select(subquery.Select, scope, scope.CommonTables);
                return CheckedValue.Of(subquery.IsExists ? SqlType.Integer : columns is [{ } only] ? only.Type : SqlType.Unknown);
            case SqlInSelect membership:
                CompareWithSelect(membership, scope);
                return CheckedValue.Of(SqlType.Integer);
            default:
                return CheckedValue.Unknown;
        }
    }

    /// <summary>Compares one operand with each of the others; rows item by item.</summary>
    void Compare(SqlExpression first, ImmutableArray<SqlExpression> others, Scope scope)
    {
        if (first is SqlRow row)
        {
            foreach (SqlExpression other in others)
            {
                if (other is SqlRow otherRow && otherRow.Items.Length == row.Items.Length)
                {
                    for (int i = 0; i < row.Items.Length; i++)
                    {
                        Compare(row.Items[i], [otherRow.Items[i]], scope);
                    }
                }
                else
                {
                    _ = Visit(other, scope);
                    Visit(row.Items, scope);
                }
            }

            return;
        }

        CheckedValue left = Visit(first, scope);
        foreach (SqlExpression other in others)
        {
            CheckedValue right = Visit(other, scope);
            Meet(left, right);
            Meet(right, left);
        }
    }

    void CompareWithSelect(SqlInSelect membership, Scope scope)
    {
        ImmutableArray<SqlExpression> operands = membership.Operand is SqlRow row ? row.Items : [membership.Operand];
        CheckedValue[] values = [.. operands.Select(o => Visit(o, scope))];
        ImmutableArray<CheckedColumn>? columns = Select(membership.Select, scope, scope.CommonTables);
        foreach (SqlRow given in membership.Select.Cores[0].Values)
        {
            for (int i = 0; i < Math.Min(given.Items.Length, values.Length); i++)
            {
                if (given.Items[i] is SqlParameter parameter)
                {
                    Meet(CheckedValue.Unknown with { Parameter = parameter }, values[i]);
                }
            }
        }

        for (int i = 0; columns is { } known && i < Math.Min(known.Length, values.Length); i++)
        {
            Meet(values[i], new CheckedValue(known[i].Type, known[i].Name, Parameter: null));
        }
    }

    void Meet(CheckedValue value, RelationColumn? column)
    {
        if (column is not null)
        {
            Meet(value, new CheckedValue(column.Type, column.Label, Parameter: null));
        }
    }

    /// <summary>A parameter meets a column: its type must be the column's.</summary>
    void Meet(CheckedValue value, CheckedValue column)
    {
        if (value.Parameter is not { } parameter || column.Label is null || _placeholders?.At(parameter.Token)?.Value is not { } bound)
        {
            return;
        }

        SqlType stored = TypeRules.Stored(bound);
        if (!TypeRules.CanMeet(stored, column.Type))
        {
            _findings.Add(
                SchemaRules.ParameterType, _sql.Locate(parameter.Span, _findings), _sql.Tokens[parameter.Token].Text, TypeRules.Describe(stored), column.Label, column.Type.Name());
        }
    }

    CheckedValue Name(SqlColumnName column, Scope scope)
    {
        if (column.Table is { } table)
        {
            return FindRelation(table, scope) is { } relation && Column(column.Name, relation) is { } found
                ? new CheckedValue(found.Type, found.Label, Parameter: null)
                : CheckedValue.Unknown;
        }

        string name = column.Name.Text;
        for (Scope? around = scope; around is not null; around = around.Outer)
        {
            foreach (Relation relation in around.Relations)
            {
                if (relation.Find(name) is { } found)
                {
                    return new CheckedValue(found.Type, found.Label, Parameter: null);
                }
            }

            if (around.Relations.Any(static r => r.IsOpen))
            {
                return CheckedValue.Unknown;
            }
        }

        bool isConstant = column.Name.Is("TRUE") || column.Name.Is("FALSE");
        // SQLite takes a name in double quotes that is no column as a string.
        bool mayBeText = column.Name.Kind is SqlTokenKind.QuotedName or SqlTokenKind.String;
        if (!isConstant && !mayBeText && !scope.HasAlias(name))
        {
            _findings.Add(SchemaRules.UnknownColumn, _sql.Locate(column.Name.Span, _findings), name, Describe(scope));
        }

        return isConstant ? CheckedValue.Of(SqlType.Integer) : CheckedValue.Unknown;
    }

    Relation? FindRelation(SqlToken table, Scope scope)
    {
        Relation? relation = scope.Find(table.Text);
        if (relation is null)
        {
            _findings.Add(SchemaRules.UnknownTable, _sql.Locate(table.Span, _findings), table.Text);
        }

        return relation;
    }

    static string Describe(Scope scope)
    {
        string[] names = [.. scope.Relations.Select(static r => r.Name).OfType<string>().Where(static n => n != "excluded")];
        return names.Length == 0 ? "The statement" : string.Join(" or ", names.Select(static n => $"'{n}'"));
    }
}
