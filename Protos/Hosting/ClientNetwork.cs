using System.Net;
using System.Net.Sockets;

namespace Protos.Hosting;

/// <summary>From where a request comes, as tries are counted: one subscriber has one IPv4 address, but 2^64 of IPv6.</summary>
public static class ClientNetwork
{
    private const int SubscriberBytes = 8;

    /// <returns>The IPv4 address, the /64 of an IPv6 address, or "?" where there is none.</returns>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "?";
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, SubscriberBytes, bytes.Length - SubscriberBytes);
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>Whether a request comes from this machine itself, and not through a proxy on it, or from one of some addresses.</summary>
    /// <param name="forwarded">It went through a proxy: its headers say so.</param>
    public static bool IsOneOf(IPAddress? from, bool forwarded, IEnumerable<string> allowed) => from is null || (!forwarded && IPAddress.IsLoopback(from))
        || allowed.Any(a => IPAddress.TryParse(a, out var one) && (one.Equals(from) || one.MapToIPv6().Equals(from)));
}
