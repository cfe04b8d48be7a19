namespace WaStore.Fast.Directories;

/// <summary>One pair in 24 bytes: two users, and packed into one word when it was created and last asked for, how it was learnt, and whether the slot is in use.</summary>
struct LidPnSlot
{
    // 36 bits of seconds end in the year 4147; what a store says beyond that is clamped, which only the conflict rule sees.
    const int CreatedBits = 36;
    const int SourceShift = CreatedBits;
    const int SourceBits = 4;
    const int UsedShift = SourceShift + SourceBits;
    const int ReferencedShift = UsedShift + 1;
    const int AccessShift = ReferencedShift + 1;
    const int AccessBits = 64 - AccessShift;
    const ulong CreatedMask = (1UL << CreatedBits) - 1;
    const ulong SourceMask = (1UL << SourceBits) - 1;
    const uint AccessMask = (1u << AccessBits) - 1;

    ulong _meta;

    public ulong Lid;
    public ulong Phone;

    public readonly long CreatedAt => (long)(_meta & CreatedMask);

    public readonly LearningSource Source => (LearningSource)((_meta >> SourceShift) & SourceMask);

    public readonly bool IsUsed => (_meta >> UsedShift & 1) != 0;

    /// <summary>Asked for since the hand came by (the second chance of CLOCK).</summary>
    public bool IsReferenced
    {
        readonly get => (_meta >> ReferencedShift & 1) != 0;
        set => _meta = value ? _meta | (1UL << ReferencedShift) : _meta & ~(1UL << ReferencedShift);
    }

    public void Set(ulong lid, ulong phone, long createdAt, LearningSource source, uint now)
    {
        Lid = lid;
        Phone = phone;
        _meta = (ulong)Math.Clamp(createdAt, 0, (long)CreatedMask) | ((ulong)source << SourceShift) | (1UL << UsedShift) | ((ulong)(now & AccessMask) << AccessShift);
    }

    public void Access(uint now)
    {
        IsReferenced = true;
        _meta = (_meta & ~((ulong)AccessMask << AccessShift)) | ((ulong)(now & AccessMask) << AccessShift);
    }

    /// <summary>How many ticks ago it was asked for; the ticks go around after more than a year, which then looks fresh once.</summary>
    public readonly uint IdleSince(uint now) => (now - (uint)(_meta >> AccessShift)) & AccessMask;
}
