using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>All that has a budget in <c>benchmarks/budgets.json</c>.</summary>
static class BudgetedOperations
{
    internal static IReadOnlyList<Budgeted> All { get; } =
        [.. StoreBudgets.All, .. CacheBudgets.All, .. AccountBudgets.All, new PublishedProgram(Path.Combine("tests", "WaStore.Fast.Aot", "WaStore.Fast.Aot.csproj"))];
}
