using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes the body of a statement with a list, or with a batch that is run in chunks.</summary>
static class ListEmitter
{
    /// <summary>The slots of the ladder, and the binder of an entry.</summary>
    internal static void EmitFields(SourceWriter writer, MethodFields fields)
    {
        if (fields.Method.Statement?.List is not { RunsOncePerEntry: false } list)
        {
            return;
        }

        writer.Line($"static readonly int {fields.ListSlots} = {Runtime.StatementSlots}.Reserve({Runtime.ListLadder}.Count({Literals.Number(list.ChunkSize)}));");
        writer.Line($"static readonly {Runtime.EntryBinder}<{list.EntryType}> {fields.Bind} = static ({Runtime.Statement} statement, int first, in {list.EntryType} entry) =>");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (BindingModel binding in list.Bindings)
            {
                string ordinal = binding.Ordinal == 0 ? "first" : $"first + {Literals.Number(binding.Ordinal)}";
                BindEmitter.Emit(writer, "statement", ordinal, binding, "value" + Literals.Number(binding.Ordinal));
            }
        }

        writer.Line("};");
    }

    internal static void Emit(SourceWriter writer, MethodFields fields, StatementModel statement)
    {
        ListModel list = statement.List!;
        string call = fields.Local("call");
        string sql = fields.Local("sql");
        EmitSql(writer, fields, statement, list, sql);
        writer.Line(
            $"var {call} = new {Runtime.ListCall}<{list.EntryType}>(_connection, {fields.ListSlots}, {sql}, {list.Parameter}, {fields.Bind}, "
            + $"{Runtime.ListTail}.{(list.IsBatch ? "Split" : "Padded")}, {Comparer(statement, list)});");
        EmitShared(writer, fields, statement, call);
        EmitResult(writer, fields, statement, list, call);
    }

    static void EmitSql(SourceWriter writer, MethodFields fields, StatementModel statement, ListModel list, string sql)
    {
        string main = New(statement.Sql, list);
        if (statement.Variant is not { } variant)
        {
            writer.Line($"{Runtime.ListSql} {sql} = {main};");
            return;
        }

        writer.Line($"{Runtime.ListSql} {sql} = {fields.Variant}");
        using (writer.Indent())
        {
            writer.Line($"? {New(variant.Sql, list)}");
            writer.Line($": {main};");
        }
    }

    static string New(SqlPieces sql, ListModel list) =>
        $"new {Runtime.ListSql}({Literals.Utf8(sql.Head)}, {Literals.Utf8(sql.Entry)}, {Literals.Utf8(sql.Tail)}, "
        + $"{Literals.Number(list.SharedParameters)}, {Literals.Number(list.EntryParameters)}, {Literals.Number(list.ChunkSize)}"
        + (sql.Joined is { } joined ? $", {Literals.Utf8(joined.Head)}, {Literals.Utf8(joined.Tail)})" : ")");

    // An id in two chunks would be answered, or updated, twice. A delete meets it again and finds nothing left.
    static string Comparer(StatementModel statement, ListModel list) => list.IsBatch || statement.Result.Deletes
        ? "null"
        : list.Bindings[0].Value.Kind switch
        {
            ValueKind.String => "global::System.StringComparer.Ordinal",
            ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.Key32 => Runtime.BlobComparer + ".Instance",
            _ => $"global::System.Collections.Generic.Comparer<{list.EntryType}>.Default",
        };

    static void EmitShared(SourceWriter writer, MethodFields fields, StatementModel statement, string call)
    {
        if (statement.Bindings.Count == 0)
        {
            return;
        }

        string local = fields.Local("statement");
        using (writer.Block("try"))
        {
            using (writer.Block($"while ({call}.NextStatement(out {Runtime.Statement} {local}))"))
            {
                MethodEmitter.EmitBindings(writer, fields, statement, local);
            }
        }

        using (writer.Block("catch"))
        {
            writer.Line($"{call}.Abandon();");
            writer.Line("throw;");
        }
    }

    static void EmitResult(SourceWriter writer, MethodFields fields, StatementModel statement, ListModel list, string call)
    {
        if (statement.Result.Row is not { } row)
        {
            writer.Line($"{(statement.Result.Shape == ResultShape.Count ? "return" : "_ =")} {call}.Execute();");
            return;
        }

        string enumerator = $"new {Runtime.ListRows}<{list.EntryType}, {QueryEmitter.RowType(row)}>({call}, {fields.Read})";
        if (statement.Result.Shape == ResultShape.Rows)
        {
            writer.Line($"return {enumerator};");
            return;
        }

        string rows = fields.Local("rows");
        string current = fields.Local("row");
        writer.Line($"var {rows} = new global::System.Collections.Generic.List<{QueryEmitter.RowType(row)}>();");
        using (writer.Block($"foreach ({QueryEmitter.RowType(row)} {current} in {enumerator})"))
        {
            writer.Line($"{rows}.Add({current});");
        }

        writer.Line($"return {rows};");
    }
}
