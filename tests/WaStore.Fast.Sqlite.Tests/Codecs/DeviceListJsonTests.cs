using System.Text;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class DeviceListJsonTests
{
    [Fact]
    public void Encode_prints_as_serde_json_does()
    {
        DeviceInfo[] devices = [new(0, null, false), new(uint.MaxValue, 7, true)];

        Assert.Equal(
            """[{"device_id":0,"key_index":null,"is_hosted":false},{"device_id":4294967295,"key_index":7,"is_hosted":true}]""",
            Encoding.UTF8.GetString(Hex.Encode(devices, DeviceListJson.Encode)));
        Assert.Equal("[]"u8.ToArray(), Hex.Encode<IReadOnlyList<DeviceInfo>>([], DeviceListJson.Encode));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"device_id":7,"key_index":1}]""", 7U, 1U, false)]
    [InlineData("""[{"device_id":7,"key_index":1,"is_hosted":true}]""", 7U, 1U, true)]
    [InlineData("""[{"device_id":7}]""", 7U, null, false)]
    [InlineData("""[{"device_id":7,"key_index":null}]""", 7U, null, false)]
    [InlineData("""[{"is_hosted":true,"more":{"a":[1,{}]},"device_id":4294967295,"key_index":4294967295}]""", uint.MaxValue, uint.MaxValue, true)]
    [InlineData(""" [ { "device\u005fid" : 7 } ] """, 7U, null, false)]
    public void Both_generations_are_read(string json, uint? deviceId = null, uint? keyIndex = null, bool isHosted = false)
    {
        DeviceInfo[] expected = deviceId is { } id ? [new(id, keyIndex, isHosted)] : [];

        Assert.True(DeviceListJson.TryDecode(Encoding.UTF8.GetBytes(json), out var devices));
        Assert.Equal(expected, devices);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[[0,null,false]]")]
    [InlineData("""[{"key_index":1}]""")]
    [InlineData("""[{"device_id":null}]""")]
    [InlineData("""[{"device_id":-1}]""")]
    [InlineData("""[{"device_id":1.0}]""")]
    [InlineData("""[{"device_id":4294967296}]""")]
    [InlineData("""[{"device_id":"1"}]""")]
    [InlineData("""[{"device_id":1,"key_index":"1"}]""")]
    [InlineData("""[{"device_id":1,"is_hosted":null}]""")]
    [InlineData("""[{"device_id":1,"is_hosted":1}]""")]
    [InlineData("""[{"device_id":1}""")]
    [InlineData("""[{"device_id":1},]""")]
    [InlineData("""[{"device_id":1}] x""")]
    [InlineData("""[{"device_id":1}][]""")]
    [InlineData("""[{"\ud800device_id":1,"device_id":1}]""")]
    public void Anything_else_is_refused(string json)
    {
        Assert.False(DeviceListJson.TryDecode(Encoding.UTF8.GetBytes(json), out _));
    }

    [Fact]
    public void Encode_allocates_nothing()
    {
        DeviceInfo[] devices = [new(0, null, false), new(12, 7, true)];
        var output = new System.Buffers.ArrayBufferWriter<byte>(1024);
        DeviceListJson.Encode(devices, output);
        output.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();

        DeviceListJson.Encode(devices, output);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
