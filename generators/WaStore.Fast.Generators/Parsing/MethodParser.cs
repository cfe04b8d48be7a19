using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Checking;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Sql;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Makes the model of one method.</summary>
static class MethodParser
{
    internal static MethodModel Parse(IMethodSymbol method, ParserContext context)
    {
        AttributeData? query = method.Query();
        AttributeData? execute = method.Execute();
        StatementModel? statement = null;
        if (query is null == execute is null)
        {
            context.Findings?.Add(DeclarationRules.MethodAttribute, method.Place(), method.Name, query is null ? "none" : "both");
        }
        else
        {
            statement = ParseStatement(method, (query ?? execute)!, query is not null, context);
        }

        return new MethodModel(
            CSharpNames.Escape(method.Name),
            method.ReturnType.Full(),
            method.Parameters.Select(static p => ParseParameter(p)).ToEquatable(),
            statement);
    }

    static ParameterModel ParseParameter(IParameterSymbol parameter)
    {
        string modifiers = parameter.ScopedKind == ScopedKind.ScopedValue ? "scoped " : parameter.ScopedKind == ScopedKind.ScopedRef && parameter.RefKind != RefKind.Out ? "scoped " : "";
        modifiers += parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        bool mustNotBeNull = parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        return new ParameterModel(modifiers, parameter.Type.Full(), CSharpNames.Escape(parameter.Name), mustNotBeNull);
    }

    static StatementModel? ParseStatement(IMethodSymbol method, AttributeData attribute, bool isQuery, ParserContext context)
    {
        ImmutableArray<Input>? inputs = InputParser.Parse(method, context.Findings);
        if (SqlSource.From(attribute) is not { } sql)
        {
            // A text that is no constant is the compiler's to report; null is a constant.
            if (attribute.ConstructorArguments is [{ IsNull: true, Kind: not TypedConstantKind.Error }])
            {
                context.Findings?.Add(SqlRules.OneStatement, method.Place(), "none");
            }

            return null;
        }

        if (SqlFacts.Of(sql, context.Findings) is not { } facts)
        {
            return null;
        }

        if (inputs is null)
        {
            StatementCheck.Run(sql, facts, placeholders: null, result: null, inputs: [], context.Schema, context.Findings);
            return null;
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        ResultModel? result = ResultParser.Parse(method, isQuery, sql, facts, inputs.Value, context);
        Placeholders? placeholders = Placeholders.Resolve(sql, inputs.Value, context.Findings);
        ReportUnused(inputs.Value, placeholders, context.Findings);
        StatementCheck.Run(sql, facts, placeholders, result, inputs.Value, context.Schema, context.Findings);
        if (result is null || placeholders is null)
        {
            return null;
        }

        ListPlace? place = ListParser.Parse(method, attribute, isQuery, sql, inputs.Value, placeholders, context);
        if (place is null)
        {
            return null;
        }

        var writer = new StatementTextWriter(placeholders, place);
        if (!ListJoin.TryFind(place, sql, facts, placeholders, context.Findings, out ListJoin? join)
            || !VariantParser.TryParse(method, sql, facts, inputs.Value, placeholders, place, writer, context, out VariantModel? variant))
        {
            return null;
        }

        return new StatementModel(writer.Write(sql, placeholders, join), variant, writer.SharedBindings, place.ToModel(writer), result);
    }

    static void ReportUnused(ImmutableArray<Input> inputs, Placeholders? placeholders, Findings? findings)
    {
        // With an unknown placeholder, the parameter that was meant would be reported as well.
        if (placeholders is not null)
        {
            foreach (Input input in inputs.Where(static i => !i.IsUsed))
            {
                findings?.Add(ParameterRules.UnusedParameter, input.Symbol.Place(), input.Symbol.Name);
            }
        }
    }
}
