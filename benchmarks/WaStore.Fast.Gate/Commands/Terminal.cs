namespace WaStore.Fast.Gate.Commands;

/// <summary>Where a command reads and writes: answers to standard output, progress and failures to standard error.</summary>
sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error)
{
    internal static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error);

    /// <summary>One line of progress or failure.</summary>
    internal void Say(string message) => Error.WriteLine($"gate: {message}");
}
