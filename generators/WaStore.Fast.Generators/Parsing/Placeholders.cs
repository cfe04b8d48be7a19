using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>What the placeholders of one text stand for, by the index of their token.</summary>
sealed class Placeholders
{
    readonly SortedDictionary<int, Target> _targets = [];

    /// <summary>The placeholders in the order of the text.</summary>
    internal IEnumerable<KeyValuePair<int, Target>> All => _targets;

    internal Target? At(int token) => _targets.TryGetValue(token, out Target? target) ? target : null;

    /// <summary>Finds the parameter or property of every placeholder; null where one has none.</summary>
    internal static Placeholders? Resolve(SqlSource sql, ImmutableArray<Input> inputs, Findings? findings)
    {
        var placeholders = new Placeholders();
        bool valid = true;
        for (int i = 0; i < sql.Tokens.Length; i++)
        {
            SqlToken token = sql.Tokens[i];
            if (token.Kind != SqlTokenKind.Placeholder)
            {
                continue;
            }

            if (Resolve(token, sql, inputs, findings) is { } target)
            {
                target.Input.IsUsed = true;
                placeholders._targets.Add(i, target);
            }
            else
            {
                valid = false;
            }
        }

        return valid ? placeholders : null;
    }

    static Target? Resolve(SqlToken token, SqlSource sql, ImmutableArray<Input> inputs, Findings? findings)
    {
        List<Target> found = token.Text.Length > 1 && token.Text[0] == '@' ? Find(token.Text.Substring(1), inputs) : [];
        if (found.Count == 0)
        {
            findings?.Add(ParameterRules.UnknownPlaceholder, sql.Locate(token.Span, findings), token.Text);
            return null;
        }

        if (found.Count > 1)
        {
            findings?.Add(ParameterRules.AmbiguousPlaceholder, sql.Locate(token.Span, findings), token.Text, found[0].Input.Symbol.Name, found[1].Input.Symbol.Name);
            return null;
        }

        if (found[0] is { Value: null, Member: { } member })
        {
            found[0].Input.IsUsed = true;
            findings?.Add(ParameterRules.UnsupportedType, sql.Locate(token.Span, findings), member.Name, member.Type.ToDisplayString());
            return null;
        }

        return found[0];
    }

    static List<Target> Find(string name, ImmutableArray<Input> inputs)
    {
        foreach (Func<string, string, bool> equal in s_equalities)
        {
            foreach (Input input in inputs)
            {
                if (input.Value is not null && equal(input.Symbol.Name, name))
                {
                    return [new Target(input, Member: null)];
                }
            }
        }

        foreach (Func<string, string, bool> equal in s_equalities)
        {
            List<Target> found = [];
            foreach (Input input in inputs)
            {
                if (input.Members.FirstOrDefault(m => equal(m.Name, name)) is { } member)
                {
                    found.Add(new Target(input, member));
                }
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    static readonly Func<string, string, bool>[] s_equalities =
    [
        static (a, b) => a == b,
        static (a, b) => CSharpNames.Normalise(a) == CSharpNames.Normalise(b),
    ];
}
