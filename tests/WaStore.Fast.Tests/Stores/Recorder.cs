using System.Reflection;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;

namespace WaStore.Fast.Tests.Stores;

/// <summary>Five stores that note each call by its name and answer as <see cref="RequiredMembersBackend"/> does, combined as one backend.</summary>
public class Recorder : DispatchProxy
{
    readonly IBackend _answers = new RequiredMembersBackend(new FakeTime());
    List<string> _calls = [];

    public static IBackend Of(List<string> calls) => Backend.Combine(
        Create<ISignalStore>(calls), Create<IAppSyncStore>(calls), Create<IProtocolStore>(calls), Create<IMsgSecretStore>(calls), Create<IDeviceStore>(calls));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.Add(targetMethod!.Name);
        return targetMethod.Invoke(_answers, args);
    }

    static TStore Create<TStore>(List<string> calls)
        where TStore : class
    {
        var store = Create<TStore, Recorder>();
        ((Recorder)(object)store)._calls = calls;
        return store;
    }
}
