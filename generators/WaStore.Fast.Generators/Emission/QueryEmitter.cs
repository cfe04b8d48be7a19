using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes the body of a statement that gives rows.</summary>
static class QueryEmitter
{
    /// <summary>The reader of a row, where rows are handed out one by one.</summary>
    internal static void EmitFields(SourceWriter writer, MethodFields fields)
    {
        if (fields.Method.Statement is { Result: { Row: { } row } result } statement && (result.Shape == ResultShape.Rows || statement.List is not null))
        {
            writer.Line($"static readonly {Runtime.RowReader}<{RowType(row)}> {fields.Read} = static statement => {ReadEmitter.Row(row, "statement", fields.Method.Name)};");
        }
    }

    internal static void Emit(SourceWriter writer, MethodFields fields, StatementModel statement, string label)
    {
        string local = fields.Local("statement");
        MethodEmitter.EmitPrepare(writer, fields, statement, local);
        RowModel row = statement.Result.Row!;
        if (statement.Result.Shape == ResultShape.Rows)
        {
            MethodEmitter.EmitBindings(writer, fields, statement, local);
            writer.Line($"return new {Runtime.Rows}<{RowType(row)}>({local}, {fields.Read});");
            return;
        }

        using (writer.Block("try"))
        {
            MethodEmitter.EmitBindings(writer, fields, statement, local);
            if (statement.Result.Shape == ResultShape.List)
            {
                EmitList(writer, fields, row, local, fields.Method.Name);
            }
            else
            {
                EmitSingle(writer, fields, statement.Result, local, label);
            }
        }

        using (writer.Block("finally"))
        {
            writer.Line($"{local}.Reset();");
        }
    }

    /// <summary>The type of a row as the method says it.</summary>
    internal static string RowType(RowModel row) =>
        row.Kind == RowKind.Scalar && row.Columns[0].Value.Nullability != Nullability.None ? row.Type + "?" : row.Type;

    static void EmitList(SourceWriter writer, MethodFields fields, RowModel row, string local, string method)
    {
        string rows = fields.Local("rows");
        writer.Line($"var {rows} = new global::System.Collections.Generic.List<{RowType(row)}>();");
        using (writer.Block($"while ({local}.Step())"))
        {
            writer.Line($"{rows}.Add({ReadEmitter.Row(row, local, method)});");
        }

        writer.Line($"return {rows};");
    }

    static void EmitSingle(SourceWriter writer, MethodFields fields, ResultModel result, string local, string label)
    {
        using (writer.Block($"if (!{local}.Step())"))
        {
            writer.Line(result.NullWithoutRow
                ? "return null;"
                : $"throw new global::System.InvalidOperationException({Literals.String($"{label}: the statement gave no row.")});");
        }

        string read = ReadEmitter.Row(result.Row!, local, fields.Method.Name);
        if (!result.Writes)
        {
            writer.Line($"return {read};");
            return;
        }

        string row = fields.Local("row");
        writer.Line($"{RowType(result.Row!)} {row} = {read};");
        writer.Line($"{local}.Complete();");
        writer.Line($"return {row};");
    }
}
