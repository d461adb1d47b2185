using System.Net;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>
/// Ports for what must know its port before it listens, or listens on it again after it was stopped. Not of the range from which the system gives out ports (Linux: from 32768): one of those is
/// somebody else's as soon as it is let go, and other test projects ask for dozens a second.
/// </summary>
public static class Ports
{
    private const int First = 20_000;
    private const int Count = 10_000;

    // Processes of tests that run side by side begin far from each other.
    private static int _last = Environment.ProcessId * 97;

    /// <summary>A port of this machine that nobody listens on and that is given to nobody else in this process.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Free()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody listens there: the next one.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
