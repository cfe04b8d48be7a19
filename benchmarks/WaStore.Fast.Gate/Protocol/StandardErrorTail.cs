using System.Diagnostics;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>The last lines that a process wrote to standard error.</summary>
sealed class StandardErrorTail
{
    const int Lines = 8;

    readonly Queue<string> _lines = new();
    readonly Lock _lock = new();

    internal StandardErrorTail(Process process)
    {
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The lines as the end of a message; empty if there are none.</summary>
    internal string Quoted
    {
        get
        {
            lock (_lock)
            {
                return _lines.Count == 0 ? "" : $"; its standard error ends with: {string.Join(" | ", _lines)}";
            }
        }
    }

    void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lock)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > Lines)
            {
                _ = _lines.Dequeue();
            }
        }
    }
}
