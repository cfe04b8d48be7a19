using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Understands the parameters of a method.</summary>
static class InputParser
{
    /// <summary>The parameters, or null where one of them cannot be bound.</summary>
    internal static ImmutableArray<Input>? Parse(IMethodSymbol method, Findings? findings)
    {
        bool valid = true;
        ImmutableArray<Input>.Builder inputs = ImmutableArray.CreateBuilder<Input>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.IsCancellationToken())
            {
                findings?.Add(ParameterRules.CancellationToken, parameter.Place(), parameter.Name);
                valid = false;
            }
            else if (parameter.RefKind is RefKind.Ref or RefKind.Out || Parse(parameter) is not { } input)
            {
                findings?.Add(ParameterRules.UnsupportedType, parameter.Place(), parameter.Name, parameter.Type.ToDisplayString());
                valid = false;
            }
            else
            {
                CheckText(parameter, input, findings);
                inputs.Add(input);
            }
        }

        return valid ? inputs.ToImmutable() : null;
    }

    /// <summary>The public properties and fields of a type, inherited ones too.</summary>
    internal static ImmutableArray<Member> Members(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return [.. tuple.TupleElements.Select(static e => new Member(e.Name, e.Type, ValueParser.Parse(e.Type, [])))];
        }

        ImmutableArray<Member>.Builder members = ImmutableArray.CreateBuilder<Member>();
        for (ITypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }; current = current.BaseType)
        {
            foreach (ISymbol symbol in current.GetMembers())
            {
                ITypeSymbol? memberType = symbol switch
                {
                    IPropertySymbol { IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public } property => property.Type,
                    IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => field.Type,
                    _ => null,
                };
                if (memberType is not null && !symbol.IsStatic && symbol.DeclaredAccessibility == Accessibility.Public && members.All(m => m.Name != symbol.Name))
                {
                    members.Add(new Member(symbol.Name, memberType, ValueParser.Parse(memberType, [.. symbol.GetAttributes(), .. ConstructorAttributes(current, symbol.Name)])));
                }
            }
        }

        return members.ToImmutable();
    }

    /// <summary>An attribute on a record's primary parameter goes to the parameter, and is meant for the property.</summary>
    static IEnumerable<AttributeData> ConstructorAttributes(ITypeSymbol type, string property) =>
        type is INamedTypeSymbol { IsRecord: true } record
            ? record.InstanceConstructors.SelectMany(static c => c.Parameters).Where(p => p.Name == property).SelectMany(static p => p.GetAttributes())
            : [];

    static Input? Parse(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type;
        ImmutableArray<AttributeData> attributes = parameter.GetAttributes();
        if (parameter.IsBatch())
        {
            return type is INamedTypeSymbol { TypeArguments: [{ } entry] } && type.IsReadOnlySpan() ? Many(parameter, entry, attributes, InputKind.Batch) : null;
        }

        if (ValueParser.Parse(type, attributes) is { } value)
        {
            return value.IsReadOnly ? null : new Input(parameter, InputKind.Value, type, value, []);
        }

        if (type is INamedTypeSymbol { TypeArguments: [{ } element] } && type.IsReadOnlySpan())
        {
            return Many(parameter, element, attributes, InputKind.List);
        }

        return IsRecord(type) && Members(type) is { IsEmpty: false } members ? new Input(parameter, InputKind.Record, type, value: null, members) : null;
    }

    static Input? Many(IParameterSymbol parameter, ITypeSymbol entry, ImmutableArray<AttributeData> attributes, InputKind kind)
    {
        if (ValueParser.Parse(entry, attributes) is { } value)
        {
            // No id equals NULL, so a list of ids that may be null would silently miss rows.
            bool fits = !value.IsReadOnly && (kind == InputKind.Batch || value.Nullability != Nullability.Value);
            return fits ? new Input(parameter, kind, entry, value, []) : null;
        }

        return kind == InputKind.Batch && IsRecord(entry) && Members(entry) is { IsEmpty: false } members ? new Input(parameter, kind, entry, value: null, members) : null;
    }

    static bool IsRecord(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
        && type.NullableAnnotation != NullableAnnotation.Annotated
        && !IsFrameworkType(type);

    // A type of the framework has properties too (List.Capacity, DateTime.Ticks), but is not a record of columns.
    static bool IsFrameworkType(ITypeSymbol type) =>
        !type.IsTupleType && type.ContainingNamespace?.ToDisplayString() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    static void CheckText(IParameterSymbol parameter, Input input, Findings? findings)
    {
        if (parameter.GetAttributes().IsText() && !(input.Value is { } value && ValueParser.TakesText(value.Kind)))
        {
            findings?.Add(ParameterRules.TextOnOther, parameter.Place(), parameter.Name);
        }
    }
}
