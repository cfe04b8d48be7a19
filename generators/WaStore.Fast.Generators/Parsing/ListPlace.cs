using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Whether and where a statement has a list. Lives in the parser only.</summary>
/// <param name="Many">The list or batch; null for a plain statement.</param>
/// <param name="ChunkSize">How many entries one execution takes.</param>
/// <param name="IsJoined">Whether the list is to be joined where the statement runs often.</param>
sealed record ListPlace(Input? Many, int ChunkSize, bool IsJoined)
{
    /// <summary>A batch whose VALUES row is repeated.</summary>
    internal bool RepeatsRow => Many is { Kind: InputKind.Batch } && ChunkSize > 1;

    /// <summary>A batch that runs once an entry.</summary>
    internal bool RunsOncePerEntry => Many is { Kind: InputKind.Batch } && ChunkSize == 1;

    /// <summary>The first and the last token of what is repeated in a text; null where it has no such place.</summary>
    internal (int First, int Last)? FindRepeated(SqlSource sql, Placeholders placeholders)
    {
        int[] entries = [.. placeholders.All.Where(p => p.Value.Input == Many).Select(static p => p.Key)];
        return entries.Length == 0 ? null
            : RepeatsRow ? FindRow(sql, entries)
            : entries.Length == 1 ? (entries[0], entries[0])
            : null;
    }

    internal ListModel? ToModel(StatementTextWriter writer) => Many is null
        ? null
        : new ListModel(
            CSharpNames.Escape(Many.Symbol.Name),
            Many.Type.Full(),
            ChunkSize,
            writer.SharedBindings.Count,
            writer.EntryBindings.Count,
            Many.Kind == InputKind.Batch,
            writer.EntryBindings);

    static (int First, int Last)? FindRow(SqlSource sql, int[] entries)
    {
        int open = -1;
        for (int i = 0; i < entries[0]; i++)
        {
            if (sql.Tokens[i].Is("VALUES"))
            {
                open = i + 1;
            }
        }

        if (open < 0 || !sql.Tokens[open].IsMark("("))
        {
            return null;
        }

        int close = ClosingParenthesis(sql, open);
        return close > entries[entries.Length - 1] && !sql.Tokens[close + 1].IsMark(",") ? (open, close) : null;
    }

    static int ClosingParenthesis(SqlSource sql, int open)
    {
        int depth = 0;
        for (int i = open; i < sql.Tokens.Length - 1; i++)
        {
            depth += sql.Tokens[i].IsMark("(") ? 1 : sql.Tokens[i].IsMark(")") ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
