using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The warm-up of the LID-PN mapping by hand.</summary>
sealed unsafe class FloorLidMappings(FloorDatabase database)
{
    readonly nint _all = database.Prepare("SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping WHERE device_id=1");

    public List<LidPnMapping> ReadAll()
    {
        List<LidPnMapping> all = [];
        while (FloorNative.sqlite3_step(_all) == FloorNative.Row)
        {
            all.Add(new LidPnMapping(Text(0), Text(1), FloorNative.sqlite3_column_int64(_all, 2), FloorNative.sqlite3_column_int64(_all, 3), Text(4)));
        }

        _ = FloorNative.sqlite3_reset(_all);
        return all;
    }

    string Text(int column)
    {
        byte* text = FloorNative.sqlite3_column_text(_all, column);
        return Encoding.UTF8.GetString(text, FloorNative.sqlite3_column_bytes(_all, column));
    }
}
