using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>What is gathered, when it is written, and what never is: with a file that only records, and this class in SQLite's place.</summary>
public sealed unsafe class WalFramesTests : IDisposable
{
    const int Header = 24;
    const int Page = 4096;
    const int Frame = Header + Page;
    const int WalHeader = 32;

    readonly RecordedFile _file = new();
    readonly WalFrames* _frames = WalFrames.Create();

    public WalFramesTests() => Begin();

    public void Dispose()
    {
        WalFrames.End(_frames, _file.File);
        System.Runtime.InteropServices.NativeMemory.Free(_frames);
        _file.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(64)]
    public void Frames_areWrittenSixteenAtATime_andTheLastBeforeItIsAnswered(int count)
    {
        byte[] expected = new byte[count * Frame];
        for (int i = 0; i < count; i++)
        {
            // The seventeenth makes room for itself.
            Assert.Equal(Math.Max(i - 1, 0) / 16, _file.Calls.Count);
            WriteFrame(i * (long)Frame, isLast: i == count - 1, expected.AsSpan(i * Frame, Frame));
        }

        Assert.Equal(Enumerable.Range(0, (count + 15) / 16).Select(i => $"write {i * 16 * Frame} {Math.Min(16, count - (i * 16)) * Frame}"), _file.Calls);
        Assert.Equal(expected, _file.Content.ToArray());
    }

    [Fact]
    public void TheWalsOwnHeader_goesBeforeTheFrames()
    {
        Assert.Equal(0, Write(0, new byte[WalHeader]));
        WriteFrame(WalHeader, isLast: false);
        WriteFrame(WalHeader + Frame, isLast: true);
        Assert.Equal([$"write 0 {WalHeader}", $"write {WalHeader} {2 * Frame}"], _file.Calls);
    }

    [Fact]
    public void AfterTheLastFrame_nothingIsGathered()
    {
        WriteFrame(0, isLast: false);
        WriteFrame(Frame, isLast: true);
        // As SQLite fills a sector before a sync.
        Assert.Equal(0, Write(2 * Frame, LastHeader()));
        Assert.Equal(0, Write((2 * Frame) + Header, new byte[Page]));
        Assert.Equal([$"write 0 {2 * Frame}", $"write {2 * Frame} {Header}", $"write {(2 * Frame) + Header} {Page}"], _file.Calls);
    }

    [Fact]
    public void ChecksumsThatAreMended_areWrittenAtOnce()
    {
        WriteFrame(0, isLast: false);
        WriteFrame(Frame, isLast: true);
        // Headers alone, of frames before and of the commit's own last.
        Assert.Equal(0, Write(0, new byte[Header]));
        Assert.Equal(0, Write(Frame, LastHeader()));
        Assert.Equal([$"write 0 {2 * Frame}", $"write 0 {Header}", $"write {Frame} {Header}"], _file.Calls);
    }

    [Fact]
    public void APageThatWasSpilledBefore_isWrittenInItsPlace_andEndsTheGathering()
    {
        WriteFrame(10 * Frame, isLast: false);
        Assert.Equal(0, Write(Header, new byte[Page]));
        WriteFrame(11 * Frame, isLast: true);
        Assert.Equal(
            [$"write {10 * Frame} {Frame}", $"write {Header} {Page}", $"write {11 * Frame} {Header}", $"write {(11 * Frame) + Header} {Page}"], _file.Calls);
    }

    [Fact]
    public void AFrameElsewhere_isWrittenThere_andEndsTheGathering()
    {
        WriteFrame(0, isLast: false);
        WriteFrame(5 * Frame, isLast: true);
        Assert.Equal([$"write 0 {Frame}", $"write {5 * Frame} {Header}", $"write {(5 * Frame) + Header} {Page}"], _file.Calls);
    }

    [Theory]
    [InlineData(65536, new[] { "write 0 65584", "write 65584 65536" })]
    // SQLite has no such pages.
    [InlineData(70000, new[] { "write 0 24", "write 24 70000", "write 70024 24", "write 70048 70000" })]
    public void LargePages_areWrittenOnce_andWholly(int page, string[] calls)
    {
        Assert.Equal(0, Write(0, new byte[Header]));
        Assert.Equal(0, Write(Header, new byte[page]));
        Assert.Equal(0, Write(Header + page, LastHeader()));
        Assert.Equal(0, Write((2 * Header) + page, new byte[page]));
        Assert.Equal(calls, _file.Calls);
    }

    [Fact]
    public void AnyOtherCall_seesWhatWasWritten()
    {
        long size;
        byte some;
        FileMethods* methods = _file.File->Methods;
        WriteFrame(0, isLast: false);
        Assert.Equal(0, methods->FileSize(_file.File, &size));
        Assert.Equal(Frame, size);
        WriteFrame(Frame, isLast: false);
        Assert.Equal(0, methods->Read(_file.File, &some, 1, 5));
        WriteFrame(2 * Frame, isLast: false);
        Assert.Equal(0, methods->Sync(_file.File, 2));
        WriteFrame(3 * Frame, isLast: false);
        Assert.Equal(0, methods->Truncate(_file.File, 7));
        Assert.Equal(12, methods->FileControl(_file.File, 5, null));
        Assert.Equal(512, methods->SectorSize(_file.File));
        Assert.Equal(512, methods->DeviceCharacteristics(_file.File));
        Assert.Equal(
            [
                $"write 0 {Frame}", "size", $"write {Frame} {Frame}", "read 5 1", $"write {2 * Frame} {Frame}", "sync 2", $"write {3 * Frame} {Frame}", "truncate 7",
                "control 5", "ask", "ask",
            ],
            _file.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AWriteThatFails_isAnswered_andNothingOfItIsWrittenLater(bool atTheLast)
    {
        int count = atTheLast ? 15 : 16;
        for (int i = 0; i < count; i++)
        {
            WriteFrame(i * (long)Frame, isLast: false);
        }

        _file.NextCode = 13;
        int code = Write(count * (long)Frame, atTheLast ? LastHeader() : new byte[Header]);
        if (atTheLast)
        {
            Assert.Equal(0, code);
            code = Write((count * (long)Frame) + Header, new byte[Page]);
        }

        Assert.Equal(13, code);
        Assert.Equal(0, _file.File->Methods->Sync(_file.File, 2));
        WalFrames.End(_frames, _file.File);
        Assert.True(_file.HasItsOwnMethods);
        Assert.Equal([$"write 0 {16 * Frame}", "sync 2"], _file.Calls);
        Begin();
        WriteFrame(5 * Frame, isLast: true);
        Assert.Equal([$"write 0 {16 * Frame}", "sync 2", $"write {5 * Frame} {Frame}"], _file.Calls);
    }

    [Fact]
    public void WhatACommitGaveUp_isNeverWritten()
    {
        WriteFrame(0, isLast: false);
        WalFrames.End(_frames, _file.File);
        Assert.True(_file.HasItsOwnMethods);
        Begin();
        WriteFrame(Frame, isLast: true);
        Assert.Equal([$"write {Frame} {Frame}"], _file.Calls);
    }

    void Begin() => Assert.True(WalFrames.TryBegin(_frames, _file.File));

    static byte[] LastHeader()
    {
        byte[] header = new byte[Header];
        header[7] = 9;
        return header;
    }

    void WriteFrame(long offset, bool isLast, Span<byte> copy = default)
    {
        byte[] frame = new byte[Frame];
        new Random((int)offset).NextBytes(frame);
        (isLast ? LastHeader() : new byte[Header]).CopyTo(frame, 0);
        Assert.Equal(0, Write(offset, frame[..Header]));
        Assert.Equal(0, Write(offset + Header, frame[Header..]));
        if (!copy.IsEmpty)
        {
            frame.CopyTo(copy);
        }
    }

    int Write(long offset, byte[] bytes)
    {
        fixed (byte* pinned = bytes)
        {
            return _file.File->Methods->Write(_file.File, pinned, bytes.Length, offset);
        }
    }
}
