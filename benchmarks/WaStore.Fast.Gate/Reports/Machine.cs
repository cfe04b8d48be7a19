using System.Runtime.InteropServices;

namespace WaStore.Fast.Gate.Reports;

/// <summary>Where it was measured.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Architecture">The processor's kind.</param>
/// <param name="Processor">The processor's name, where the system tells it.</param>
/// <param name="Cores">How many cores this process may use.</param>
sealed record Machine(string System, string Runtime, string Architecture, string Processor, int Cores)
{
    internal static Machine Here() => new(RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, RuntimeInformation.ProcessArchitecture.ToString(), ProcessorName(), Environment.ProcessorCount);

    static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line is null ? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
