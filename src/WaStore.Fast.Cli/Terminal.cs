using Spectre.Console;

namespace WaStore.Fast.Cli;

/// <summary>Where a command writes: tables and progress for people, raw text for programs, failures.</summary>
sealed class Terminal
{
    /// <summary>How wide tables are where no terminal says it.</summary>
    internal const int RedirectedWidth = 100;

    Terminal(IAnsiConsole console, TextWriter output, TextWriter error, bool isInteractive)
    {
        Console = console;
        Output = output;
        Error = error;
        IsInteractive = isInteractive;
    }

    /// <summary>Standard output for people.</summary>
    internal IAnsiConsole Console { get; }

    /// <summary>Standard output for programs.</summary>
    internal TextWriter Output { get; }

    internal TextWriter Error { get; }

    /// <summary>Whether somebody watches, so that progress is worth drawing.</summary>
    internal bool IsInteractive { get; }

    internal static Terminal OfProcess() =>
        System.Console.IsOutputRedirected
            ? To(System.Console.Out, System.Console.Error)
            : new Terminal(AnsiConsole.Console, System.Console.Out, System.Console.Error, AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Capabilities.Ansi);

    /// <summary>One that writes plain text.</summary>
    internal static Terminal To(TextWriter output, TextWriter error)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = RedirectedWidth;
        return new Terminal(console, output, error, isInteractive: false);
    }
}
