using System.Globalization;
using System.Text;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Numbers a statement's placeholders, and writes its texts with these numbers, one blank between what was apart and without comments.</summary>
sealed class StatementTextWriter
{
    const char Marker = '\u0001';

    readonly ListPlace _place;
    readonly Dictionary<string, int> _shared = [];
    readonly Dictionary<string, int> _entry = [];

    internal StatementTextWriter(Placeholders placeholders, ListPlace place)
    {
        _place = place;
        List<BindingModel> shared = [];
        List<BindingModel> entry = [];
        foreach (KeyValuePair<int, Target> placeholder in placeholders.All)
        {
            Target target = placeholder.Value;
            bool isEntry = target.Input == place.Many;
            Dictionary<string, int> numbers = isEntry ? _entry : _shared;
            List<BindingModel> bindings = isEntry ? entry : shared;
            if (!numbers.ContainsKey(target.Expression))
            {
                numbers.Add(target.Expression, bindings.Count);
                bindings.Add(new BindingModel(isEntry ? bindings.Count : bindings.Count + 1, target.Expression, target.Value!));
            }
            else if (isEntry && place.RepeatsRow)
            {
                // A marker has a number of its own, so what a row uses twice is bound twice.
                bindings.Add(new BindingModel(bindings.Count, target.Expression, target.Value!));
            }
        }

        SharedBindings = shared.ToEquatable();
        EntryBindings = entry.ToEquatable();
    }

    /// <summary>The parameters that are no entry's.</summary>
    internal EquatableArray<BindingModel> SharedBindings { get; }

    /// <summary>The parameters of an entry.</summary>
    internal EquatableArray<BindingModel> EntryBindings { get; }

    /// <summary>Writes one text of the statement, with <paramref name="join"/> both with the list as it stands and with it joined.</summary>
    internal SqlPieces Write(SqlSource sql, Placeholders placeholders, ListJoin? join)
    {
        int end = sql.StatementEnd;
        if (_place.Many is null || _place.RunsOncePerEntry)
        {
            return new SqlPieces(Write(sql, placeholders, 0, end), "", "");
        }

        (int first, int last) = _place.FindRepeated(sql, placeholders) ?? throw new InvalidOperationException("The list's place was found before.");
        return new SqlPieces(
            Write(sql, placeholders, 0, first),
            Write(sql, placeholders, first, last + 1),
            Write(sql, placeholders, last + 1, end),
            join is null ? null : Write(sql, placeholders, join, end));
    }

    JoinedPieces Write(SqlSource sql, Placeholders placeholders, ListJoin join, int end) => new(
        $"WITH {ListJoin.Table}({ListJoin.Column}) AS (VALUES ",
        $") {Write(sql, placeholders, 0, join.From + 1)} {ListJoin.Table} CROSS JOIN{Write(sql, placeholders, join.From + 1, join.In)}"
        + $" = {ListJoin.Table}.{ListJoin.Column}{Write(sql, placeholders, join.In + 4, end)}");

    string Write(SqlSource sql, Placeholders placeholders, int from, int to)
    {
        var text = new StringBuilder();
        for (int i = from; i < to; i++)
        {
            SqlToken token = sql.Tokens[i];
            // What was apart stays apart, also from the piece before.
            if (i > 0 && sql.Tokens[i - 1].End < token.Start)
            {
                text.Append(' ');
            }

            text.Append(placeholders.At(i) is { } target ? Placeholder(target) : sql.Text.Substring(token.Start, token.Length));
        }

        return text.ToString();
    }

    string Placeholder(Target target)
    {
        if (target.Input != _place.Many)
        {
            return Number(_shared[target.Expression]);
        }

        return _place.RunsOncePerEntry ? Number(_shared.Count + _entry[target.Expression]) : Marker.ToString();
    }

    /// <summary>Whether a target has a number.</summary>
    internal bool Knows(Target target) => target.Input == _place.Many ? _entry.ContainsKey(target.Expression) : _shared.ContainsKey(target.Expression);

    static string Number(int index) => "?" + (index + 1).ToString(CultureInfo.InvariantCulture);
}
