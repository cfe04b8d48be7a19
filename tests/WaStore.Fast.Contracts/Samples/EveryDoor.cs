using System.Reflection;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>Every parameter of every member of a backend, and a way to call the member with one bad argument there.</summary>
public static class EveryDoor
{
    /// <summary>A surrogate without its partner: text that has no form in UTF-8.</summary>
    public const string HalfSurrogate = "a\uD800b";

    static readonly Type[] s_doors =
    [
        typeof(ISignalReads), typeof(ISignalWrites), typeof(IAppSyncReads), typeof(IAppSyncWrites), typeof(IProtocolReads), typeof(IProtocolWrites),
        typeof(IMsgSecretReads), typeof(IMsgSecretWrites), typeof(IDeviceReads), typeof(IDeviceWrites), typeof(IDeviceStore), typeof(IBackend),
    ];

    // A value of the type with the text in every place that takes one.
    static readonly Dictionary<Type, Func<string, object?>> s_values = new()
    {
        [typeof(string)] = text => text,
        [typeof(ReadOnlyMemory<string>)] = text => (ReadOnlyMemory<string>)new[] { "fine", text },
        [typeof(ReadOnlyMemory<RecordEntry>)] = text => (ReadOnlyMemory<RecordEntry>)new[] { new RecordEntry("fine", default), new RecordEntry(text, default) },
        [typeof(ReadOnlyMemory<IdentityEntry>)] = text => (ReadOnlyMemory<IdentityEntry>)new[] { new IdentityEntry(text, default) },
        [typeof(ReadOnlyMemory<SenderKeyDevice>)] = text => (ReadOnlyMemory<SenderKeyDevice>)new[] { new SenderKeyDevice(text, true) },
        [typeof(LidPnMapping)] = text => new LidPnMapping("l", "p", 0, 0, text),
        [typeof(ReadOnlyMemory<LidPnMapping>)] = text => (ReadOnlyMemory<LidPnMapping>)new[] { new LidPnMapping("l", text, 0, 0, "s") },
        [typeof(DeviceListRecord)] = text => new DeviceListRecord(text, [], 0, null, null),
        [typeof(ReadOnlyMemory<DeviceListRecord>)] = text => (ReadOnlyMemory<DeviceListRecord>)new[] { Sample.DeviceList("fine", 1), new DeviceListRecord(text, [], 0, null, null) },
        [typeof(ReadOnlyMemory<PendingInbound>)] = text => (ReadOnlyMemory<PendingInbound>)new[] { new PendingInbound("c", text, "i", default) },
        [typeof(ReadOnlyMemory<PendingInboundKey>)] = text => (ReadOnlyMemory<PendingInboundKey>)new[] { new PendingInboundKey("c", "s", text) },
        [typeof(ReadOnlyMemory<MsgSecretEntry>)] = text => (ReadOnlyMemory<MsgSecretEntry>)new[] { new MsgSecretEntry(text, "s", "i", default, 0, 0) },
        [typeof(HashState)] = text => new HashState { IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { [text ?? "x"] = default }.AsReadOnly() },
        [typeof(DeviceRecord)] = text => DeviceRecord.NewFrom(Sample.Keys(1), TimeProvider.System) with { PushName = text },
    };

    /// <summary>The places that take a text, alone or in a record or list.</summary>
    public static TheoryData<string> Texts
    {
        get
        {
            var places = new TheoryData<string>();
            foreach (var (method, parameter) in Places(parameter => s_values.ContainsKey(parameter.ParameterType) && parameter.Name != "name" || IsKeyName(parameter)))
            {
                places.Add(NameOf(method, parameter));
            }

            return places;
        }
    }

    /// <summary>The places that take a reference.</summary>
    public static TheoryData<string> References
    {
        get
        {
            var places = new TheoryData<string>();
            foreach (var (method, parameter) in Places(parameter => !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsGenericParameter))
            {
                places.Add(NameOf(method, parameter));
            }

            return places;
        }
    }

    /// <summary>What the member throws when it is given the half surrogate at this place.</summary>
    public static Task<Exception?> CallWithHalfSurrogateAsync(IBackend store, string place) =>
        CallAsync(store, place, parameter => s_values[parameter.ParameterType](HalfSurrogate));

    /// <summary>What the member throws when it is given null at this place.</summary>
    public static Task<Exception?> CallWithNullAsync(IBackend store, string place) => CallAsync(store, place, static _ => null);

    static bool IsKeyName(ParameterInfo parameter) => parameter.Name == "name" && parameter.ParameterType == typeof(string) && parameter.Member.Name != nameof(IDeviceStore.SnapshotAsync);

    static IEnumerable<(MethodInfo Method, ParameterInfo Parameter)> Places(Func<ParameterInfo, bool> where) =>
        s_doors.SelectMany(door => door.GetMethods()).SelectMany(method => method.GetParameters().Where(where).Select(parameter => (method, parameter)));

    static string NameOf(MethodInfo method, ParameterInfo parameter) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(other => other == parameter ? $"!{other.Name}" : other.Name))})";

    static async Task<Exception?> CallAsync(IBackend store, string place, Func<ParameterInfo, object?> bad)
    {
        var (method, parameter) = Places(_ => true).Single(found => NameOf(found.Method, found.Parameter) == place);
        var call = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(int)) : method;
        var position = parameter.Position;
        var arguments = call.GetParameters().Select((other, i) => i == position ? bad(parameter) : Good(other.ParameterType)).ToArray();
        return await Record.ExceptionAsync(async () =>
        {
            try
            {
                var running = call.Invoke(store, arguments)!;
                await (running is ValueTask done ? done.AsTask() : (Task)running.GetType().GetMethod(nameof(ValueTask.AsTask))!.Invoke(running, null)!);
            }
            catch (TargetInvocationException exception)
            {
                throw exception.InnerException!;
            }
        });
    }

    static object? Good(Type type) => s_values.TryGetValue(type, out var make) ? make("good")
        : type == typeof(BlobReader<int>) ? (BlobReader<int>)((_, _, _) => { })
        : type == typeof(AppStateSyncKey) ? Sample.SyncKey(1)
        : type == typeof(DeviceKeys) ? Sample.Keys(1)
        : type == typeof(TcToken) ? new TcToken(default, 0, null)
        : type == typeof(int) ? 1
        : type.IsValueType ? Activator.CreateInstance(type) : null;
}
