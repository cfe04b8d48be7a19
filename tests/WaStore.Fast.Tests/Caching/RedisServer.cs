using System.Diagnostics;
using System.Net.Sockets;

namespace WaStore.Fast.Tests.Caching;

/// <summary>A Redis server of the tests' own, on a Unix socket in a folder of its own, keeping nothing on disk. Started when it is first asked for.</summary>
public sealed class RedisServer : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsf-redis-");
    Process? _process;

    internal string SocketPath => Path.Combine(_folder.FullName, "redis.sock");

    internal static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    internal async Task StartAsync()
    {
        if (_process is { HasExited: false })
        {
            return;
        }

        var start = new ProcessStartInfo(Program ?? throw new InvalidOperationException("This machine has no redis-server."))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var argument in new[] { "--port", "0", "--unixsocket", SocketPath, "--save", "", "--appendonly", "no", "--dir", _folder.FullName })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            Assert.False(_process.HasExited, "The server ended.");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "The server does not answer.");
            await Task.Delay(10);
        }
    }

    /// <summary>The server goes, with everything that it had.</summary>
    internal void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        _folder.Delete(recursive: true);
    }

    async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
            return true;
        }
        catch (SocketException)
        {
            // Not yet.
            return false;
        }
    }
}
