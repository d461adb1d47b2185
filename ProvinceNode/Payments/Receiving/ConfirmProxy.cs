using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Receiving;

/// <summary>
/// Xác nhận giấy ủy quyền: an authorisation to collect somebody else's money counts only after a second official, the accountant who makes the lists, held it against the certified paper.
/// Turned down, it never counted. Taking one back is at once and by one (<see cref="RevokeProxy"/>).
/// </summary>
public sealed class ConfirmProxy(ReceivingDesk desk)
{
    /// <param name="accept">False: turned down, with the reason.</param>
    public Task<Outcome<ProxyAuthorisation>> Handle(Guid person, Guid id, bool accept, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<ProxyAuthorisation>(async () =>
    {
        if (await desk.Db.ProxyAuthorisations.SingleOrDefaultAsync(p => p.Id == id && p.BeneficiaryId == person, cancel) is not { } proxy)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.SettleRefusalAsync(official, proxy.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (proxy.RecordedById == official.Id)
        {
            return PaymentProblems.SamePerson.Now("ghi giấy ủy quyền này");
        }

        if (!proxy.IsWaiting || (accept && proxy.To < desk.Time.Today))
        {
            return ReceivingProblems.ProxySettled.Now();
        }

        var given = why.Trim();
        if (given.Length > SettleMethodChange.LongestWhy || (!accept && given.Length < SettleMethodChange.ShortestWhy))
        {
            return ReceivingProblems.Why.At("ProxyWhy");
        }

        if (accept)
        {
            (proxy.ConfirmedById, proxy.ConfirmedByName, proxy.ConfirmedAt) = (official.Id, official.FullName, desk.Time.UtcNow);
        }
        else
        {
            (proxy.RevokedOn, proxy.RevokedWhy) = (desk.Time.Today, given);
        }

        proxy.Version++;
        var what = accept ? $"Xác nhận ủy quyền nhận thay, chứng thực số {proxy.CertificateNumber}" : "Không chấp nhận ủy quyền nhận thay";
        var act = Act.By(official, ActKinds.PaymentProxy, desk.Time.UtcNow, given.Length > 0 ? $"{what}: {given}" : what, $"proxy/{id:D}").On("beneficiary", person);
        return await desk.Db.SaveAsync(act, cancel) ? proxy : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
