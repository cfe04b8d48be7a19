using WaStore.Fast.Retention;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Simulation;

sealed partial class AccountSimulation
{
    const int DrainLimit = 400;

    async Task ReceiveAsync()
    {
        var user = _random.Next(SimulatedWorld.Users);
        var device = _world.Devices[user].ElementAt(_random.Next(_world.Devices[user].Count));
        await DeliverAsync(_server.Send(user, (int)device, SimulatedWorld.Group(_random.Next(SimulatedWorld.Groups))));
    }

    /// <summary>Offline for a while, and back: the server delivers what it kept, and what was never acknowledged, before anything new.</summary>
    async Task ReconnectAsync()
    {
        var inbound = _life.Account.Inbound;
        inbound.BeginDrain();
        for (var count = _random.Next(DrainLimit); count > 0; count--)
        {
            var user = _random.Next(SimulatedWorld.Users);
            _ = _server.Send(user, device: 0, SimulatedWorld.Group(_random.Next(SimulatedWorld.Groups)));
        }

        // Until all of it went through: commits and the app may fail in between, and crashes end a round.
        for (var round = 0; _server.Outstanding.Count > 0; round++)
        {
            Assert.True(round < 200, "the drain comes to no end");
            var life = _life;
            try
            {
                foreach (var message in _server.Outstanding.ToArray())
                {
                    await DeliverAsync(message);
                    if (OneIn(3_000))
                    {
                        await CrashAsync();
                        break;
                    }
                }

                if (life == _life)
                {
                    await inbound.EndDrainAsync();
                }
                else
                {
                    inbound = _life.Account.Inbound;
                }
            }
            catch (Exception exception) when (IsSteered(exception))
            {
                _now += TimeSpan.FromSeconds(6);
                _life.Time.Advance(TimeSpan.FromSeconds(6));
            }
        }
    }

    /// <summary>A stanza: decrypt, take in, commit the ratchet, commit.</summary>
    async Task DeliverAsync(SimulatedServer.Message message)
    {
        var account = _life.Account;
        var jid = _world.Address(message.User, (uint)message.Device);
        var address = account.Signal.Addresses.Get(jid.User, jid.Server, jid.Device);
        var key = new PendingInboundKey(message.Chat, jid.ToString(), message.Id);
        using (await account.Signal.SessionLocks.LockAsync(address))
        using (var checkout = await account.Signal.CheckoutSessionAsync(address))
        {
            if (checkout.Record is not { } record)
            {
                // With a pre-key message there is a session from here on.
                record = PeerRecord.New(++_world.LastChain, message.Number - 1);
            }

            if (record.CanRead(message.Number))
            {
                await account.Inbound.AcceptAsync(new PendingInbound(key.Chat, key.Sender, key.Id, Payload(message.Id)));
                checkout.Commit(record.Receive(message.Number));
            }
            else if (await account.Inbound.RedeliverAsync(key) is Redelivery.Acknowledge)
            {
                // Decrypted once, and nothing left of it: fine only if the app has it.
                Assert.True(_world.Handled.Contains(message.Id), $"{message.Id} is lost: its ratchet is past it, and it was not kept");
                _server.Acknowledge(message.Id);
                return;
            }
        }

        if (OneIn(4_000))
        {
            await CrashAsync();
            return;
        }

        await account.Inbound.CommitIfDueAsync();
    }
}
