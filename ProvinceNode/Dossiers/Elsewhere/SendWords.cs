using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>Tells the hub the words that officials have said since; one that it does not take comes back to the officer with the reason.</summary>
public sealed class SendWords(NodeDb db, HubClient hub, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Most = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>Words that the hub has now.</returns>
    /// <exception cref="RpcException">The hub does not answer; what is left is sent later.</exception>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var sent = 0;
        foreach (var id in await db.Set<ElsewhereCase>().Where(c => c.Word != ElsewhereWord.None && !c.IsSent).OrderBy(c => c.SaidAt).ThenBy(c => c.Id).Select(c => c.Id).Take(Most).ToListAsync(cancel))
        {
            db.ChangeTracker.Clear();
            sent += await SendAsync(await db.Set<ElsewhereCase>().SingleAsync(c => c.Id == id, cancel), cancel) ? 1 : 0;
        }

        db.ChangeTracker.Clear();
        return sent;
    }

    private async Task<bool> SendAsync(ElsewhereCase of, CancellationToken cancel)
    {
        var fault = "";
        try
        {
            await hub.AcrossProvinces().SayAsync(ElsewhereRules.Say(of), deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken: cancel);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound)
        {
            fault = refused.Status.Detail.Length <= ElsewhereCase.LongestText ? refused.Status.Detail : refused.Status.Detail[..ElsewhereCase.LongestText];
        }

        (of.IsSent, of.WordFault) = (true, fault);
        of.Version++;
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.SendElsewhere, time.UtcNow, fault.Length == 0 ? "Đã gửi ý kiến đến trục quốc gia" : $"Trục quốc gia không nhận ý kiến: {fault}", $"case/{of.Id:D}").On("beneficiary", of.BeneficiaryId);
        return await db.SaveAsync(act, cancel) && fault.Length == 0;
    }
}
