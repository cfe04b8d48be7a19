using WaStore.Fast.CrashHost;
using WaStore.Fast.CrashHost.Storm;

// A child process of the tests: WaStore.Fast.CrashHost VERB ARGUMENTS. Each verb stands in a file of its own.
var verbs = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["open"] = OpenVerb.RunAsync,
    ["lock"] = LockVerb.RunAsync,
    ["commit"] = CommitVerb.RunAsync,
    ["memory"] = MemoryVerb.RunAsync,
    ["flushstorm"] = FlushStormVerb.RunAsync,
    ["own"] = OwnVerb.RunAsync,
    ["sql"] = SqlVerb.RunAsync,
};

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
{
    Console.Error.WriteLine($"The verbs are: {string.Join(", ", verbs.Keys)}.");
    return 2;
}

await verb(args[1..]);
return 0;
