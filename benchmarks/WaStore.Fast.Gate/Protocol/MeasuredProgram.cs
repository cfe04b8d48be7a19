using WaStore.Fast.Gate.Measuring;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>A built benchmark program.</summary>
/// <param name="Path">Its assembly.</param>
/// <param name="Arguments">What comes after <c>measure</c>, for instance a handicap.</param>
sealed record MeasuredProgram(string Path, IReadOnlyList<string> Arguments)
{
    internal MeasuredProgram(string path)
        : this(path, [])
    {
    }

    /// <summary>The same, made worse.</summary>
    internal MeasuredProgram With(Handicap handicap)
    {
        List<string> arguments = [];
        if (handicap.Slowdown != 0)
        {
            arguments.AddRange([Commands.MeasureCommand.HandicapSlowdown, handicap.Slowdown.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }

        if (handicap.Allocate)
        {
            arguments.Add(Commands.MeasureCommand.HandicapAllocate);
        }

        return this with { Arguments = arguments };
    }
}
