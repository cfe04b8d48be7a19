namespace WaStore.Fast.Generators;

/// <summary>The names of the pipeline's steps; the test fixture reads them by reflection, so that a new step is checked at once.</summary>
static class TrackingNames
{
    /// <summary>The model of one interface, made again whenever the compilation changes.</summary>
    internal const string Model = nameof(Model);

    /// <summary>The models that are there.</summary>
    internal const string Models = nameof(Models);

    /// <summary>The hint names that are equal but for their case, which the host would refuse.</summary>
    internal const string Collisions = nameof(Collisions);

    /// <summary>What is emitted from.</summary>
    internal const string Output = nameof(Output);
}
