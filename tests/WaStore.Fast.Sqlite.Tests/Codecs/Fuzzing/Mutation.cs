namespace WaStore.Fast.Sqlite.Tests.Codecs.Fuzzing;

/// <summary>A damaged copy of a blob, the same for the same seed.</summary>
static class Mutation
{
    const int LongestInput = 100_000;

    // Lengths and counts that promise what is not there, and pieces of JSON.
    static readonly byte[][] s_tokens =
    [
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x80, 0x80, 0x80, 0x80, 0x08],
        [0xFD, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0xFC, 0xFF, 0xFF, 0xFF, 0xFF], [0xFB, 0xFF, 0xFF], [0x0A], [0x12], [0x1A], [0x00], [0x7F], [0x80],
        .. "null|[[|{\"|-1|4294967296|1e999|\\ud800|\\u0000|]}|,|:".Split('|').Select(System.Text.Encoding.UTF8.GetBytes),
        [0xC3, 0x28], [0xED, 0xA0, 0x80],
    ];

    internal static byte[] Of(IReadOnlyList<byte[]> blobs, int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. blobs[random.Next(blobs.Count)]];
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            Edit(bytes, blobs, random);
        }

        return bytes.Count <= LongestInput ? [.. bytes] : [.. bytes[..LongestInput]];
    }

    static void Edit(List<byte> bytes, IReadOnlyList<byte[]> blobs, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 3 when at < bytes.Count:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, s_tokens[random.Next(s_tokens.Length)]);
                break;
            case 6 when at < bytes.Count:
                Repeat(bytes, at, random);
                break;
            case 7 when random.Next(4) == 0:
                // The head of this one and the tail of another.
                var other = blobs[random.Next(blobs.Count)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(random.Next(other.Length + 1)));
                break;
            case 8 when random.Next(50) == 0:
                var noise = new byte[random.Next(400)];
                random.NextBytes(noise);
                bytes.Clear();
                bytes.AddRange(noise);
                break;
            default:
                break;
        }
    }

    // A part twice, or many times: maps and lists of many entries.
    static void Repeat(List<byte> bytes, int at, Random random)
    {
        byte[] part = [.. bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at))];
        for (var times = random.Next(20) == 0 ? random.Next(200) : 1; times > 0; times--)
        {
            bytes.InsertRange(at, part);
        }
    }
}
