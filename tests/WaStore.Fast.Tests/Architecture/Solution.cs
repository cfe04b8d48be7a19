namespace WaStore.Fast.Tests.Architecture;

/// <summary>Where the sources are, seen from the test's output folder.</summary>
static class Solution
{
    internal static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WaStore.Fast.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the folder of WaStore.Fast.sln.");
    }
}
