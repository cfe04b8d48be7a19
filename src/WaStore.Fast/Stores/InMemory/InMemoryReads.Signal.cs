using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;

namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Read(address, static (account, address) => account.Signal.Identities.TryGetValue(address, out var key) ? key : (Key32?)null, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, Key32>> LoadIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return Read(addresses, static (account, addresses) =>
        {
            if (addresses.IsEmpty)
            {
                return ReadOnlyDictionary<string, Key32>.Empty;
            }

            var found = new Dictionary<string, Key32>(addresses.Length);
            foreach (var address in addresses.Span)
            {
                if (account.Signal.Identities.TryGetValue(address, out var key))
                {
                    found[address] = key;
                }
            }

            return (IReadOnlyDictionary<string, Key32>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Read(address, static (account, address) => Copy(account.Signal.Sessions.GetValueOrDefault(address)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(addresses);
        return ReadMany(addresses, static (account, address) => Copy(account.Signal.Sessions.GetValueOrDefault(address)), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The records are handed out where they lie.</remarks>
    public ValueTask ReadSessionsAsync<TState>(ReadOnlyMemory<string> addresses, TState state, BlobReader<TState> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        KeyText.RequireAll(addresses);
        var sessions = Account.Signal.Sessions;
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var seen = new HashSet<string>(addresses.Length);
        var utf8 = new ArrayBufferWriter<byte>();
        foreach (var address in addresses.Span)
        {
            if (seen.Add(address) && sessions.TryGetValue(address, out var record))
            {
                utf8.ResetWrittenCount();
                _ = Encoding.UTF8.GetBytes(address, utf8);
                read(state, utf8.WrittenSpan, record);
            }
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSessionAsync(string address, CancellationToken cancellationToken = default)
    {
        KeyText.Require(address);
        return Read(address, static (account, address) => account.Signal.Sessions.ContainsKey(address), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasSignalStateForUserAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return Read(user, static (account, user) => account.Signal.AddressesOf(user).Any(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return Read(user, static (account, user) => (IReadOnlyList<string>)account.Signal.AddressesOf(user).ToList(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default)
    {
        KeyText.Require(name);
        return Read(name, static (account, name) => Copy(account.Signal.SenderKeys.GetValueOrDefault(name)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(names);
        return ReadMany(names, static (account, name) => Copy(account.Signal.SenderKeys.GetValueOrDefault(name)), cancellationToken);
    }
}
