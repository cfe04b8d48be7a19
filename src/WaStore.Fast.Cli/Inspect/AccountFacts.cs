using System.Globalization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Inspect;

/// <summary>The account's side of <c>wastore inspect</c>: who it is, its key ids, its ages.</summary>
static class AccountFacts
{
    const string None = "-";

    internal static Facts Of(AccountInspection account, DateTimeOffset now)
    {
        var facts = new Facts();
        if (account.Device is { } device)
        {
            AddDevice(facts, device);
        }
        else
        {
            facts.Add("device row", "none: only other tables hold rows of this account");
        }

        AddPreKeys(facts, account);
        if (account.Device is { } current)
        {
            facts.Add("signed pre-key", $"id {Id(current.SignedPreKeyId)}, rotated {Age(current.SignedPreKeyRotation, now)}");
        }

        facts.Add("  stored ones", account.SignedPreKeyIds.Count == 0 ? None : string.Join(", ", account.SignedPreKeyIds.Select(id => Id(id))));
        AddActivity(facts, account.Activity, now);
        return facts;
    }

    static void AddDevice(Facts facts, DeviceInspection device)
    {
        if (device.UnsignedNote is { } note)
        {
            facts.Add("note", note);
        }

        facts.Add("phone number", device.Pn ?? None);
        facts.Add("LID", device.Lid ?? None);
        facts.Add("push name", device.PushName.Length == 0 ? None : device.PushName);
        facts.Add("paired", YesNo(device.IsPaired));
        facts.Add("LID-migrated", YesNo(device.IsLidMigrated));
        facts.Add("registration id", Id(device.RegistrationId));
        facts.Add("app version", $"{device.AppVersion.Primary}.{device.AppVersion.Secondary}.{device.AppVersion.Tertiary}");
        facts.Add("logins", device.LoginCounter.ToString(CultureInfo.InvariantCulture));
    }

    static void AddPreKeys(Facts facts, AccountInspection account)
    {
        var keys = account.PreKeys;
        facts.Add(
            "pre-keys",
            keys.Count == 0 ? "none stored" : $"{keys.Count} stored, ids {Id(keys.LeastId)} to {Id(keys.GreatestId)}, {keys.Uploaded} uploaded");
        facts.Add("  first not uploaded", Id(keys.FirstUnuploadedId));
        if (account.Device is { } device)
        {
            facts.Add("  device row says", $"next {Id(device.NextPreKeyId)}, first not uploaded {Id(device.FirstUnuploadPreKeyId)}");
            facts.Add("  server has some", YesNo(device.ServerHasPreKeys));
        }
    }

    static void AddActivity(Facts facts, ActivityInspection activity, DateTimeOffset now)
    {
        facts.Add("newest sent message", Age(activity.NewestSentMessage, now));
        facts.Add("oldest pending inbound", Age(activity.OldestPendingInbound, now));
        facts.Add("newest device list", Age(activity.NewestDeviceList, now));
        facts.Add("newest LID mapping", Age(activity.NewestLidMapping, now));
        facts.Add("newest distribution", Age(activity.NewestDistribution, now));
        facts.Add("newest secret's message", Age(activity.NewestSecretMessage, now));
    }

    static string Age(DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } known)
        {
            return None;
        }

        var age = now - known;
        var text = age switch
        {
            { Ticks: < 0 } => "in the future",
            { TotalDays: >= 2 } => $"{(long)age.TotalDays} days ago",
            { TotalHours: >= 2 } => $"{(long)age.TotalHours} hours ago",
            { TotalMinutes: >= 2 } => $"{(long)age.TotalMinutes} minutes ago",
            _ => $"{(long)age.TotalSeconds} seconds ago",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{known.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {text}");
    }

    static string Id(uint? id) => id?.ToString(CultureInfo.InvariantCulture) ?? None;

    static string YesNo(bool value) => value ? "yes" : "no";
}
