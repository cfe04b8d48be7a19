using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>
    /// Run last, with the WAL emptied, under SQLite's write lock and after a look for commits of others: whatever it finds the file to be, it is so since this
    /// handle's own last commit. Null when nobody wants to know.
    /// </summary>
    internal Func<ValueTask>? Seal { get; set; }

    async ValueTask SealAsync(NativeConnection writer)
    {
        if (Seal is not { } seal)
        {
            return;
        }

        try
        {
            // Whoever has the lock now goes on after us: then nothing can be said.
            if (writer.TryBeginWrite() == ResultCode.Ok)
            {
                _others.Began(_schema.Began(writer));
                await seal().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            LogNotSealed(_options.Logger, exception);
        }
        finally
        {
            _ = writer.TryRollback();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file could not be looked at after its last commit: the next start takes this close for a crash.")]
    static partial void LogNotSealed(ILogger logger, Exception exception);
}
