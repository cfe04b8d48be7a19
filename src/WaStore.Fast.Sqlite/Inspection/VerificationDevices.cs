using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>Decodes device rows, and compares their counters with the rows that they count.</summary>
sealed class VerificationDevices(NativeConnection connection, TableScan scan, VerificationFindings findings)
{
    const string Table = "device";

    // As many pre-keys as one upload brings at most: so near to the end a counter may have begun again.
    const long LargestUpload = 65_535;

    static readonly Problem s_reuse = Problem.Error("reuse", "next_pre_key_id is not above the greatest stored pre-key id: ids would come twice");
    static readonly Problem s_wrapped = Problem.Note("wrapped", "the pre-key ids have begun again after the greatest one");
    static readonly Problem s_unuploaded = Problem.Error("unuploaded", "first_unupload_pre_key_id is above next_pre_key_id");
    static readonly Problem s_macs = Problem.Note("macs", "mutation MACs of a collection without a version");

    internal void Check(IEnumerable<long> accounts)
    {
        foreach (var account in accounts.Where(static id => id is >= int.MinValue and <= int.MaxValue))
        {
            CheckDevice((int)account);
        }

        foreach (var (deviceId, rows) in scan.MacsWithoutVersion())
        {
            findings.Add(s_macs, "app_state_mutation_macs", deviceId, count: rows);
        }
    }

    void CheckDevice(int id)
    {
        if (connection.Statements<DeviceStatements>().Get(id) is not { } row)
        {
            return;
        }

        try
        {
            CheckCounters(id, DeviceRowCodec.Decode(row, out _));
        }
        catch (StoreException exception)
        {
            findings.Add(Problem.Error("undecodable", $"the device row cannot be used: {exception.Message}"), Table, id, id);
        }
        finally
        {
            row.ClearKeys();
        }
    }

    void CheckCounters(int id, DeviceRecord device)
    {
        // 0: not set yet, to be taken from the stored keys.
        if (device.NextPreKeyId == 0)
        {
            return;
        }

        var greatest = scan.GreatestPreKeyId(id) ?? 0;
        var wrapped = greatest >= VerificationColumns.GreatestKeyId - LargestUpload && device.NextPreKeyId <= greatest;
        if (wrapped)
        {
            findings.Add(s_wrapped, Table, id, id);
            return;
        }

        if (device.NextPreKeyId <= greatest)
        {
            findings.Add(s_reuse, Table, id, id);
        }

        if (device.FirstUnuploadPreKeyId > device.NextPreKeyId)
        {
            findings.Add(s_unuploaded, Table, id, id);
        }
    }
}
