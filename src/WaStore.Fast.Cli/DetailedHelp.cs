using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace WaStore.Fast.Cli;

/// <summary>Adds a command's details after its usual help: the one-line description stands in the root's list, these only where they are asked for.</summary>
sealed class DetailedHelp(HelpAction usual, IReadOnlyDictionary<Command, string> details) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    /// <summary>Puts it in the place of the help option's action.</summary>
    internal static void Install(RootCommand root, IReadOnlyDictionary<Command, string> details)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new DetailedHelp((HelpAction)option.Action!, details);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var status = usual.Invoke(parseResult);
        if (details.TryGetValue(parseResult.CommandResult.Command, out var text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
            parseResult.InvocationConfiguration.Output.WriteLine();
        }

        return status;
    }
}
