using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli;

/// <summary>Something that the command cannot do, worded for its user.</summary>
sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Words a failure in one line, without a stack trace.</summary>
static class Failure
{
    internal static string Describe(Exception exception)
    {
        var text = exception switch
        {
            CommandException { InnerException: { } inner } => $"{exception.Message}: {Describe(inner)}",
            CommandException => exception.Message,
            // "I/O error" alone names no reason; the platform's own message does.
            StoreException { Kind: StoreErrorKind.Io, InnerException: { } inner } => inner.Message,
            StoreException or IOException or UnauthorizedAccessException => exception.Message,
            _ => $"unexpected {exception.GetType().Name}: {exception.Message}",
        };
        return string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
