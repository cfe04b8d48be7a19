namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>What every suite asserts before it measures: a benchmark that does other work than its floor says nothing, and one that does none even less.</summary>
static class SameWork
{
    /// <param name="answers">What the sides found, or left in their files; null is a side that is not there.</param>
    public static void Assert(params ReadOnlySpan<object?> answers)
    {
        object? first = null;
        foreach (object? answer in answers)
        {
            first ??= answer;
            if (answer is not null && !answer.Equals(first))
            {
                throw new InvalidOperationException($"The sides of the benchmark do not do the same work: {first} here, {answer} there.");
            }
        }

        if (first is null or 0 or 0L)
        {
            throw new InvalidOperationException("The benchmark does no work.");
        }
    }
}
