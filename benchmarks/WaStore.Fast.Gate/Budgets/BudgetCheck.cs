namespace WaStore.Fast.Gate.Budgets;

/// <summary>Holds counts against budgets.</summary>
static class BudgetCheck
{
    /// <summary>The lines of one that was counted.</summary>
    internal static IEnumerable<BudgetLine> Counted(Budgeted budgeted, IReadOnlyDictionary<string, long> counts, BudgetFile file)
    {
        SortedDictionary<string, long> budgets = BudgetsOf(budgeted.Name, file);
        foreach ((string measure, long count) in counts)
        {
            yield return budgets.TryGetValue(measure, out long budget)
                ? new BudgetLine(budgeted.Name, measure, budget, count, VerdictOf(budget, count, budgeted.ToleranceOf(measure)))
                : new BudgetLine(budgeted.Name, measure, null, count, BudgetVerdict.Unbudgeted);
        }

        foreach ((string measure, long budget) in budgets)
        {
            if (!counts.ContainsKey(measure))
            {
                yield return new BudgetLine(budgeted.Name, measure, budget, null, BudgetVerdict.Gone);
            }
        }
    }

    /// <summary>The lines of one that cannot be counted here.</summary>
    internal static IEnumerable<BudgetLine> Missing(Budgeted budgeted, string reason, BudgetFile file)
    {
        SortedDictionary<string, long> budgets = BudgetsOf(budgeted.Name, file);
        return budgets.Count == 0
            ? [new BudgetLine(budgeted.Name, "", null, null, BudgetVerdict.Missing, reason)]
            : budgets.Select(budget => new BudgetLine(budgeted.Name, budget.Key, budget.Value, null, BudgetVerdict.Missing, reason));
    }

    /// <summary>The lines of what is budgeted and no longer there.</summary>
    internal static IEnumerable<BudgetLine> Gone(IEnumerable<string> names, BudgetFile file)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        return file.Budgets.Where(budget => !known.Contains(budget.Key))
            .SelectMany(static budget => budget.Value.Select(value => new BudgetLine(budget.Key, value.Key, value.Value, null, BudgetVerdict.Gone)));
    }

    /// <summary>The budgets that are just kept by what was counted. What was not counted keeps its own, but for what is gone.</summary>
    internal static BudgetFile Adjusted(IEnumerable<BudgetLine> lines, BudgetFile file)
    {
        BudgetFile adjusted = BudgetFile.Empty;
        foreach (BudgetLine line in lines)
        {
            // Within its tolerance a budget stays, or a count would creep up under it.
            if ((line.Verdict is BudgetVerdict.Kept or BudgetVerdict.Missing ? line.Budget : line.Count) is { } value)
            {
                adjusted.Budgets[line.Name] = BudgetsOf(line.Name, adjusted);
                adjusted.Budgets[line.Name][line.Measure] = value;
            }
        }

        foreach ((string name, SortedDictionary<string, long> budgets) in file.Budgets)
        {
            if (!lines.Any(line => line.Name == name))
            {
                adjusted.Budgets[name] = budgets;
            }
        }

        return adjusted;
    }

    static BudgetVerdict VerdictOf(long budget, long count, double tolerance)
    {
        double room = budget * tolerance;
        return count > budget + room ? BudgetVerdict.Exceeded : count < budget - room ? BudgetVerdict.Improved : BudgetVerdict.Kept;
    }

    static SortedDictionary<string, long> BudgetsOf(string name, BudgetFile file) =>
        file.Budgets.TryGetValue(name, out SortedDictionary<string, long>? budgets) ? budgets : new SortedDictionary<string, long>(StringComparer.Ordinal);
}
