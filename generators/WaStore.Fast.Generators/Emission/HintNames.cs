using System.Collections.Immutable;
using System.Text;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Emission;

/// <summary>The name of the file that is generated for an interface.</summary>
static class HintNames
{
    /// <summary>The names that another name equals but for its case: the host compares hint names without it.</summary>
    internal static EquatableArray<string> FindCollisions(ImmutableArray<string> metadataNames) =>
        metadataNames
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group)
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatable();

    /// <summary>The full metadata name; where that collides, followed by its capitals' places.</summary>
    internal static string For(string metadataName, EquatableArray<string> collisions)
    {
        var hint = new StringBuilder(metadataName);
        if (collisions.Contains(metadataName))
        {
            hint.Append('.');
            for (int i = 0; i < metadataName.Length; i++)
            {
                if (char.IsUpper(metadataName[i]))
                {
                    hint.Append('_').Append(i);
                }
            }
        }

        return hint.Append(".g.cs").ToString();
    }
}
