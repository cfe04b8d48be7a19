namespace WaStore.Fast.Generators.Model;

/// <summary>One method.</summary>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="ReturnType">As C# text.</param>
/// <param name="Parameters">As declared.</param>
/// <param name="Statement">Null where the declaration is invalid: the method then throws.</param>
sealed record MethodModel(string Name, string ReturnType, EquatableArray<ParameterModel> Parameters, StatementModel? Statement);

/// <summary>One parameter as it stands in the signature.</summary>
/// <param name="Modifiers">E.g. <c>in </c> or <c>scoped </c>, with the space.</param>
/// <param name="Type">As C# text.</param>
/// <param name="Name">Escaped where it is a keyword.</param>
/// <param name="MustNotBeNull">Whether a null is refused at the door.</param>
sealed record ParameterModel(string Modifiers, string Type, string Name, bool MustNotBeNull);
