namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Remembers that the endpoint for unknown services exists; two of them would be ambiguous.</summary>
internal sealed class MappedServices
{
    private int mapped;

    public bool FirstTime() => Interlocked.Exchange(ref mapped, 1) == 0;
}
