using System.Text.Json.Serialization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Accounts;

/// <summary>What is said of an account.</summary>
/// <param name="DeviceId">Its id in the file.</param>
/// <param name="IsProvisioned">Whether it has a device row; without one it is only rows of other tables.</param>
/// <param name="IsPaired">Whether it has been paired.</param>
/// <param name="Pn">The phone-number JID.</param>
/// <param name="Lid">The LID.</param>
/// <param name="PushName">The shown name.</param>
/// <param name="Rows">Its rows in all tables, the device row among them.</param>
sealed record PrintedAccount(int DeviceId, bool IsProvisioned, bool IsPaired, string? Pn, string? Lid, string? PushName, long Rows)
{
    internal static PrintedAccount Of(AccountInspection account) => new(
        account.DeviceId,
        account.Device is not null,
        account.Device is { IsPaired: true },
        account.Device?.Pn,
        account.Device?.Lid,
        account.Device is { PushName.Length: > 0 } device ? device.PushName : null,
        account.Rows.Values.Sum() + (account.Device is null ? 0 : 1));

    /// <summary>Who it is, where that is known.</summary>
    internal string Describe()
    {
        var known = string.Join(", ", new[] { Pn, Lid, PushName }.Where(static part => part is not null).Select(static part => Inspect.Printable.Of(part!)));
        return known.Length == 0 ? "" : $" ({known})";
    }
}

/// <summary>What a removal or a reset did.</summary>
/// <param name="Path">The file.</param>
/// <param name="DeviceId">The account.</param>
/// <param name="Action">Which of the two.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="IsProvisioned">Whether it has a device row now.</param>
sealed record PrintedRemoval(string Path, int DeviceId, string Action, long Rows, bool IsProvisioned);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PrintedAccount[]))]
[JsonSerializable(typeof(PrintedRemoval))]
sealed partial class AccountsJson : JsonSerializerContext;
