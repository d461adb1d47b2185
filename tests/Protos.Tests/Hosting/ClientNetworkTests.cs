using System.Net;
using Protos.Hosting;

namespace Protos.Tests.Hosting;

/// <summary>From where tries are counted.</summary>
public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Network_OfAnAddress_IsThatOfOneSubscriber(string address, string network) => Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("10.1.2.3", true, true)]
    [InlineData("::ffff:10.1.2.3", false, true)]
    [InlineData("10.1.2.4", false, false)]
    public void Collector_ByItsAddress_IsLetIn(string from, bool forwarded, bool expected) => Assert.Equal(expected, ClientNetwork.IsOneOf(IPAddress.Parse(from), forwarded, ["10.1.2.3", "không phải địa chỉ"]));
}
