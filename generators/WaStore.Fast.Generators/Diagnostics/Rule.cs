namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What all rules share. The rules themselves stand in one class a family; the ids are never used again for something else.</summary>
static class Rule
{
    internal const string Category = "WaStore.Fast";

    /// <summary>Where the page of a rule is.</summary>
    internal const string Pages = "docs/diagnostics/";
}
