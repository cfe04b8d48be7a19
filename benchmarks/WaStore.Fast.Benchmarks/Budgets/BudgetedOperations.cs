using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>All that has a budget in <c>benchmarks/budgets.json</c>.</summary>
static class BudgetedOperations
{
    internal static PublishedProgram Aot { get; } = new(Path.Combine("tests", "WaStore.Fast.Aot", "WaStore.Fast.Aot.csproj"));

    internal static IReadOnlyList<Budgeted> All { get; } = [.. StoreBudgets.All, .. CacheBudgets.All, .. AccountBudgets.All, Aot];
}
