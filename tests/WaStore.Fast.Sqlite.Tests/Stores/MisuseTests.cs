using System.Reflection;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Every door of the store, with arguments that must not get through: each is refused before anything is touched.</summary>
public sealed class MisuseTests : StoreTest
{
    const string HalfSurrogate = "a\uD800b";

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

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_lone_surrogate_is_refused_and_changes_nothing(string place)
    {
        await FilledAccount.FillAsync(Store);
        var before = await FilledAccount.DescribeAsync(Store);

        var thrown = await CallAsync(place, parameter => s_values[parameter.ParameterType](HalfSurrogate));

        var refused = Assert.IsType<StoreException>(thrown);
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.Equal(before, await FilledAccount.DescribeAsync(Store));
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task A_null_is_refused(string place)
    {
        var thrown = await CallAsync(place, static _ => null);

        Assert.IsType<ArgumentNullException>(thrown);
    }

    [Fact]
    public async Task A_null_inside_a_list_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.GetSessionsAsync(new string[] { "a", null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.DeleteIdentitiesAsync(new string[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutSessionsAsync(new RecordEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutIdentitiesAsync(new IdentityEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutLidMappingsAsync(new LidPnMapping[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.UpdateDeviceListsAsync(new DeviceListRecord[] { null! }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.UpdateDeviceListAsync(new DeviceListRecord("u", null!, 0, null, null)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.PutMsgSecretsAsync(new MsgSecretEntry[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.SetSenderKeyStatusAsync("g", new SenderKeyDevice[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.StorePendingInboundsAsync(new PendingInbound[] { default }));
    }

    [Fact]
    public async Task A_pair_of_surrogates_is_fine_and_an_odd_one_at_either_end_is_not()
    {
        await Store.PutSessionAsync("\U0001F511", Sample.Blob(4, 1));
        Assert.NotNull(await Store.GetSessionAsync("\U0001F511"));
        foreach (var odd in new[] { "\uD83D", "\uDD11", "x\uD83D", "\uDD11x", "\uDD11\uD83D", "\uD83D\uD83D\uDD11" })
        {
            Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(async () => await Store.GetSessionAsync(odd))).Kind);
        }
    }

    [Fact]
    public async Task A_batch_with_a_bad_address_is_refused_whole()
    {
        foreach (var add in new Action<StoreBatch>[]
        {
            batch => batch.PutSession(HalfSurrogate, default), batch => batch.DeleteSession(HalfSurrogate), batch => batch.PutIdentity(HalfSurrogate, default),
            batch => batch.DeleteIdentity(HalfSurrogate), batch => batch.PutSenderKey(HalfSurrogate, default), batch => batch.DeleteSenderKey(HalfSurrogate),
            batch => batch.StoreSentMessage("c", HalfSurrogate, default),
        })
        {
            var batch = new StoreBatch();
            batch.PutSession("fine", default);
            add(batch);
            Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(async () => await Store.CommitAsync(batch))).Kind);
        }

        Assert.False(await Store.HasSessionAsync("fine"));
    }

    [Fact]
    public async Task Accounts_have_ids_from_one_and_a_source_of_keys_or_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Account(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SqliteStore.OpenForDeviceAsync(DatabasePath, -1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.ProvisionAsync(0, Sample.Keys(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.RemoveAsync(0));

        await using var bare = await SqliteStore.OpenForDeviceAsync(DatabasePath, 7);
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await bare.CreateAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, thrown.Kind);
        Assert.Contains("ProvisionAsync", thrown.Message, StringComparison.Ordinal);
        Assert.False(await bare.ExistsAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, (await Assert.ThrowsAsync<StoreException>(async () => await bare.Database.CreateAccountAsync())).Kind);
    }

    [Fact]
    public async Task Nothing_works_after_the_database_is_closed()
    {
        var store = await SqliteStore.OpenAsync(DatabasePath);
        var view = await store.OpenSnapshotAsync();
        await view.DisposeAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetSessionAsync("a"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.PutSessionAsync("a", default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.OpenSnapshotAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await view.GetSessionAsync("a"));
        await Store.PutSessionAsync("a", default);
    }

    static bool IsKeyName(ParameterInfo parameter) => parameter.Name == "name" && parameter.ParameterType == typeof(string) && parameter.Member.Name != nameof(IDeviceStore.SnapshotAsync);

    static IEnumerable<(MethodInfo Method, ParameterInfo Parameter)> Places(Func<ParameterInfo, bool> where) =>
        s_doors.SelectMany(door => door.GetMethods()).SelectMany(method => method.GetParameters().Where(where).Select(parameter => (method, parameter)));

    static string NameOf(MethodInfo method, ParameterInfo parameter) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(other => other == parameter ? $"!{other.Name}" : other.Name))})";

    async Task<Exception?> CallAsync(string place, Func<ParameterInfo, object?> bad)
    {
        var (method, parameter) = Places(_ => true).Single(found => NameOf(found.Method, found.Parameter) == place);
        var call = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(int)) : method;
        var position = parameter.Position;
        var arguments = call.GetParameters().Select((other, i) => i == position ? bad(parameter) : Good(other.ParameterType)).ToArray();
        return await Record.ExceptionAsync(async () =>
        {
            try
            {
                var running = call.Invoke(Store, arguments)!;
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
