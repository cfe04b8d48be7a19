using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite.Engine;

sealed partial class WriterLane
{
    /// <summary>What goes before every write, if there is any such work. Set before the first write.</summary>
    internal WriteAhead? Ahead { get; init; }

    /// <summary>Inside a write transaction, before its first statement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Began(NativeConnection writer)
    {
        _others.Began(_schema.Began(writer));
        if (Ahead is { IsPending: true } ahead)
        {
            ahead.Run(writer);
        }
    }

    /// <summary>After <see cref="CloseAsync"/> and the last read: what is still pending gets a transaction of its own.</summary>
    async ValueTask RunAheadLastAsync()
    {
        if (Ahead is not { IsPending: true })
        {
            return;
        }

        try
        {
            NativeConnection writer = Enter(synced: false);
            int code = writer.TryBeginWrite();
            if (code != ResultCode.Ok)
            {
                await BeginAfterOthersAsync(writer, code, "close", CancellationToken.None).ConfigureAwait(false);
            }

            _ = RunBody(writer, 0, static (_, _) => 0, CancellationToken.None);
            code = writer.TryCommit();
            if (code != ResultCode.Ok)
            {
                await CommitAfterOthersAsync(writer, code, "close").ConfigureAwait(false);
            }

            Committed();
        }
        catch (Exception exception)
        {
            // Closing goes on: the rows that were to be set aside still stand in their tables.
            LogAheadFailed(_options.Logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Corrupt rows could not be set aside before the database was closed; they stay where they are.")]
    static partial void LogAheadFailed(ILogger logger, Exception exception);
}
