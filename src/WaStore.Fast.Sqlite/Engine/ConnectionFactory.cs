using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Opens the connections of one database, each with the same hook and pragmas, and adds their counters up.</summary>
sealed class ConnectionFactory(DatabaseLocation location, SqliteOptions options)
{
    readonly Lock _lock = new();
    readonly List<NativeConnection> _open = [];
    EngineCounters _closed;

    internal DatabaseLocation Location => location;

    /// <summary>The journal mode that the file is really in, once a writer was opened; lower case.</summary>
    internal string JournalMode { get; private set; } = "";

    internal bool IsWal => JournalMode == "wal";

    /// <summary>The bytes of a page.</summary>
    internal int PageSize { get; private set; }

    /// <summary>Called when a connection has prepared a statement, on its thread. Must neither wait nor throw.</summary>
    internal Action? Prepared { get; set; }

    /// <summary>How many connections are open now.</summary>
    internal int OpenCount
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>The sum over all connections, closed ones included. Exact while nobody is in a call.</summary>
    internal EngineCounters Counters
    {
        get
        {
            lock (_lock)
            {
                EngineCounters sum = _closed;
                foreach (NativeConnection connection in _open)
                {
                    sum += connection.Counters;
                }

                return sum;
            }
        }
    }

    /// <summary>Opens the connection that writes. Never waits in SQLite: who is told BUSY waits by himself.</summary>
    /// <exception cref="StoreException">The file cannot be used; the message says why (Connection), SQLite's code is kept.</exception>
    internal NativeConnection OpenWriter()
    {
        if (location.Path is { } path)
        {
            NewFile.EnsureExists(path, location.MayCreate);
        }

        return Open(connection =>
        {
            connection.Execute(Pragmas(busyMilliseconds: 0));
            if (IsReadOnly(connection))
            {
                throw StoreException.Connection($"'{location.Display}' is read-only for this user", inner: null, ResultCode.ReadOnly);
            }

            JournalMode = connection.QueryText("PRAGMA journal_mode=WAL")?.ToLowerInvariant() ?? "";
            PageSize = (int)connection.QueryInt64("PRAGMA page_size").GetValueOrDefault();
        });
    }

    /// <summary>Opens a connection that only reads.</summary>
    /// <exception cref="StoreException">It cannot be opened (Connection).</exception>
    internal NativeConnection OpenReader() => Open(connection =>
        connection.Execute(Pragmas(options.BusyTimeoutMilliseconds) + "PRAGMA query_only=1;"));

    internal void Forget(NativeConnection connection)
    {
        lock (_lock)
        {
            if (_open.Remove(connection))
            {
                _closed += connection.Counters;
            }
        }
    }

    NativeConnection Open(Action<NativeConnection> setUp)
    {
        NativeConnection? connection = null;
        try
        {
            connection = NativeConnection.Open(location.Name, Flags);
            RunHook(connection);
            setUp(connection);
        }
        catch (StoreException exception)
        {
            connection?.Dispose();
            throw Explain(exception);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }

        connection.Owner = this;
        lock (_lock)
        {
            _open.Add(connection);
        }

        return connection;
    }

    // Only memory is created here; a file was, with its mode, before.
    int Flags => NativeConnection.OpenReadWrite
        | (location.Path is null ? NativeConnection.OpenCreate : 0)
        | (location.IsUri ? NativeConnection.OpenUri : 0);

    /// <summary>Runs the user's hook, which must come first on a connection.</summary>
    /// <exception cref="StoreException">It rejects the connection (Connection).</exception>
    internal void RunHook(NativeConnection connection)
    {
        try
        {
            options.ConnectionInit?.Invoke(new NewConnection(connection));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw StoreException.Connection("the connection hook rejected a new connection", exception, (exception as StoreException)?.SqliteErrorCode);
        }
    }

    /// <summary>The pragmas of every connection (spec/storage.md 4.2; design.md 4, pragmas and checkpoints).</summary>
    string Pragmas(int busyMilliseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"PRAGMA busy_timeout={busyMilliseconds};PRAGMA synchronous={(int)options.Synchronous};PRAGMA cache_size=-{options.CacheSizeKib};PRAGMA temp_store=memory;PRAGMA foreign_keys=ON;"
        + $"{Optional("mmap_size", options.MmapSize)}{Optional("secure_delete", options.SecureDelete is { } on ? on ? 1 : 0 : null)}PRAGMA wal_autocheckpoint=0;");

    static string Optional(string pragma, long? value) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"PRAGMA {pragma}={number};") : "";

    static unsafe bool IsReadOnly(NativeConnection connection)
    {
        fixed (byte* name = "main"u8)
        {
            return NativeMethods.sqlite3_db_readonly(connection.Handle, name) == 1;
        }
    }

    /// <summary>Says of a failure while opening what it means for the file (Connection), with SQLite's code.</summary>
    internal StoreException Explain(StoreException exception)
    {
        if (exception.Kind == StoreErrorKind.Connection)
        {
            return exception;
        }

        string cause = ResultCode.Primary(exception.SqliteErrorCode ?? 0) switch
        {
            ResultCode.NotADatabase => "is not a SQLite database, or its key is missing or wrong",
            ResultCode.ReadOnly => "is read-only for this user",
            ResultCode.Corrupt => "is damaged",
            ResultCode.Busy or ResultCode.Locked => "is locked by another connection",
            _ => $"cannot be opened: {exception.Message}",
        };
        return StoreException.Connection($"'{location.Display}' {cause}", exception, exception.SqliteErrorCode);
    }
}
