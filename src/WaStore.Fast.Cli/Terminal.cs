using Spectre.Console;

namespace WaStore.Fast.Cli;

/// <summary>Where a command writes: tables and progress for people, raw text for programs, failures.</summary>
sealed class Terminal
{
    /// <summary>How wide tables are where no terminal says it.</summary>
    internal const int RedirectedWidth = 100;

    Terminal(IAnsiConsole console, TextWriter output, TextWriter error, bool isInteractive, TextReader input, bool canAsk, IAnsiConsole? errorConsole)
    {
        Input = input;
        CanAsk = canAsk;
        Console = console;
        Output = output;
        Error = error;
        IsInteractive = isInteractive;
        ErrorConsole = errorConsole;
        ErrorConsole = errorConsole;
    }

    /// <summary>Standard output for people.</summary>
    internal IAnsiConsole Console { get; }

    /// <summary>Standard output for programs.</summary>
    internal TextWriter Output { get; }

    internal TextWriter Error { get; }

    /// <summary>Whether somebody watches, so that progress is worth drawing.</summary>
    internal bool IsInteractive { get; }

    /// <summary>Standard error, to draw progress on while standard output stays clean; null where nobody watches it.</summary>
    internal IAnsiConsole? ErrorConsole { get; }

    /// <summary>Where answers come from.</summary>
    internal TextReader Input { get; }

    /// <summary>Whether somebody is there to answer a question.</summary>
    internal bool CanAsk { get; }

    internal static Terminal OfProcess()
    {
        var error = System.Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        var errorConsole = error is { Profile.Capabilities: { Interactive: true, Ansi: true } } ? error : null;
        return System.Console.IsOutputRedirected
            ? To(System.Console.Out, System.Console.Error, System.Console.IsInputRedirected ? null : System.Console.In, errorConsole)
            : new Terminal(
                AnsiConsole.Console,
                System.Console.Out,
                System.Console.Error,
                AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Capabilities.Ansi,
                System.Console.In,
                canAsk: !System.Console.IsInputRedirected,
                errorConsole);
    }

    /// <summary>One that writes plain text.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="input">Where somebody answers; null when nobody is there.</param>
    /// <param name="errorConsole">Where progress is drawn; null when nobody watches.</param>
    internal static Terminal To(TextWriter output, TextWriter error, TextReader? input = null, IAnsiConsole? errorConsole = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = RedirectedWidth;
        return new Terminal(console, output, error, isInteractive: false, input ?? TextReader.Null, canAsk: input is not null, errorConsole);
    }
}
