using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What do message secrets cost to store, one by one and in one call? The later deadline and the later time win, on every side.</summary>
public class MsgSecretPutBenchmarks : EachAndBatch
{
    // Two of each, which take turns.
    SecretWorkload[] _secrets = [];
    int _turn;

    [Params(1, 32, 256, 500)]
    public int Secrets { get; set; }

    private protected override string Left => "SELECT count(*) || ' of ' || sum(length(secret)) || ' until ' || max(expires_at) || ' ' || hex(max(secret)) FROM msg_secrets";

    private protected override void Prepare() => _secrets = [new SecretWorkload(Secrets, 1), new SecretWorkload(Secrets, 2)];

    private protected override void Change() => _turn ^= 1;

    private protected override ShapeSide OfStore(SqliteStore store) => new(
        () =>
        {
            MsgSecretEntry[] entries = _secrets[_turn].Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                _ = StoreFixture.Wait(store.PutMsgSecretsAsync(new ReadOnlyMemory<MsgSecretEntry>(entries, i, 1)));
            }

            return Secrets;
        },
        () => StoreFixture.Wait(store.PutMsgSecretsAsync(_secrets[_turn].Entries)));

    private protected override ShapeSide OfFloor(IFloor floor)
    {
        FloorStatement[] puts = Array.ConvertAll(_secrets, work => new FloorStatement(
            floor,
            """
            INSERT INTO msg_secrets(chat,sender,msg_id,secret,device_id,created_at,expires_at,message_ts) VALUES(?1,?2,?3,?4,1,?5,?6,?5)
            ON CONFLICT(chat,sender,msg_id,device_id) DO UPDATE SET secret=excluded.secret,created_at=excluded.created_at,
                expires_at=CASE WHEN msg_secrets.expires_at=0 OR excluded.expires_at=0 THEN 0 ELSE max(msg_secrets.expires_at,excluded.expires_at) END,
                message_ts=max(msg_secrets.message_ts,excluded.message_ts)
            """,
            FloorCells.Of(Secrets, i => [work.Entries[i].Chat, work.Entries[i].Sender, work.Entries[i].MsgId, work.Secret, work.Entries[i].MessageTimestamp, work.Entries[i].ExpiresAt])));
        return new ShapeSide(
            () =>
            {
                puts[_turn].WriteEach(Secrets);
                return Secrets;
            },
            () =>
            {
                puts[_turn].WriteBatch(Secrets);
                return Secrets;
            });
    }
}
