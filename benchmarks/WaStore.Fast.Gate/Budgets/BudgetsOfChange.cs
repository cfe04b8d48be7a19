using System.Text.Json;
using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Budgets;

/// <summary>What the change has budgets for, counted by its own program against the budgets of its own tree: what is raised there is raised in the change, where everybody sees it.</summary>
static class BudgetsOfChange
{
    /// <summary>Counts.</summary>
    /// <param name="folder">The change's work tree.</param>
    /// <param name="program">The change's program.</param>
    /// <param name="say">Progress.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <returns>Every budget with its count; none where the tree has no file of budgets.</returns>
    /// <exception cref="GateException">They cannot be counted.</exception>
    internal static async Task<IReadOnlyList<BudgetLine>> CountAsync(string folder, string program, Action<string> say, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, BudgetFile.DefaultPath)))
        {
            return [];
        }

        say("counting what the change has budgets for");
        // Beside the work tree, which is removed with the folder that both are in.
        string json = Path.Combine(folder, "..", "budgets.json");
        ToolRun run = await Tool.RunAsync(Tool.Dotnet, ["exec", program, BudgetCommand.Name, "--json", json], folder, cancellationToken).ConfigureAwait(false);
        return run.ExitCode is GateExit.Passed or GateExit.Failed
            ? JsonSerializer.Deserialize(await File.ReadAllBytesAsync(json, cancellationToken).ConfigureAwait(false), BudgetJson.Default.IReadOnlyListBudgetLine)!
            : throw new GateException($"the change's budgets cannot be counted: {run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()}");
    }
}
