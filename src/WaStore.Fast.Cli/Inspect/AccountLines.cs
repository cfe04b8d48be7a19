using System.Globalization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>What is said of an account, line by line. A null value says nothing; a line that says nothing of any account is left out.</summary>
static class AccountLines
{
    internal const string None = "-";

    internal static IEnumerable<(string Label, Func<AccountInspection, string?> Value)> All(DateTimeOffset now) =>
        [.. Identity, .. PreKeys, .. Ages(now)];

    static IEnumerable<(string Label, Func<AccountInspection, string?> Value)> Identity =>
    [
        ("note", account => account.Device is { } device ? device.UnsignedNote : "no device row, only rows of other tables"),
        ("phone number", account => account.Device?.Pn),
        ("LID", account => account.Device?.Lid),
        ("push name", account => account.Device is { PushName.Length: > 0 } device ? device.PushName : null),
        ("paired", account => YesNo(account.Device?.IsPaired)),
        ("LID-migrated", account => YesNo(account.Device?.IsLidMigrated)),
        ("registration id", account => Id(account.Device?.RegistrationId)),
        ("app version", account => account.Device?.AppVersion is var (primary, secondary, tertiary) ? $"{primary}.{secondary}.{tertiary}" : null),
        ("logins", account => account.Device?.LoginCounter.ToString(CultureInfo.InvariantCulture)),
    ];

    static IEnumerable<(string Label, Func<AccountInspection, string?> Value)> PreKeys =>
    [
        ("pre-keys", account => $"{account.PreKeys.Count} stored, {account.PreKeys.Uploaded} uploaded"),
        ("  ids", account => account.PreKeys is { Count: > 0 } keys ? $"{Id(keys.LeastId)} to {Id(keys.GreatestId)}" : null),
        ("  first not uploaded", account => Id(account.PreKeys.FirstUnuploadedId)),
        ("  next, by device row", account => Id(account.Device?.NextPreKeyId)),
        ("  unuploaded, by device row", account => account.Device is { } device ? $"from {Id(device.FirstUnuploadPreKeyId)}" : null),
        ("  server has some", account => YesNo(account.Device?.ServerHasPreKeys)),
        ("signed pre-key", account => account.Device is { } device ? $"id {Id(device.SignedPreKeyId)}" : null),
        ("  also stored", account => account.SignedPreKeyIds.Count == 0 ? null : string.Join(", ", account.SignedPreKeyIds.Select(id => Id(id)))),
    ];

    static IEnumerable<(string Label, Func<AccountInspection, string?> Value)> Ages(DateTimeOffset now) =>
    [
        ("  last rotated", account => Age(account.Device?.SignedPreKeyRotation, now)),
        ("newest sent message", account => Age(account.Activity.NewestSentMessage, now)),
        ("oldest pending inbound", account => Age(account.Activity.OldestPendingInbound, now)),
        ("newest device list", account => Age(account.Activity.NewestDeviceList, now)),
        ("newest LID mapping", account => Age(account.Activity.NewestLidMapping, now)),
        ("newest distribution", account => Age(account.Activity.NewestDistribution, now)),
        ("newest secret's message", account => Age(account.Activity.NewestSecretMessage, now)),
    ];

    static string? Age(DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } known)
        {
            return null;
        }

        var age = now - known;
        var text = age switch
        {
            { Ticks: < 0 } => "to come",
            { TotalDays: >= 2 } => $"{(long)age.TotalDays} days ago",
            { TotalHours: >= 2 } => $"{(long)age.TotalHours} h ago",
            { TotalMinutes: >= 2 } => $"{(long)age.TotalMinutes} min ago",
            _ => $"{(long)age.TotalSeconds} s ago",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{known.UtcDateTime:yyyy-MM-dd HH:mm}Z, {text}");
    }

    static string? Id(uint? id) => id?.ToString(CultureInfo.InvariantCulture);

    static string? YesNo(bool? value) => value switch
    {
        true => "yes",
        false => "no",
        null => null,
    };
}
