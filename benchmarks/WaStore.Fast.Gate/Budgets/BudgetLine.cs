namespace WaStore.Fast.Gate.Budgets;

/// <summary>How a count stands to its budget.</summary>
enum BudgetVerdict
{
    /// <summary>As budgeted.</summary>
    Kept,

    /// <summary>More than budgeted: the build fails.</summary>
    Exceeded,

    /// <summary>Less than budgeted: the budget can be lowered.</summary>
    Improved,

    /// <summary>Nothing is budgeted: the build fails until it is.</summary>
    Unbudgeted,

    /// <summary>Budgeted, and nobody counts it any more: the build fails until the budget goes, or the count comes back.</summary>
    Gone,

    /// <summary>It could not be counted here; the budget stays.</summary>
    Missing,
}

/// <summary>One count and its budget.</summary>
sealed record BudgetLine(string Name, string Measure, long? Budget, long? Count, BudgetVerdict Verdict, string? Reason = null)
{
    internal bool Fails => Verdict is BudgetVerdict.Exceeded or BudgetVerdict.Unbudgeted or BudgetVerdict.Gone;
}
