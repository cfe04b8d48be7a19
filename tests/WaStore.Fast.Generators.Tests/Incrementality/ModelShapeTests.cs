using System.Reflection;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Schema;

namespace WaStore.Fast.Generators.Tests.Incrementality;

/// <summary>The two laws of the model: no type of Roslyn at any depth, and equality by content. And that these checks can fail.</summary>
public sealed class ModelShapeTests
{
    static readonly Type[] s_roslyn = [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken), typeof(SyntaxReference), typeof(SemanticModel), typeof(Compilation), typeof(Location), typeof(AttributeData), typeof(Diagnostic), typeof(TypedConstant)];

    static readonly Type[] s_models =
    [
        .. typeof(StatementSetModel).Assembly.GetTypes().Where(static t =>
            (t.Namespace == typeof(StatementSetModel).Namespace || t.Namespace == typeof(SchemaModel).Namespace)
            && !t.Name.Contains('<', StringComparison.Ordinal) && !(t.IsAbstract && t.IsSealed) && t != typeof(SchemaReader)),
    ];

    public static TheoryData<Type> Types => [.. s_models];

    [Theory]
    [MemberData(nameof(Types))]
    public void Model_holdsNoRoslynType(Type type) => Assert.Empty(Faults(type));

    [Fact]
    public void Models_areAllThere() => Assert.All([typeof(ListModel), typeof(ValueModel), typeof(SchemaTable)], static t => Assert.Contains(t, s_models));

    [Theory]
    [InlineData(typeof(WithSymbol))]
    [InlineData(typeof(WithObject))]
    [InlineData(typeof(WithArray))]
    [InlineData(typeof(WithoutEquality))]
    public void Check_canFail(Type type) => Assert.NotEmpty(Faults(type));

    [Fact]
    public void EqualContent_isEqual()
    {
        static MethodModel Make() => new("A", "long", new EquatableArray<ParameterModel>([new ParameterModel("", "long", "id", false)]), Statement: null);
        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual(Make(), Make() with { Parameters = EquatableArray<ParameterModel>.Empty });
    }

    static List<string> Faults(Type type)
    {
        List<string> faults = [];
        if (!type.IsEnum && !typeof(IEquatable<>).MakeGenericType(type.IsGenericTypeDefinition ? typeof(int) : type).IsAssignableFrom(type) && !type.IsGenericTypeDefinition)
        {
            faults.Add($"{type.Name} is not equatable");
        }

        foreach (FieldInfo field in type.IsEnum || type.IsGenericTypeDefinition ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            foreach (Type part in Parts(field.FieldType))
            {
                // Any type that could hold one: its implementations, its interfaces, object.
                if (s_roslyn.Any(r => r.IsAssignableFrom(part) || part.IsAssignableFrom(r)) || part.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true)
                {
                    faults.Add($"{type.Name}.{field.Name} can hold a Roslyn type");
                }

                if (part.IsArray || (typeof(System.Collections.IEnumerable).IsAssignableFrom(part) && part != typeof(string) && (!part.IsGenericType || part.GetGenericTypeDefinition() != typeof(EquatableArray<>))))
                {
                    faults.Add($"{type.Name}.{field.Name} is a collection without equality by content");
                }
            }
        }

        return faults;
    }

    static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    sealed record WithSymbol(string Name, INamedTypeSymbol Symbol);

    sealed record WithObject(object Anything);

    sealed record WithArray(int[] Items);

    sealed class WithoutEquality
    {
        public int Value { get; set; }
    }
}
