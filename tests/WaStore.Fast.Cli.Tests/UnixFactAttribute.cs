namespace WaStore.Fast.Cli.Tests;

/// <summary>A test of POSIX signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no kill(1)";
        }
    }
}
