using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>Starts the built programs of base and change.</summary>
sealed class ProcessSource(MeasuredProgram basis, MeasuredProgram change) : IProcessSource
{
    public async Task<IMeasuredProcess> StartAsync(Side side, int core, CancellationToken cancellationToken) =>
        await MeasuredProcess.StartAsync(side, side == Side.Change ? change : basis, core, MeasuredProcess.Patience, cancellationToken).ConfigureAwait(false);
}
