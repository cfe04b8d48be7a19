using WaStore.Fast.Coordination;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The one way to write: the writer's connection behind a fair gate. A free lane runs the write on the calling thread and allocates nothing; else the call queues.
/// Another connection's lock is waited for asynchronously, with the lane held, so that the order of arrival is the order of commits.
/// </summary>
sealed partial class WriterLane : IAsyncDisposable
{
    readonly FairGate _gate = new(1, typeof(SqliteDatabase));
    readonly ConnectionFactory _connections;
    readonly SqliteOptions _options;
    readonly SchemaWatch _schema;
    readonly Checkpointer _checkpoints;
    readonly CommitWatch _others;
    readonly byte[] _restoreSynchronous;
    NativeConnection? _writer;
    bool _isSynced;

    internal WriterLane(ConnectionFactory connections, SqliteOptions options, SchemaWatch schema, CommitWatch others)
    {
        _connections = connections;
        _options = options;
        _schema = schema;
        _others = others;
        _checkpoints = new Checkpointer(_gate, options);
        _restoreSynchronous = [.. "PRAGMA synchronous="u8, (byte)('0' + (int)options.Synchronous)];
    }

    internal Checkpointer Checkpoints => _checkpoints;

    internal FairGate Gate => _gate;

    /// <summary>Takes on the writer that was opened and whose schema was read.</summary>
    internal void Start(NativeConnection writer)
    {
        _writer = writer;
        if (_connections.IsWal)
        {
            _checkpoints.Attach(writer, _connections.PageSize);
            writer.GatherFrames();
        }
    }

    /// <summary>Lets the writes that are queued finish and turns later ones away. The writer stays open: it closes last.</summary>
    internal async ValueTask CloseAsync()
    {
        await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        _gate.Close();
    }

    /// <summary>After <see cref="CloseAsync"/>, with the readers closed: ends the background work, empties the WAL and closes the writer.</summary>
    public async ValueTask DisposeAsync()
    {
        await RunAheadLastAsync().ConfigureAwait(false);
        await _checkpoints.DisposeAsync().ConfigureAwait(false);
        if (_writer is { } writer)
        {
            if (_connections.IsWal)
            {
                _checkpoints.RunLast(writer);
            }

            await SealAsync(writer).ConfigureAwait(false);
            writer.Dispose();
            _writer = null;
        }

        _checkpoints.Release();
    }

    void Leave()
    {
        if (_isSynced && _writer is { } writer)
        {
            _isSynced = false;
            if (writer.TryExecute(_restoreSynchronous) != ResultCode.Ok)
            {
                Discard(writer);
            }
        }

        _gate.Exit();
    }
}
