namespace WaStore.Fast.Benchmarks.Report;

/// <summary>
/// Why a bar is not at its aim, as its profile says; told only while it is not. Shares are of the samples that <c>perf</c> took of that work alone, once it was warm. They hold for
/// the code that was profiled: who changes that code profiles anew.
/// </summary>
static class Reasons
{
    const string Load =
        "Of the samples of our load 42 % are in SQLite, 42 % in the kernel, which reads the file's pages in two calls each since they do not fit SQLite's page cache, and 10 % in the C library's copies and "
        + "comparisons: 95 % that C has too. 5 % are ours and .NET's.";

    const string LoadBesideEfCore = Load + " If all but SQLite's own code took no time at all, it would be 2.4 times as fast as it is, and still short of the minimum.";

    static readonly Dictionary<string, string> s_reasons = new(StringComparer.Ordinal)
    {
        ["hit by interned key, ns"] =
            "Executed step by step, a hit takes 58 instructions and reads 3.4 lines of 64 bytes, one of ConcurrentDictionary 93 and 2.8. Of 1,000 entries in random order those are 219 KB, and the processor's "
            + "nearest cache has 48.",
        ["hit by text, ns"] =
            "Executed step by step, a hit takes 216 instructions, 158 more than by key, for the text's hash and its comparison, and reads 4.4 lines of 64 bytes; one of ConcurrentDictionary takes 190 and reads 3.4.",
        ["hits of 2 threads, times those of one"] =
            "A hit takes no lock and writes nothing that threads share. Two processors of a virtual machine may be two threads of one core, and who uses it changes from one second to the next: of 16 launches that took turns with "
            + "ConcurrentDictionary, four got 0.97 to 1.12 times as much as one thread, three some 1.45 and nine 1.79 to 2.02, both of them alike and never 0.09 apart. Where one thread takes 5.4 ns two get nothing more, and where it takes "
            + "8.5 they get 1.95. Two threads of a C program that only adds in registers got 0.93 to 2.15 meanwhile.",
        ["cold load of 1,000 sessions and identity keys, C"] =
            "33 % of the samples are in SQLite, 24 % in the kernel's reads and 9 % in the C library, which C has too. What is left is the price of 2 x 1,000 entries that stay: 14 % in the "
            + "cache, which decodes them and puts them into its dictionaries, 9 % in .NET's locks, hashes and text from UTF-8, 7 % in the runtime, which allocates, and 5 % in the statements' rows.",
        ["flush of 1 every 25 ms, C"] =
            "In the pause code and data leave the processor's caches: C's own transaction then takes nine times as long, and a flush costs what it touches. Executed step by step, ours touches 900 lines of "
            + "code and 680 of data, of 64 bytes each, and P/Invoke written by hand 688 and 493. By time stamps 88 of 100 us pass in BEGIN, the upsert and COMMIT. "
            + "For a second or two in one launch of six, our flushes took 290 us longer: before it writes into a part of a block of the WAL the kernel waited for that block to be read from the disk "
            + "(ext4_block_write_begin). The machine drops pages of files after some ten seconds, though it has 22 GB free (fincore; its kernel runs DAMON with a pageout scheme), where they are clean: ours are after our "
            + "checkpoint, which syncs, and C's have not come to one. In the other launches the ratio was 1.05 to 1.12.",
        ["flush of 1,000 every 25 ms, C"] =
            "SQLite's page cache, of 512 KB as the reference has it, holds a quarter of the 512 pages. The others are written before the COMMIT, each in two calls of the system; only what the COMMIT writes is "
            + "gathered, since only then nothing can be left behind without the write lock.",
        ["the same, p99, p99 of C"] =
            "Of 360 flushes of each side the four slowest decide, and two runs on machines of the same kind gave 0.55 and 0.47. Of 800 of ours, of 5.7 ms in the middle, the ten slowest took 9 to 17. Each wrote as many blocks as "
            + "the others, so none has a checkpoint in it. Four waited for pages that the machine had dropped from memory, four computed twice as long for the same work, and two stood still for 7 and 11 ms without having read anything.",
        ["point read, C, autocommit"] =
            "50 % of the samples are in the kernel, of which 27 are the locks that SQLite takes for each statement and 18 reads of the file, 31 % in SQLite and 9 % in the C library: 91 % that "
            + "C has too. 4 % are the store's, which leases a connection, binds and copies, 3 % the runtime's, which calls SQLite and allocates, and 2 % .NET's library.",
        ["idle account, of 500 in one process, a file each, KiB"] =
            "What a file of its own adds is SQLite's one connection that stays open, since the lock and the WAL hang on it: opened by a C program it takes 91 KB, of which 48 are its lookaside and 26 its copy of the "
            + "schema; it gives them back only when it closes. The rest is the account's caches and workers, as in one file.",
        ["a whole run of the generator over our own interfaces, ms"] =
            "54 % of the samples of a warm run are in Roslyn, which binds symbols and attributes for us, 13 % in the generator's own code, and the rest in .NET.",
        ["load 1,000 sessions in one call, times as fast as Dapper"] = Load,
        ["load 1,000 sessions in one call, times as fast as MicrosoftDataSqliteLoop"] = Load,
        ["load 1,000 sessions in one call, times as fast as EfCore"] = LoadBesideEfCore,
        ["load 1,000 sessions in one call, times as fast as EfCorePlain"] = LoadBesideEfCore,
    };

    /// <summary>The names of the bars that have one.</summary>
    internal static IReadOnlyCollection<string> Names => s_reasons.Keys;

    internal static string? Of(Bar bar) => s_reasons.GetValueOrDefault(bar.Name);
}
