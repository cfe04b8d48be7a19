using System.Diagnostics;

namespace WaStore.Fast.Cli.Tests;

/// <summary>
/// A test of what the file system forbids. To root nothing is forbidden, so there the program runs as another user; where that is not possible the
/// test is skipped with its reason, except in CI, where it must run.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class UnprivilegedFactAttribute : FactAttribute
{
    const string Nobody = "65534";

    static readonly string? s_hindrance = FindHindrance();

    public UnprivilegedFactAttribute()
    {
        if (s_hindrance is not null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = s_hindrance;
        }
    }

    /// <summary>What runs a program as a user to whom the file system forbids something.</summary>
    internal static string[] Prefix =>
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--"] : [];

    static string? FindHindrance()
    {
        if (OperatingSystem.IsWindows())
        {
            return "Windows has no permission bits to take away";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        try
        {
            string[] command = [.. Prefix, "test", "-r", CliProcess.Program, "-a", "-x", CliProcess.Dotnet];
            using var process = Process.Start(command[0], command[1..]);
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "the test runs as root, and the user nobody cannot read the program";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the test runs as root, and there is no setpriv to run the program as another user";
        }
    }
}
