using WaStore.Fast.Devices;

namespace WaStore.Fast.Tests.Devices;

public sealed class SignedPreKeyRotationTests
{
    const long Last = 1_700_000_000_000;
    const long Week = 7L * 24 * 60 * 60 * 1000;

    [Theory]
    [InlineData(0, Last, SignedPreKeyRotationStep.SetBaseline)]
    [InlineData(Last, Last, SignedPreKeyRotationStep.Wait)]
    [InlineData(Last, Last + Week - 1, SignedPreKeyRotationStep.Wait)]
    [InlineData(Last, Last + Week, SignedPreKeyRotationStep.Rotate)]
    [InlineData(Last, Last + (3 * Week), SignedPreKeyRotationStep.Rotate)]
    [InlineData(Last, Last - 1, SignedPreKeyRotationStep.Wait)]
    [InlineData(long.MaxValue, 0, SignedPreKeyRotationStep.Wait)]
    [InlineData(long.MinValue, Last, SignedPreKeyRotationStep.Rotate)]
    public void A_key_is_rotated_weekly_and_a_row_without_a_clock_gets_one_first(long last, long now, SignedPreKeyRotationStep expected) =>
        Assert.Equal(expected, SignedPreKeyRotation.Next(last, DateTimeOffset.FromUnixTimeMilliseconds(now)));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(16_777_214, 16_777_215)]
    [InlineData(16_777_215, 1)]
    public void Ids_have_24_bits(uint id, uint next) => Assert.Equal(next, SignedPreKeyRotation.NextId(id));
}
