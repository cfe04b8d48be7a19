using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace WaStore.Fast.Tests.Caching;

/// <summary>The least of a Redis client: GET, SET with PX, DEL, one connection, one command at a time, made anew after any failure.</summary>
sealed class RedisDistributedCache(string socketPath) : IDistributedCache, IDisposable
{
    readonly SemaphoreSlim _turn = new(1);
    NetworkStream? _stream;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => RunAsync(["GET"u8.ToArray(), Bytes(key)], token);

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Assert.Null(options.SlidingExpiration);
        Assert.Null(options.AbsoluteExpiration);
        byte[][] command = ["SET"u8.ToArray(), Bytes(key), value];
        if (options.AbsoluteExpirationRelativeToNow is { } timeToLive)
        {
            command = [.. command, "PX"u8.ToArray(), Bytes(((long)Math.Ceiling(timeToLive.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture))];
        }

        Assert.Equal("OK", Caches.Text(await RunAsync(command, token)));
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => RunAsync(["DEL"u8.ToArray(), Bytes(key)], token);

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public void Dispose()
    {
        _stream?.Dispose();
        _turn.Dispose();
    }

    internal async Task<byte[]?> RunAsync(byte[][] command, CancellationToken token)
    {
        await _turn.WaitAsync(token);
        var isDone = false;
        try
        {
            _stream ??= await ConnectAsync(token);
            await _stream.WriteAsync(Encode(command), token);
            var reply = await ReadReplyAsync(_stream, token);
            isDone = true;
            return reply;
        }
        finally
        {
            if (!isDone)
            {
                // The answer of this command must not become the next one's.
                _stream?.Dispose();
                _stream = null;
            }

            _ = _turn.Release();
        }
    }

    async Task<NetworkStream> ConnectAsync(CancellationToken token)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static byte[] Encode(byte[][] command)
    {
        var text = new MemoryStream();
        text.Write(Bytes($"*{command.Length}\r\n"));
        foreach (var part in command)
        {
            text.Write(Bytes($"${part.Length}\r\n"));
            text.Write(part);
            text.Write("\r\n"u8);
        }

        return text.ToArray();
    }

    static async Task<byte[]?> ReadReplyAsync(NetworkStream stream, CancellationToken token)
    {
        var line = await ReadLineAsync(stream, token);
        switch (line[0])
        {
            case '+' or ':':
                return Bytes(line[1..]);
            case '$' when line == "$-1":
                return null;
            case '$':
                var value = new byte[int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) + 2];
                await stream.ReadExactlyAsync(value, token);
                return value[..^2];
            default:
                throw new IOException($"The server answered '{line}'.");
        }
    }

    static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken token)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        do
        {
            await stream.ReadExactlyAsync(one, token);
            _ = line.Append((char)one[0]);
        }
        while (one[0] != '\n');
        return line.ToString(0, line.Length - 2);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
