using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Records;

public sealed class OpaqueRecordTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public void Any_bytes_come_back_as_they_are(int length)
    {
        var stored = SampleSession.Key(3, length);
        var record = OpaqueRecord.Decode(stored, Incarnations.Other);
        var expected = stored.ToArray();
        Array.Clear(stored);

        Assert.Equal(expected, RecordCalls.Encoded(record));
        Assert.Equal(length, record.Bytes.Length);
        Assert.False(record.RaisesLease);
    }

    [Fact]
    public void The_caller_says_whether_the_lease_was_raised() => Assert.True(new OpaqueRecord(new byte[] { 1 }, raisesLease: true).RaisesLease);
}
