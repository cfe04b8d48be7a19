namespace WaStore.Fast.Aot;

/// <summary>Counts what held and names what did not.</summary>
sealed class Checks
{
    internal int Passed { get; private set; }

    internal int Failed { get; private set; }

    internal void That(string name, bool held)
    {
        if (held)
        {
            Passed++;
        }
        else
        {
            Failed++;
            Console.Error.WriteLine($"FAILED: {name}");
        }
    }

    internal void Fail(string name, Exception error)
    {
        Failed++;
        Console.Error.WriteLine($"FAILED: {name}: {error}");
    }

    internal static byte[] Bytes(int length, byte first)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(first);
        return bytes;
    }

    internal static Stores.Key32 Key(byte first) => new(Bytes(32, first));
}
