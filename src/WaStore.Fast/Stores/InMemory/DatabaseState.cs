using System.Collections.Immutable;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Everything that a storage holds. Immutable, as all its parts are: each change answers the next state.</summary>
sealed record DatabaseState
{
    /// <summary>The greatest id that an account with a device row ever had.</summary>
    int _lastDeviceId;

    internal static DatabaseState Empty { get; } = new();

    /// <summary>The accounts that have rows, ids ascending. One may have rows without a device row (spec/storage.md 4.8).</summary>
    internal ImmutableSortedDictionary<int, AccountState> Accounts { get; private init; } = ImmutableSortedDictionary<int, AccountState>.Empty;

    internal int NextDeviceId => _lastDeviceId < int.MaxValue ? _lastDeviceId + 1 : throw StoreException.Database("every account id was used");

    internal AccountState this[int deviceId] => Accounts.TryGetValue(deviceId, out var account) ? account : AccountState.Empty;

    internal DatabaseState With(int deviceId, AccountState account) => ReferenceEquals(account, this[deviceId])
        ? this
        : this with { Accounts = Accounts.SetItem(deviceId, account), _lastDeviceId = account.Device is null ? _lastDeviceId : Math.Max(_lastDeviceId, deviceId) };

    /// <summary>Makes a device row where there is none.</summary>
    /// <exception cref="StoreException">Database: there is one.</exception>
    internal DatabaseState Insert(int deviceId, DeviceRecord device) => this[deviceId] is { Device: null } account
        ? With(deviceId, account with { Device = StoredDevice.From(device) })
        : throw StoreException.Database($"the device row of account {deviceId} exists");

    internal DatabaseState Remove(int deviceId) => this with { Accounts = Accounts.Remove(deviceId) };
}

/// <summary>Everything of one account, by concept.</summary>
sealed record AccountState
{
    internal static AccountState Empty { get; } = new();

    internal DeviceRecord? Device { get; init; }

    internal SignalState Signal { get; init; } = SignalState.Empty;

    internal PreKeyState PreKeys { get; init; } = PreKeyState.Empty;

    internal AppSyncState AppSync { get; init; } = AppSyncState.Empty;

    internal GroupState Groups { get; init; } = GroupState.Empty;

    internal DirectoryState Directory { get; init; } = DirectoryState.Empty;

    internal ImmutableDictionary<string, TcToken> TcTokens { get; init; } = ImmutableDictionary<string, TcToken>.Empty;

    internal MessageState Messages { get; init; } = MessageState.Empty;

    internal MsgSecretState MsgSecrets { get; init; } = MsgSecretState.Empty;
}
