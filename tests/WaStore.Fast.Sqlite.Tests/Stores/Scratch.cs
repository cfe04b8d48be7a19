using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
namespace WaStore.Fast.Sqlite.Tests.Stores;
public sealed class Scratch : StoreTest
{
    [Fact]
    public async Task X()
    {
        var r = await Store.Database.ReadAsync("x", 0, static (c, _) =>
        {
            var s = c.Statements<SessionStatements>();
            s.Exists("a", 1);
            long a0 = GC.GetAllocatedBytesForCurrentThread();
            s.Exists("a", 1);
            long a1 = GC.GetAllocatedBytesForCurrentThread();
            var st = c.Prepare(StatementSlots.Reserve(1), "SELECT 1 WHERE ?1 = 'x'"u8);
            st.BindText(1, "a"); st.Step(); st.Reset();
            long a2 = GC.GetAllocatedBytesForCurrentThread();
            st.BindText(1, "a");
            long a3 = GC.GetAllocatedBytesForCurrentThread();
            st.Step();
            long a4 = GC.GetAllocatedBytesForCurrentThread();
            st.Reset();
            long a5 = GC.GetAllocatedBytesForCurrentThread();
            st.BindInt64(1, 5);
            long a6 = GC.GetAllocatedBytesForCurrentThread();
            return $"exists {a1 - a0}; bind {a3 - a2} step {a4 - a3} reset {a5 - a4} bindint {a6-a5}";
        });
        Assert.Equal("", r);
    }
}
