using System.Globalization;
using System.Text;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((Context, address), static (connection, call) =>
        {
            foreach (var row in connection.Statements<IdentityStatements>().Get(call.address, call.Context.DeviceId))
            {
                return ToIdentity(row, call.address);
            }

            return (Key32?)null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, Key32>> LoadIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return ReadManyAsync(addresses, static (connection, call) =>
        {
            var found = new Dictionary<string, Key32>(call.Keys.Length);
            foreach (var row in connection.Statements<IdentityStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var address = Encoding.UTF8.GetString(row.Address);
                found[address] = ToIdentity(row.Record, address);
            }

            return (IReadOnlyDictionary<string, Key32>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((Context, address), static (connection, call) =>
        {
            foreach (var record in connection.Statements<SessionStatements>().Get(call.address, call.Context.DeviceId))
            {
                return BlobOrNull(record, QuarantineSource.Sessions, call.Context, call.address);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return ReadManyAsync(addresses, static (connection, call) =>
        {
            var found = new Dictionary<string, byte[]>(call.Keys.Length);
            foreach (var row in connection.Statements<SessionStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var address = Encoding.UTF8.GetString(row.Address);
                if (BlobOrNull(row.Record, QuarantineSource.Sessions, call.Context, address) is { } record)
                {
                    found[address] = record;
                }
            }

            return (IReadOnlyDictionary<string, byte[]>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Allocates nothing, however many records there are.</remarks>
    public ValueTask ReadSessionsAsync<TState>(ReadOnlyMemory<string> addresses, TState state, BlobReader<TState> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        KeyText.RequireAll(addresses);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return addresses.IsEmpty ? default : NoResult(ReadAsync((addresses, state, read, Context), static (connection, call) =>
        {
            var records = 0;
            foreach (var row in connection.Statements<SessionStatements>().GetMany(call.addresses.Span, call.Context.DeviceId))
            {
                if (row.Record.IsBlob)
                {
                    call.read(call.state, row.Address, row.Record.Bytes);
                    records++;
                }
                else
                {
                    call.Context.Corrupt.Found(QuarantineSource.Sessions, call.Context.DeviceId, row.Record.Bytes, Encoding.UTF8.GetString(row.Address));
                }
            }

            return records;
        }, snapshot: addresses.Length > ListLadder.DefaultChunkSize, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return ReadAsync((Context, address), static (connection, call) =>
        {
            var sessions = connection.Statements<SessionStatements>();
            var isBlob = sessions.IsBlob(call.address, call.Context.DeviceId);
            if (isBlob is false)
            {
                foreach (var record in sessions.Get(call.address, call.Context.DeviceId))
                {
                    _ = BlobOrNull(record, QuarantineSource.Sessions, call.Context, call.address);
                }
            }

            return isBlob is true;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSignalStateForUserAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return ReadAsync((user, DeviceId), static (connection, call) =>
            connection.Statements<UserStateStatements>().Exists(call.user, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return ReadAsync((user, DeviceId), static (connection, call) =>
            (IReadOnlyList<string>)connection.Statements<UserStateStatements>().Addresses(call.user, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return ReadAsync((Context, name), static (connection, call) =>
        {
            foreach (var record in connection.Statements<SenderKeyStatements>().Get(call.name, call.Context.DeviceId))
            {
                return ToSenderKey(record, call.name);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(names);
        return ReadManyAsync(names, static (connection, call) =>
        {
            var found = new Dictionary<string, byte[]>(call.Keys.Length);
            foreach (var row in connection.Statements<SenderKeyStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var name = Encoding.UTF8.GetString(row.Address);
                found[name] = ToSenderKey(row.Record, name);
            }

            return (IReadOnlyDictionary<string, byte[]>)found;
        }, cancellationToken);
    }

    // Loud: an identity that reads as absent would be trusted anew (spec/storage.md 1.1).
    static Key32 ToIdentity(StoredBlob stored, string address) =>
        stored.IsBlob && Key32.TryCreate(stored.Bytes, out var key)
            ? key
            : throw StoreException.Validation(string.Create(
                CultureInfo.InvariantCulture,
                $"the identity key of {address} has {stored.Bytes.Length} bytes{(stored.IsBlob ? "" : " and is no blob")}, {Key32.Length} expected"));

    // Loud: for a sender key that reads as absent a new one would be made, which no member of the group knows (design.md 4). What is in it is the protocol's to judge.
    static byte[] ToSenderKey(StoredBlob stored, string name) =>
        stored.IsBlob ? stored.Bytes.ToArray() : throw StoreException.Validation($"the sender key {name} is no blob");
}
