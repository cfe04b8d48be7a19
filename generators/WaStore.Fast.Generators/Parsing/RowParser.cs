using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Understands what a row is read into.</summary>
sealed class RowParser(IMethodSymbol method, SqlSource sql, SqlFacts facts, ParserContext context)
{
    /// <summary>The row's model, or null where it cannot be read.</summary>
    internal RowModel? Parse(ITypeSymbol type)
    {
        ImmutableArray<AttributeData> attributes = method.GetReturnTypeAttributes();
        if (ValueParser.Parse(type, attributes) is { } value)
        {
            return value.Kind == ValueKind.CharSpan ? Unsupported(type, "SQLite's text is UTF-8; use string, or [Text] bytes") : ParseScalar(type, value, attributes);
        }

        ITypeSymbol plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } argument] }
            ? argument
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (plain is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return ParseColumns(RowKind.Tuple, tuple, [.. tuple.TupleElements.Select(static e => new Slot(e.Name, e.Type, []))]);
        }

        return FindConstructor(plain) is { } constructor
            ? ParseColumns(RowKind.Constructor, plain, [.. constructor.Parameters.Select(static p => new Slot(p.Name, p.Type, p.GetAttributes()))])
            : Unsupported(type, "it is no supported value, and has no one constructor that takes the columns");
    }

    RowModel? ParseScalar(ITypeSymbol type, ValueModel value, ImmutableArray<AttributeData> attributes)
    {
        if (!FitsDecoder(type, attributes))
        {
            return null;
        }

        if (facts.ResultColumns is { Length: > 1 } columns)
        {
            context.Findings?.Add(ResultRules.UnreadColumn, method.ReturnPlace(), ColumnLabel(columns, 1), type.ToDisplayString());
            return null;
        }

        string name = facts.ResultColumns is [{ } only] ? only : "1";
        return new RowModel(RowKind.Scalar, value.Type, new EquatableArray<ColumnModel>([new ColumnModel(0, name, value)]));
    }

    RowModel? ParseColumns(RowKind kind, ITypeSymbol type, ImmutableArray<Slot> slots)
    {
        List<ColumnModel> columns = [];
        ImmutableArray<string?>? names = facts.ResultColumns;
        bool valid = true;
        for (int i = 0; i < slots.Length; i++)
        {
            Slot slot = slots[i];
            // One column for one parameter needs no name.
            int ordinal = names is null || (names.Value.Length == 1 && slots.Length == 1) ? i : IndexOf(names.Value, slot.Name);
            if (ValueParser.Parse(slot.Type, slot.Attributes) is not { Kind: not ValueKind.CharSpan } value)
            {
                Unsupported(slot.Type, $"it is the type of '{slot.Name}' of '{type.Name}'");
                valid = false;
            }
            else if (ordinal < 0)
            {
                context.Findings?.Add(ResultRules.MissingColumn, sql.Whole, slot.Name, slot.Name, type.ToDisplayString());
                valid = false;
            }
            else
            {
                valid &= FitsDecoder(slot.Type, slot.Attributes);
                columns.Add(new ColumnModel(ordinal, names?[ordinal] ?? slot.Name, value));
            }
        }

        if (names is null && !facts.IsFaulty)
        {
            context.Findings?.Add(ResultRules.Unchecked, method.ReturnPlace(), type.ToDisplayString());
        }
        else if (names is not null && valid)
        {
            valid = AllAreRead(names.Value, columns, type);
        }

        return valid ? new RowModel(kind, type.Full(), columns.ToEquatable()) : null;
    }

    bool AllAreRead(ImmutableArray<string?> names, List<ColumnModel> columns, ITypeSymbol type)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (columns.All(c => c.Ordinal != i))
            {
                context.Findings?.Add(ResultRules.UnreadColumn, method.ReturnPlace(), ColumnLabel(names, i), type.ToDisplayString());
                return false;
            }
        }

        return true;
    }

    bool FitsDecoder(ITypeSymbol type, ImmutableArray<AttributeData> attributes)
    {
        if (attributes.Decoder() is not { } decoder)
        {
            return true;
        }

        ITypeSymbol decoded = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } argument] } ? argument : type;
        INamedTypeSymbol? contract = context.Compilation.GetTypeByMetadataName(MetadataNames.ColumnDecoder);
        if (decoder.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, contract) && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], decoded)))
        {
            return true;
        }

        context.Findings?.Add(ResultRules.Decoder, method.ReturnPlace(), decoder.ToDisplayString(), decoded.ToDisplayString());
        return false;
    }

    IMethodSymbol? FindConstructor(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } named)
        {
            return null;
        }

        IMethodSymbol[] constructors = [.. named.InstanceConstructors
            .Where(c => c.Parameters.Length > 0
                && !SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, named)
                && context.Compilation.IsSymbolAccessibleWithin(c, method.ContainingType))
            .OrderByDescending(static c => c.Parameters.Length)];
        return constructors.Length == 0 || (constructors.Length > 1 && constructors[0].Parameters.Length == constructors[1].Parameters.Length) ? null : constructors[0];
    }

    RowModel? Unsupported(ITypeSymbol type, string why)
    {
        context.Findings?.Add(ResultRules.UnsupportedType, method.ReturnPlace(), type.ToDisplayString(), why);
        return null;
    }

    static string ColumnLabel(ImmutableArray<string?> names, int index) => names[index] is { } name ? $"'{name}'" : $"number {index + 1}";

    static int IndexOf(ImmutableArray<string?> columns, string name)
    {
        string normalised = CSharpNames.Normalise(name);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column && CSharpNames.Normalise(column) == normalised)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A constructor's parameter or a tuple's element.</summary>
    sealed record Slot(string Name, ITypeSymbol Type, ImmutableArray<AttributeData> Attributes);
}
