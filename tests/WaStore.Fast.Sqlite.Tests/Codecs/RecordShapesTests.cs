using WaStore.Fast.Sqlite.Codecs;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

/// <summary>The forms of the records that the store does not look into (spec/peer-formats.md A).</summary>
public sealed class RecordShapesTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("0a25 0803 1221 33*05", true)]
    [InlineData("0a25 0803 1221 33*05 1200 a00640 aa0610 16*0b", true)]
    [InlineData("0a25 0803 1221 33*05 fa0101 ff", true)]
    [InlineData("0a25 0803 1221 33*05 fa0102 ff", false)]
    [InlineData("0a23 0803 121f 31*05", false)]
    [InlineData("0a24 0803 1220 33*05", false)]
    [InlineData("0801", false)]
    [InlineData("7b7d", false)]
    [InlineData("0a27 3225 0a21 33*05 1200", true)]
    [InlineData("0a28 3226 0a21 33*05 1a01 08", false)]
    public void Session(string hex, bool fits) => Assert.Equal(fits, RecordShapes.IsSession(Hex.Bytes(hex)));

    [Theory]
    [InlineData("", true)]
    [InlineData("0a26 0805 1222 0801 1220", false)]
    [InlineData("0a28 0805 1224 0801 1220 32*01", true)]
    [InlineData("0a27 0805 1223 0801 121f 31*01", false)]
    public void Sender_key(string hex, bool fits) => Assert.Equal(fits, RecordShapes.IsSenderKey(Hex.Bytes(hex)));

    [Theory]
    [InlineData("32*00", true)]
    [InlineData("0801 1220 32*01 1a20 32*02", true)]
    [InlineData("0801 1221 33*01 1a20 32*02", true)]
    [InlineData("0801 121f 31*01 1a20 32*02", false)]
    [InlineData("12*ff", false)]
    public void Pre_key(string hex, bool fits) => Assert.Equal(fits, RecordShapes.IsPreKey(Hex.Bytes(hex)));

    [Theory]
    [InlineData("0801 1220 32*01 1a20 32*02 2240 64*03 29 8*00", true)]
    [InlineData("0801 1220 32*01 1a20 32*02 223f 63*03", false)]
    [InlineData("2801", false)]
    public void Signed_pre_key(string hex, bool fits) => Assert.Equal(fits, RecordShapes.IsSignedPreKey(Hex.Bytes(hex)));

    [Theory]
    [InlineData("", true)]
    [InlineData("a00640 aa0610 16*0b", true)]
    [InlineData("a00640", false)]
    [InlineData("aa0610 16*0b", false)]
    [InlineData("a00600 aa0610 16*0b", false)]
    [InlineData("a00640 aa060f 15*0b", false)]
    [InlineData("a20600 aa0610 16*0b", false)]
    [InlineData("a006ffffffffff01 aa0610 16*0b", false)]
    public void Lease(string hex, bool sound) => Assert.Equal(sound, RecordShapes.HasSoundLease(Hex.Bytes(hex)));

    [Theory]
    [InlineData("""{"participants":[]}""", true)]
    [InlineData("""{"addressing_mode":"lid","participants":[{"user":"1"}],"x":null}""", true)]
    [InlineData("""{"participants":{}}""", false)]
    [InlineData("""{"addressing_mode":"lid"}""", false)]
    [InlineData("""{"participants":[]}x""", false)]
    [InlineData("""{"participants":[""", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    public void Group_metadata(string json, bool wellFormed) => Assert.Equal(wellFormed, GroupMetadataJson.IsWellFormed(System.Text.Encoding.UTF8.GetBytes(json)));
}
