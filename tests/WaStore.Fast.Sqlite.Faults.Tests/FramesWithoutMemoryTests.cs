using System.Runtime.InteropServices;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Faults;

/// <summary>A commit that gets no memory to gather its frames in.</summary>
public sealed class FramesWithoutMemoryTests : FaultTest
{
    [Fact]
    public async Task The_commit_is_written_by_SQLite_alone()
    {
        RecordEntry[] sessions = [.. Enumerable.Range(0, WalFrames.FewRows).Select(static i => new RecordEntry($"{i}:1@lid.0", Sample.Blob(1500, i)))];
        string[] addresses = [.. sessions.Select(static session => session.Address)];
        var path = NewPath();
        var withoutMemory = 0;
        await using (var store = await SqliteStore.OpenAsync(path, Options()))
        {
            // Whichever call of the write it is: the buffer is asked for once.
            for (var nth = 1; ; nth++)
            {
                await store.DeleteSessionsAsync(addresses);
                using var other = new OtherCommit();
                Fault.Arm(nth, NoMemory);
                var thrown = await Record.ExceptionAsync(async () => await store.PutSessionsAsync(sessions));
                var struck = Fault.Struck;
                Fault.Disarm();
                if (struck is null)
                {
                    break;
                }

                if (struck == nameof(NativeMethods.sqlite3_malloc64))
                {
                    withoutMemory++;
                    Assert.Null(thrown);
                    Assert.Equal(addresses.Length, (await store.GetSessionsAsync(addresses)).Count);
                }
            }
        }

        Assert.Equal(1, withoutMemory);
        AssertNothingOpen();
        AssertSound(path);
    }

    /// <summary>Somebody else's commit, which has the buffer that the process keeps.</summary>
    sealed unsafe class OtherCommit : IDisposable
    {
        readonly NativeFile* _wal = (NativeFile*)NativeMemory.AllocZeroed((nuint)sizeof(NativeFile));
        readonly FileMethods* _methods = (FileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(FileMethods));
        readonly WalFrames* _frames = WalFrames.Create();

        internal OtherCommit()
        {
            _wal->Methods = _methods;
            Assert.True(WalFrames.TryBegin(_frames, _wal));
        }

        public void Dispose()
        {
            WalFrames.End(_frames, _wal);
            NativeMemory.Free(_frames);
            NativeMemory.Free(_methods);
            NativeMemory.Free(_wal);
        }
    }
}
