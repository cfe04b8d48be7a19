using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

public sealed class StoreBatchTests
{
    [Fact]
    public void The_last_change_of_an_address_is_the_only_one_left()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var batch = new StoreBatch();
            var model = new Dictionary<string, int?>();
            for (var step = random.Next(60); step >= 0; step--)
            {
                var address = $"{random.Next(8)}";
                if (random.Next(2) == 0)
                {
                    var value = random.Next();
                    batch.PutSession(address, BitConverter.GetBytes(value));
                    model[address] = value;
                }
                else
                {
                    batch.DeleteSession(address);
                    model[address] = null;
                }
            }

            var left = batch.Sessions.ToArray().Select(entry => (entry.Address, Value: (int?)BitConverter.ToInt32(entry.Record.Span)))
                .Concat(batch.DeletedSessions.ToArray().Select(address => (Address: address, Value: (int?)null)))
                .OrderBy(entry => entry.Address, StringComparer.Ordinal);
            Assert.Equal(model.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal), left);
            Assert.Equal(model.Count, batch.Count);
        }
    }

    [Fact]
    public void Each_kind_has_its_own_addresses()
    {
        var batch = new StoreBatch();
        Assert.True(batch.IsEmpty);
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.DeleteIdentity("a");
        batch.PutSenderKey("a", Sample.Blob(4, 2));
        batch.DeleteSession("b");
        batch.PutIdentity("b", Sample.Key(1));
        batch.DeleteSenderKey("b");
        batch.ConsumePreKey(5);
        batch.ConsumePreKey(5);
        batch.Add(static (_, _) => ValueTask.CompletedTask);

        Assert.Equal([new RecordEntry("a", Sample.Blob(4, 1))], batch.Sessions.ToArray());
        Assert.Equal(["b"], batch.DeletedSessions.ToArray());
        Assert.Equal([new IdentityEntry("b", Sample.Key(1))], batch.Identities.ToArray());
        Assert.Equal(["a"], batch.DeletedIdentities.ToArray());
        Assert.Equal([new RecordEntry("a", Sample.Blob(4, 2))], batch.SenderKeys.ToArray());
        Assert.Equal(["b"], batch.DeletedSenderKeys.ToArray());
        Assert.Equal([5u, 5u], batch.ConsumedPreKeys.ToArray());
        Assert.Equal(9, batch.Count);
        Assert.False(batch.IsEmpty);
    }

    [Fact]
    public void Clear_empties_everything()
    {
        var batch = new StoreBatch { Synced = true };
        Fill(batch, Sample.Many(20, i => $"{i}"));
        batch.Add(static (_, _) => ValueTask.CompletedTask);
        batch.Clear();

        Assert.True(batch.IsEmpty);
        Assert.False(batch.Synced);
        Assert.Empty(batch.Changes);
        batch.PutSession("1", Sample.Blob(4, 7));
        Assert.Equal([new RecordEntry("1", Sample.Blob(4, 7))], batch.Sessions.ToArray());
    }

    [Fact]
    public void A_cleared_batch_is_filled_again_without_allocating()
    {
        var addresses = Sample.Many(600, i => $"{i}@lid.0");
        var batch = new StoreBatch();
        Fill(batch, addresses);
        batch.Clear();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(batch, addresses);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.Equal(7 * 600, batch.Count);
    }

    [Fact]
    public void A_cleared_batch_holds_no_record()
    {
        var batch = new StoreBatch();
        var record = PutAndForget(batch);
        batch.Clear();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(record.IsAlive);
        GC.KeepAlive(batch);
    }

    [Fact]
    public void An_address_is_required()
    {
        var batch = new StoreBatch();
        Assert.Throws<ArgumentNullException>(() => batch.PutSession(null!, default));
        Assert.Throws<ArgumentNullException>(() => batch.DeleteSession(null!));
        Assert.Throws<ArgumentNullException>(() => batch.Add(null!));
        Assert.True(batch.IsEmpty);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference PutAndForget(StoreBatch batch)
    {
        var record = new byte[16];
        batch.PutSession("a", record);
        batch.PutSession("b", record);
        batch.DeleteSession("a");
        return new WeakReference(record);
    }

    static void Fill(StoreBatch batch, string[] addresses)
    {
        for (var i = 0; i < addresses.Length; i++)
        {
            batch.PutSession(addresses[i], default);
            batch.PutIdentity(addresses[i], default);
            batch.PutSenderKey(addresses[i], default);
            batch.ConsumePreKey((uint)i);
        }

        // The other half of the addresses in the deletes of each kind.
        foreach (var address in addresses)
        {
            batch.DeleteSession(s_absent.GetValueOrDefault(address, address));
            batch.DeleteIdentity(s_absent.GetValueOrDefault(address, address));
            batch.DeleteSenderKey(s_absent.GetValueOrDefault(address, address));
        }
    }

    static readonly Dictionary<string, string> s_absent = Enumerable.Range(0, 600).ToDictionary(i => $"{i}@lid.0", i => $"{i}@c.us.0");
}
