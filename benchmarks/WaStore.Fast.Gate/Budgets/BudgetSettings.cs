namespace WaStore.Fast.Gate.Budgets;

/// <summary>How counts are made.</summary>
/// <param name="PublishFolder">Where programs are published to that are counted as published; null publishes none.</param>
public sealed record BudgetSettings(string? PublishFolder = null);
