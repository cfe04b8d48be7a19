using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

enum InputKind
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>A record or struct: a parameter per property.</summary>
    Record,

    /// <summary>The span of an <c>IN (@ids)</c>.</summary>
    List,

    /// <summary>The span of a batch.</summary>
    Batch,
}

/// <summary>A parameter of a method, understood. Lives in the parser only.</summary>
sealed class Input(IParameterSymbol symbol, InputKind kind, ITypeSymbol type, ValueModel? value, ImmutableArray<Member> members)
{
    internal IParameterSymbol Symbol { get; } = symbol;

    internal InputKind Kind { get; } = kind;

    /// <summary>The parameter's type; of a list or batch the entry's.</summary>
    internal ITypeSymbol Type { get; } = type;

    /// <summary>The value, where the parameter or entry is one.</summary>
    internal ValueModel? Value { get; } = value;

    /// <summary>The properties, where it is a record.</summary>
    internal ImmutableArray<Member> Members { get; } = members;

    internal bool IsMany => Kind is InputKind.List or InputKind.Batch;

    /// <summary>Whether a placeholder took it.</summary>
    internal bool IsUsed { get; set; }

    /// <summary>What its expressions begin with.</summary>
    internal string Root => IsMany ? "entry" : CSharpNames.Escape(Symbol.Name);
}

/// <summary>A property or field of a record parameter; no value where its type is none.</summary>
sealed record Member(string Name, ITypeSymbol Type, ValueModel? Value);

/// <summary>What a placeholder stands for.</summary>
sealed record Target(Input Input, Member? Member)
{
    internal ValueModel? Value => Member is null ? Input.Value : Member.Value;

    internal string Expression => Member is null ? Input.Root : Input.Root + "." + CSharpNames.Escape(Member.Name);
}
