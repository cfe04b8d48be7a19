using Spectre.Console;

namespace WaStore.Fast.Cli;

/// <summary>Where a command writes: tables and progress for people, raw text for programs, failures.</summary>
sealed class Terminal
{
    /// <summary>How wide tables are where no terminal says it.</summary>
    internal const int RedirectedWidth = 100;

    Terminal(IAnsiConsole console, TextWriter output, TextWriter error, bool isInteractive, TextReader input, bool canAsk)
    {
        Input = input;
        CanAsk = canAsk;
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

    /// <summary>Where answers come from.</summary>
    internal TextReader Input { get; }

    /// <summary>Whether somebody is there to answer a question.</summary>
    internal bool CanAsk { get; }

    internal static Terminal OfProcess() =>
        System.Console.IsOutputRedirected
            ? To(System.Console.Out, System.Console.Error, System.Console.IsInputRedirected ? null : System.Console.In)
            : new Terminal(
                AnsiConsole.Console,
                System.Console.Out,
                System.Console.Error,
                AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Capabilities.Ansi,
                System.Console.In,
                canAsk: !System.Console.IsInputRedirected);

    /// <summary>One that writes plain text.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="input">Where somebody answers; null when nobody is there.</param>
    internal static Terminal To(TextWriter output, TextWriter error, TextReader? input = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = RedirectedWidth;
        return new Terminal(console, output, error, isInteractive: false, input ?? TextReader.Null, canAsk: input is not null);
    }
}
