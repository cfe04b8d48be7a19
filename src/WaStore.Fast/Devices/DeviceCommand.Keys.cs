using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <content>Keys, their counters and clocks, and salts.</content>
public abstract partial record DeviceCommand
{
    /// <summary>Sets the secret that a companion pairs by.</summary>
    /// <param name="Secret">32 bytes.</param>
    public sealed record SetAdvSecretKey(Key32 Secret) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { AdvSecretKey = Secret } };
    }

    /// <summary>Sets both watermarks of the one-time pre-keys. In one command, because a crash between two would forget keys that exist.</summary>
    /// <param name="Next">The id of the next key to make.</param>
    /// <param name="FirstUnuploaded">The first id that the server was not given.</param>
    public sealed record SetPreKeyWatermarks(uint Next, uint FirstUnuploaded) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) =>
            device with { Row = device.Row with { NextPreKeyId = Next, FirstUnuploadPreKeyId = FirstUnuploaded } };
    }

    /// <summary>Installs a rotated signed pre-key and stamps the rotation's clock, which belong together.</summary>
    /// <param name="KeyPair">The pair.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Signature">The identity key's signature, 64 bytes.</param>
    /// <param name="RotationMs">When it was rotated, unix milliseconds.</param>
    public sealed record SetSignedPreKey(DeviceKeyPair KeyPair, uint Id, ReadOnlyMemory<byte> Signature, long RotationMs) : DeviceCommand
    {
        /// <summary>The identity key's signature, 64 bytes.</summary>
        /// <exception cref="ArgumentException">The value is not 64 bytes long.</exception>
        public ReadOnlyMemory<byte> Signature
        {
            get;
            init => field = DeviceKeys.RequireSignature(value, nameof(Signature));
        } = DeviceKeys.RequireSignature(Signature, nameof(Signature));

        internal override Device ApplyTo(Device device, TimeProvider clock) => device with
        {
            Row = device.Row with
            {
                SignedPreKey = KeyPair,
                SignedPreKeyId = Id,
                SignedPreKeySignature = Signature.ToArray(),
                LastSignedPreKeyRotationMs = RotationMs,
            },
        };
    }

    /// <summary>Starts the rotation's clock and leaves the key; for a row of before there was a clock.</summary>
    /// <param name="RotationMs">From when the interval counts, unix milliseconds.</param>
    public sealed record SetSignedPreKeyRotationBaseline(long RotationMs) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) =>
            device with { Row = device.Row with { LastSignedPreKeyRotationMs = RotationMs } };
    }

    /// <summary>Sets or removes the salt of the new-chat token by app-state sync, which is the authority: history sync is silent from then on.</summary>
    /// <param name="Salt">The salt; null removes it.</param>
    public sealed record SetNctSalt(ReadOnlyMemory<byte>? Salt) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) =>
            device with { Row = device.Row with { NctSalt = OwnBlob.CopyOf(Salt) }, NctSaltSyncSeen = true };
    }

    /// <summary>Fills in the salt of the new-chat token from a history sync: only one that is not empty, where there is none, and app-state sync has not spoken in this life.</summary>
    /// <param name="Salt">The salt.</param>
    public sealed record SetNctSaltFromHistorySync(ReadOnlyMemory<byte> Salt) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) =>
            Salt.IsEmpty || device.NctSaltSyncSeen || device.Row.NctSalt is not null
                ? device
                : device with { Row = device.Row with { NctSalt = OwnBlob.CopyOf(Salt) } };
    }
}
