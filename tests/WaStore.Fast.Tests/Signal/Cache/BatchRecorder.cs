using System.Reflection;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A backend in memory that notes of each commit whether it was to be synced, and what was in it, in order.</summary>
public sealed class BatchRecorder
{
    public BatchRecorder()
    {
        Backend = DispatchProxy.Create<IBackend, Proxy>();
        ((Proxy)(object)Backend).Recorder = this;
    }

    public IBackend Backend { get; }

    public List<bool> Synced { get; } = [];

    public List<int> Counts { get; } = [];

    public class Proxy : DispatchProxy
    {
        readonly InMemoryBackend _inner = new();

        internal BatchRecorder Recorder { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (args is [StoreBatch batch, ..])
            {
                Recorder.Synced.Add(batch.Synced);
                Recorder.Counts.Add(batch.Count);
            }

            return targetMethod!.Invoke(_inner, args);
        }
    }
}
