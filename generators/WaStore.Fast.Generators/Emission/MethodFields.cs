using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>The members of the generated class that one method uses.</summary>
/// <param name="Method">The method.</param>
/// <param name="PlainSlot">The statement's place among <c>s_slots</c>; null for what has one for each size of a list, and for methods that throw.</param>
/// <param name="Name">What its own fields are called after; overloads get a number.</param>
sealed record MethodFields(MethodModel Method, int? PlainSlot, string Name)
{
    /// <summary>The field with the first of a list's slots.</summary>
    internal string ListSlots => $"s_{Name}Slots";

    /// <summary>The field with the binder of a list's entry.</summary>
    internal string Bind => $"s_{Name}Bind";

    /// <summary>The field with what runs one entry of a batch.</summary>
    internal string Run => $"s_{Name}Run";

    /// <summary>The field with the reader of a row.</summary>
    internal string Read => $"s_{Name}Read";

    /// <summary>The field that says whether the variant is used; null where there is none.</summary>
    internal string? Variant => Method.Statement?.Variant is null ? null : $"_{Name}Variant";

    /// <summary>A name that no parameter of the method has.</summary>
    internal string Local(string name)
    {
        while (Method.Parameters.Any(p => p.Name == name))
        {
            name += "_";
        }

        return name;
    }

    internal static MethodFields[] Of(StatementSetModel set)
    {
        var fields = new MethodFields[set.Methods.Count];
        HashSet<string> names = new(StringComparer.Ordinal);
        int slot = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            MethodModel method = set.Methods[i];
            string bare = method.Name.TrimStart('@');
            string stem = char.ToLowerInvariant(bare[0]) + bare.Substring(1);
            string name = stem;
            for (int number = 2; !names.Add(name); number++)
            {
                name = stem + Literals.Number(number);
            }

            fields[i] = new MethodFields(method, method.Statement is { List: null or { RunsOncePerEntry: true } } ? slot++ : null, name);
        }

        return fields;
    }
}
