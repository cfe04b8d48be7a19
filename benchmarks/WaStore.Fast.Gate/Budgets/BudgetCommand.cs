using System.CommandLine;
using System.Text.Json;
using WaStore.Fast.Gate.Commands;

namespace WaStore.Fast.Gate.Budgets;

/// <summary><c>budgets</c>: counts, and holds the counts against the file that is checked in.</summary>
sealed class BudgetCommand(IReadOnlyList<Budgeted> all, Terminal terminal)
{
    internal const string Name = "budgets";
    internal const string PublishOption = "--publish";

    readonly Option<string> _file = new("--file") { Description = "The budgets.", DefaultValueFactory = static _ => BudgetFile.DefaultPath };
    readonly Option<string?> _filter = new("--filter") { Description = "Only what has this in its name." };
    readonly Option<bool> _update = new("--update") { Description = "Write the counts into the file: improvements lower their budgets, and what is exceeded or new is accepted." };
    readonly Option<bool> _whole = new("--all") { Description = "Print the budgets that are kept, too." };
    readonly Option<string?> _publish = new(PublishOption) { Description = "Publish the programs that have a budget to this folder, and count them." };
    readonly Option<string?> _json = new("--json") { Description = "Write every count to this file." };
    readonly Option<string?> _markdown = new("--markdown") { Description = "Write a table for a pull request's comment to this file." };

    internal Command Create()
    {
        var command = new Command(Name, "Counts bytes, statements, transactions, rows and pages, and fails when one exceeds its budget.") { _file, _filter, _update, _whole, _publish, _json, _markdown };
        command.SetAction(RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(_file)!;
        string? filter = parsed.GetValue(_filter);
        Budgeted[] chosen = [.. all.Where(budgeted => filter is null || budgeted.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Length == 0)
        {
            throw new GateException($"Nothing has '{filter}' in its name. There are: {string.Join(", ", all.Select(static budgeted => budgeted.Name))}.");
        }

        if (!File.Exists(path) && !parsed.GetValue(_update))
        {
            terminal.Say($"there is no {Path.GetFullPath(path)}, so nothing has a budget: run it where the file is, name another with --file, or write it with --update");
        }

        BudgetFile file = BudgetFile.Read(path);
        var settings = new BudgetSettings(parsed.GetValue(_publish));
        var lines = new List<BudgetLine>();
        foreach (Budgeted budgeted in chosen)
        {
            terminal.Say($"counting {budgeted.Name}");
            lines.AddRange(await LinesOfAsync(budgeted, settings, file, cancellationToken).ConfigureAwait(false));
        }

        if (filter is null)
        {
            lines.AddRange(BudgetCheck.Gone(all.Select(static budgeted => budgeted.Name), file));
        }

        BudgetTable.WriteText(terminal.Output, lines, parsed.GetValue(_whole));
        Report(parsed, lines);
        if (parsed.GetValue(_update))
        {
            BudgetCheck.Adjusted(lines, file).Write(path);
            terminal.Say($"wrote {path}");
            return GateExit.Passed;
        }

        return Judge(lines, path);
    }

    static async Task<IEnumerable<BudgetLine>> LinesOfAsync(Budgeted budgeted, BudgetSettings settings, BudgetFile file, CancellationToken cancellationToken)
    {
        if (budgeted.WhyMissing(settings) is { } reason)
        {
            return BudgetCheck.Missing(budgeted, reason, file);
        }

        try
        {
            return BudgetCheck.Counted(budgeted, await budgeted.CountAsync(settings, cancellationToken).ConfigureAwait(false), file);
        }
        catch (InvalidOperationException exception)
        {
            throw new GateException($"'{budgeted.Name}' cannot be counted: {exception.Message}", exception);
        }
    }

    void Report(ParseResult parsed, List<BudgetLine> lines)
    {
        if (parsed.GetValue(_json) is { } json)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(lines, BudgetJson.Default.IReadOnlyListBudgetLine) + "\n");
        }

        if (parsed.GetValue(_markdown) is { } markdown)
        {
            using var writer = new StreamWriter(markdown);
            BudgetTable.WriteMarkdown(writer, lines);
        }
    }

    int Judge(List<BudgetLine> lines, string path)
    {
        if (lines.Exists(static line => line.Verdict is BudgetVerdict.Improved))
        {
            terminal.Say($"some cost less than their budget: run '{Name} --update' and commit {path}, so that it stays so");
        }

        if (!lines.Exists(static line => line.Fails))
        {
            return GateExit.Passed;
        }

        terminal.Say($"budgets are broken. What is meant to cost more is accepted by '{Name} --update', in a commit that says why");
        return GateExit.Failed;
    }
}
