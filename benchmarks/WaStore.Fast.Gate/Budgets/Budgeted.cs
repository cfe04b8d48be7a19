namespace WaStore.Fast.Gate.Budgets;

/// <summary>Something whose cost is counted, not timed, so that it is the same on every machine and a budget of it holds exactly.</summary>
/// <remarks>The name is the identity in the file of budgets. What is counted may differ from one to another: bytes, statements, transactions, pages.</remarks>
public abstract class Budgeted
{
    /// <summary>The name in the file of budgets and in <c>--filter</c>; unique in its program.</summary>
    public abstract string Name { get; }

    /// <summary>Why it cannot be counted here and now; null when it can. What cannot be counted is reported, and its budgets stay.</summary>
    /// <param name="settings">How it would be counted.</param>
    public virtual string? WhyMissing(BudgetSettings settings) => null;

    /// <summary>By how much a count may differ from its budget, as a part of it; 0, exactly, by default.</summary>
    /// <param name="measure">What is counted.</param>
    public virtual double ToleranceOf(string measure) => 0;

    /// <summary>Counts.</summary>
    /// <param name="settings">How.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Each count by its name.</returns>
    /// <exception cref="InvalidOperationException">It cannot be counted: the counts are not the same from run to run, say, so that no budget could hold.</exception>
    public abstract Task<IReadOnlyDictionary<string, long>> CountAsync(BudgetSettings settings, CancellationToken cancellationToken);
}
