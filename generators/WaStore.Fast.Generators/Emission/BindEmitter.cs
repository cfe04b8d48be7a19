using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>Writes how a value is bound.</summary>
static class BindEmitter
{
    /// <summary>Binds a value of a C# expression to an ordinal.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="statement">The statement's expression.</param>
    /// <param name="ordinal">The ordinal's expression.</param>
    /// <param name="binding">What is bound.</param>
    /// <param name="local">A name that is free for the value of a nullable.</param>
    internal static void Emit(SourceWriter writer, string statement, string ordinal, BindingModel binding, string local)
    {
        ValueModel value = binding.Value;
        if (!NeedsNullCheck(binding))
        {
            writer.Line(Call(statement, ordinal, binding.Expression, value));
            return;
        }

        using (writer.Block($"if ({binding.Expression} is {{ }} {local})"))
        {
            writer.Line(Call(statement, ordinal, local, value));
        }

        using (writer.Block("else"))
        {
            writer.Line($"{statement}.BindNull({ordinal});");
        }
    }

    /// <summary>The bytes of a blob as a span.</summary>
    internal static string Span(string expression, ValueKind kind) => kind switch
    {
        ValueKind.ByteMemory => expression + ".Span",
        ValueKind.Key32 => expression + ".AsSpan()",
        _ => expression,
    };

    // A string binds its null by itself. An array in a record may be null whatever its annotation says; as a parameter it is checked at the door.
    static bool NeedsNullCheck(BindingModel binding) => binding.Value.Nullability switch
    {
        Nullability.Value => true,
        Nullability.Reference => binding.Value.Kind != ValueKind.String,
        _ => binding.Value.Kind == ValueKind.ByteArray && binding.Expression.Contains('.'),
    };

    static string Call(string statement, string ordinal, string expression, ValueModel value) => value.Kind switch
    {
        ValueKind.Int64 or ValueKind.Int32 or ValueKind.SmallInteger => $"{statement}.BindInt64({ordinal}, {(value.IsEnum ? "(long)" : "")}{expression});",
        ValueKind.UInt32 => $"{statement}.BindInt64({ordinal}, unchecked((int){expression}));",
        ValueKind.UInt64 => $"{statement}.BindInt64({ordinal}, unchecked((long){expression}));",
        ValueKind.Boolean => $"{statement}.BindBoolean({ordinal}, {expression});",
        ValueKind.Double => $"{statement}.BindDouble({ordinal}, {expression});",
        ValueKind.String or ValueKind.CharSpan => $"{statement}.BindText({ordinal}, {expression});",
        ValueKind.ByteArray when value.IsText => $"{statement}.BindText({ordinal}, new global::System.ReadOnlySpan<byte>({expression}));",
        _ when value.IsText => $"{statement}.BindText({ordinal}, {Span(expression, value.Kind)});",
        _ => $"{statement}.BindBlob({ordinal}, {Span(expression, value.Kind)});",
    };
}
