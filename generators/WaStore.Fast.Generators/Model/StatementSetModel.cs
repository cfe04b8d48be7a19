namespace WaStore.Fast.Generators.Model;

/// <summary>
/// Everything that emission needs of one annotated interface. The two laws of this namespace: no type of Roslyn, at any depth, or the pipeline keeps whole
/// compilations alive; and equality by content all the way down, or nothing is ever cached. A test holds both; a new member must keep them.
/// </summary>
/// <param name="MetadataName">The interface's full name; the file is called after it.</param>
/// <param name="Namespace">Null for the global namespace.</param>
/// <param name="Accessibility">The C# keyword.</param>
/// <param name="ClassName">The generated class.</param>
/// <param name="InterfaceName">The interface, with <c>global::</c>.</param>
/// <param name="ImplementsInterface">False where a member cannot be implemented: the class then stands alone, so that the one diagnostic does.</param>
/// <param name="Methods">In the order of declaration.</param>
sealed record StatementSetModel(
    string MetadataName,
    string? Namespace,
    string Accessibility,
    string ClassName,
    string InterfaceName,
    bool ImplementsInterface,
    EquatableArray<MethodModel> Methods);
