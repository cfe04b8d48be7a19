namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A test about permissions, which the superuser does not have; skipped for him with that reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            Skip = "The superuser may write to every file.";
        }
    }
}
