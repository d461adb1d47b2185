using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>Whether this node passes moves through the hub's mailbox: it has a hub and has enrolled there. Else they go on paper alone.</summary>
public sealed class TransferWay(HubClient hub, IOptionsMonitor<HubClientOptions> options)
{
    // A client over a given wire, in tests and tools, has neither address nor file.
    public bool IsOpen => hub.IsConfigured && (options.CurrentValue.Address.Length == 0 || File.Exists(options.CurrentValue.CertificateFile));
}
