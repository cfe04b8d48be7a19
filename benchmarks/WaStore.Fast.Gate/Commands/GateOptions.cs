using System.CommandLine;
using System.CommandLine.Parsing;
using WaStore.Fast.Gate.Protocol;

namespace WaStore.Fast.Gate.Commands;

/// <summary>What the command line of <c>gate</c> says.</summary>
sealed class GateOptions
{
    internal Option<string?> Base { get; } = new("--base") { Description = "What to compare with: a commit, branch or tag. Default: where HEAD left the default branch; on that branch the commit before." };

    internal Option<string?> Project { get; } = new("--project") { Description = "The benchmark project. Default: the one that this program was built from." };

    internal Option<string[]> Filter { get; } = new("--filter") { Description = "Only benchmarks whose name contains this; may be given several times." };

    internal Option<int> Rounds { get; } = new("--rounds") { Description = "Rounds of about 8 ms a launch.", DefaultValueFactory = _ => 15 };

    internal Option<int> Launches { get; } = new("--launches") { Description = "Sets of fresh processes.", DefaultValueFactory = _ => 4 };

    internal Option<int[]> Cores { get; } = new("--cores") { Description = "The cores to pin to, one launch after the other, as 1 or 1,2,3. Default: the last one.", CustomParser = ParseCores };

    internal Option<int?> Seed { get; } = new("--seed") { Description = "Seed of the order of rounds and of the resampling. Default: chance; the report names it." };

    internal Option<FileInfo?> Json { get; } = new("--json") { Description = "Write everything that was measured to this file." };

    internal Option<FileInfo?> Markdown { get; } = new("--markdown") { Description = "Write a report for a pull request to this file." };

    internal Option<bool> Prove { get; } = new("--prove") { Description = "Measure the tree against itself: as it is, made 15 % slower, made to allocate. Fails unless all and only the injected is found." };

    internal Option<int> ProveRuns { get; } = new("--prove-runs") { Description = "How often each of the three.", DefaultValueFactory = _ => 20 };

    internal void AddTo(Command command)
    {
        foreach (Option<int> positive in (ReadOnlySpan<Option<int>>)[Rounds, Launches, ProveRuns])
        {
            positive.Validators.Add(result =>
            {
                // Its value would throw where it is no number, which the parser says by itself.
                if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int number) && number < 1)
                {
                    result.AddError($"'{positive.Name}' is 1 or more");
                }
            });
        }

        foreach (Option option in (ReadOnlySpan<Option>)[Base, Project, Filter, Rounds, Launches, Cores, Seed, Json, Markdown, Prove, ProveRuns])
        {
            command.Add(option);
        }
    }

    /// <summary>The cores: the named ones, or the last that may be used, which interrupts like least.</summary>
    internal static int[] ChooseCores(int[]? named, Action<string> say)
    {
        if (!PinnedStart.IsSupported)
        {
            say("this system has no way to pin a process to a core: expect more noise");
            return [];
        }

        int[] allowed = PinnedStart.AllowedCores();
        if (named is null or [])
        {
            return allowed.TakeLast(1).ToArray();
        }

        return named.FirstOrDefault(core => !allowed.Contains(core), -1) is var missing and >= 0
            ? throw new GateException($"core {missing} is not one of those that this process may use ({string.Join(',', allowed)})")
            : named;
    }

    static int[]? ParseCores(ArgumentResult result)
    {
        var cores = new List<int>();
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (!int.TryParse(text, out int core) || core < 0)
            {
                result.AddError($"'{text}' is not the number of a core");
                return null;
            }

            cores.Add(core);
        }

        return [.. cores];
    }
}
