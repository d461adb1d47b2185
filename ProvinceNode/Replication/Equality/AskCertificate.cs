using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>Wants a certificate; the job makes it.</summary>
public sealed class AskCertificate(NodeDb db, VietnamTime time)
{
    /// <summary>By an official, at the page.</summary>
    public async Task<Outcome<Guid>> HandleAsync(SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ReplicationResend))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.EqualityCertificates.AnyAsync(c => c.State == EqualityState.Asked, cancel))
        {
            return EqualityProblems.AskedAlready.Now();
        }

        var wanted = New(EqualityReason.AskedByNode, EqualityState.Asked);
        return await db.SaveAsync(Act.By(official, ActKinds.EqualityAsk, time.UtcNow).On("equality", wanted.Id), cancel) ? wanted.Id : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>By the schedule, the hub or a command.</summary>
    /// <param name="state">Asked, or Making by who makes it himself.</param>
    public async Task<EqualityCertificate> BySystemAsync(EqualityReason reason, EqualityState state, CancellationToken cancel)
    {
        var province = TenantPath.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).ProvinceCode);
        var wanted = New(reason, state);
        await db.SaveAsync(Act.BySystem(province, ActKinds.EqualityAsk, time.UtcNow, reason.ToString()).On("equality", wanted.Id), cancel);
        return wanted;
    }

    private EqualityCertificate New(EqualityReason reason, EqualityState state)
    {
        var wanted = new EqualityCertificate { Id = Guid.CreateVersion7(), Reason = reason, AskedAt = time.UtcNow, State = state };
        db.EqualityCertificates.Add(wanted);
        return wanted;
    }
}
