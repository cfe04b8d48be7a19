using System.Globalization;
using System.Text;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>Who holds an owner file: text at its beginning, for people. Only the lock decides whether it is still true, so a number that was given to another process since does no harm.</summary>
static class OwnerName
{
    /// <summary>The bytes at the start of the file that belong to it.</summary>
    internal const int Length = 512;

    const string Title = "WaStore.Fast owner";
    const int LongestPart = 100;
    const int NumberOfLines = 5;

    /// <summary>This process, padded with zeros to <see cref="Length"/>.</summary>
    internal static byte[] OfThisProcess(DateTimeOffset since)
    {
        var program = Clean(Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "");
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Title}\npid={Environment.ProcessId}\nprogram={program}\nhost={Clean(Environment.MachineName)}\nsince={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");
        var bytes = new byte[Length];
        _ = Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Words what a file says for a message. It may say anything.</summary>
    internal static string Describe(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Length)]).Split('\n');
        return lines.Length > NumberOfLines && lines[0] == Title
            && Value(lines[1], "pid=") is { } pid && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && Value(lines[2], "program=") is { } program && Value(lines[3], "host=") is { } host && Value(lines[4], "since=") is { } since
            ? $"process {pid} ({program}) on host '{host}' since {since}"
            : "another process";
    }

    static string? Value(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? Clean(line[name.Length..]) : null;

    // Neither lines nor escape sequences in a message; and 4 bytes a character at most fit.
    static string Clean(string text) => string.Concat(text.Where(static c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestPart));
}
