using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Tells which C# types are one SQL value.</summary>
static class ValueParser
{
    /// <summary>The value model of a type, or null where it is not one value.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attributes">The attributes of what has the type: <c>[Text]</c>, <c>[DecodedBy]</c>.</param>
    internal static ValueModel? Parse(ITypeSymbol type, IEnumerable<AttributeData> attributes)
    {
        Nullability nullability = Nullability.None;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            nullability = Nullability.Value;
            type = nullable.TypeArguments[0];
        }
        else if (!type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
        {
            nullability = Nullability.Reference;
        }

        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).Full();
        if (attributes.Decoder() is { } decoder)
        {
            return new ValueModel(ValueKind.Decoded, name, IsEnum: false, nullability, IsText: false, decoder.Full());
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            return Kind(underlying) is { } integer ? new ValueModel(integer, name, IsEnum: true, nullability, IsText: false, Decoder: null) : null;
        }

        return Kind(type) is { } kind ? new ValueModel(kind, name, IsEnum: false, nullability, TakesText(kind) && attributes.IsText(), Decoder: null) : null;
    }

    /// <summary>Whether bytes of this kind can be marked as UTF-8 text.</summary>
    internal static bool TakesText(ValueKind kind) => kind is ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteSpan;

    static ValueKind? Kind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int64 => ValueKind.Int64,
        SpecialType.System_Int32 => ValueKind.Int32,
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 => ValueKind.SmallInteger,
        SpecialType.System_UInt32 => ValueKind.UInt32,
        SpecialType.System_UInt64 => ValueKind.UInt64,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_Double => ValueKind.Double,
        SpecialType.System_String => ValueKind.String,
        _ => Bytes(type),
    };

    static ValueKind? Bytes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => ValueKind.ByteArray,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } when type.IsReadOnlySpan() => ValueKind.ByteSpan,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } when type.IsReadOnlyMemory() => ValueKind.ByteMemory,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] } when type.IsReadOnlySpan() => ValueKind.CharSpan,
        _ when type.IsKey32() => ValueKind.Key32,
        _ when type.IsStoredBlob() => ValueKind.StoredBlob,
        _ => null,
    };
}
