using WaStore.Fast.Cli;

using var termination = new TerminationSignals();
var status = await WaStoreCommand.RunAsync(args, Terminal.OfProcess(), termination.Token).ConfigureAwait(false);
return termination.StatusOr(status);
