using System.Reflection;

namespace WaStore.Fast.Gate.Repository;

/// <summary>Where the project of the benchmark program is.</summary>
static class ProjectFile
{
    /// <summary>The named one, or the one that this program was built from.</summary>
    /// <exception cref="GateException">It cannot be told.</exception>
    internal static string Find(string? named)
    {
        if (named is null)
        {
            return FindAbove(AppContext.BaseDirectory, Assembly.GetEntryAssembly()?.GetName().Name ?? "")
                ?? throw new GateException("which project this program was built from cannot be told; --project names it");
        }

        if (File.Exists(named))
        {
            return Path.GetFullPath(named);
        }

        return Directory.Exists(named) && Directory.GetFiles(named, "*.csproj") is [var only]
            ? Path.GetFullPath(only)
            : throw new GateException($"'{named}' is neither a project nor a folder with one");
    }

    /// <summary>The project of that name, or the only one, in the nearest folder above that has any.</summary>
    internal static string? FindAbove(string folder, string name)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            FileInfo[] projects = at.GetFiles("*.csproj");
            if (projects.Length > 0)
            {
                return (projects.FirstOrDefault(project => Path.GetFileNameWithoutExtension(project.Name) == name) ?? (projects.Length == 1 ? projects[0] : null))?.FullName;
            }
        }

        return null;
    }
}
