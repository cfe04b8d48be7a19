using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Nothing that a log could show holds a key.</summary>
public sealed class RecordSecrecyTests
{
    [Fact]
    public void No_text_shows_key_material()
    {
        var session = Session(SampleSession.Current(SampleSession.State(0))).TakeSendingCounter(out var step);
        var senderKey = SenderKey(SampleSenderKey.Field(SampleSenderKey.State(0)));

        Assert.Equal($"SessionRecord ({session.EncodedLength} bytes)", session.ToString());
        Assert.Equal($"SenderKeyRecord ({senderKey.EncodedLength} bytes)", senderKey.ToString());
        Assert.Equal("SendingStep { Counter = 0, MessageKeySeed = Key32 (redacted) }", step.ToString());
    }

    [Fact]
    public void A_buffer_that_built_a_record_is_zeroed_when_it_is_given_back()
    {
        byte[] lent;
        using (var scratch = RecordScratch.Rent())
        {
            // Larger than the buffer, so that it grows in between.
            var first = scratch.GetMemory(16);
            SampleSession.Key(1, 16).CopyTo(first);
            scratch.Advance(16);
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(first, out var outgrown));
            _ = scratch.GetSpan(100_000);
            Assert.All(outgrown.Array!, value => Assert.Equal(0, value));
            Assert.Equal(SampleSession.Key(1, 16), scratch.ToArray());
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(scratch.GetMemory(), out var grown));
            lent = grown.Array!;
        }

        Assert.All(lent[..1_000], value => Assert.Equal(0, value));
    }
}
