using System.Runtime.InteropServices;

namespace WaStore.Fast.Cli;

/// <summary>
/// Turns Ctrl-C and its relatives into a cancelled token, so that commands end by themselves and tidy up. A second signal ends the process at once.
/// </summary>
sealed class TerminationSignals : IDisposable
{
    readonly CancellationTokenSource _source = new();
    readonly PosixSignalRegistration[] _registrations;
    int _status;

    internal TerminationSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 15)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, 1)),
    ];

    internal CancellationToken Token => _source.Token;

    /// <summary>The signal's status if one ended the command before its time; else the command's own.</summary>
    internal int StatusOr(int status) => status == ExitStatus.Interrupted && _status != 0 ? _status : status;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    void Stop(PosixSignalContext context, int number)
    {
        if (Interlocked.CompareExchange(ref _status, ExitStatus.SignalBase + number, 0) == 0)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
