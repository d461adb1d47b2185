using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>A written authorisation as the commune certified it.</summary>
/// <param name="Related">By blood, marriage or care.</param>
/// <param name="Note">Why somebody collects for more than <see cref="ProxyAuthorisation.MostUnrelated"/> persons who are not his kin.</param>
public sealed record ProxyInput(Guid PersonId, string Name, string Number, string Relation, bool Related, string CertificateNumber, DateOnly? CertifiedOn, string CertifiedBy, DateOnly? From, DateOnly? To, string Note);

/// <summary>Ghi giấy ủy quyền nhận thay (policy 6.5): certified by the commune, for twelve months at most; it counts once a second official confirmed it (<see cref="ConfirmProxy"/>) and ends by itself. The payer checks the proxy's papers at the counter.</summary>
public sealed class AuthoriseProxy(ReceivingDesk desk)
{
    private NodeDb Db => desk.Db;

    public Task<Outcome<ProxyAuthorisation>> Handle(ProxyInput input, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<ProxyAuthorisation>(async () =>
    {
        if (await desk.PersonAsync(input.PersonId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        if (ReceivingDesk.Refusal(official, person) is { } refusal)
        {
            return refusal;
        }

        if (Faults(input, person) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (from, to, number) = (input.From!.Value, input.To!.Value, input.Number.Trim());
        var standing = (await desk.ProxiesAsync(person.Id, cancel)).Find(p => p.From <= to && from <= p.To && (p.IsWaiting || p.ConfirmedAt is not null) && (p.RevokedOn is not { } gone || from < gone));
        if (standing is not null)
        {
            return ReceivingProblems.ProxyStands.Now(standing.ProxyName);
        }

        if (!input.Related && input.Note.Trim().Length < SettleMethodChange.ShortestWhy && await UnrelatedAsync(number, person.Id, cancel) is >= ProxyAuthorisation.MostUnrelated and var many)
        {
            return ReceivingProblems.ProxyMany.At("Note", input.Name.Trim(), many);
        }

        return await SaveAsync(input, person, official, cancel);
    }, cancel);

    private List<Problem> Faults(ProxyInput input, Beneficiary person)
    {
        var faults = new List<Problem>();
        foreach (var (field, words, longest, text) in new[]
        {
            ("Name", "họ tên người được ủy quyền", 120, input.Name), ("Relation", "quan hệ với đối tượng", 60, input.Relation), ("CertificateNumber", "số chứng thực", 60, input.CertificateNumber),
            ("CertifiedBy", "cơ quan chứng thực", 200, input.CertifiedBy),
        })
        {
            if (text.Trim().Length == 0 || text.Trim().Length > longest)
            {
                faults.Add(CommonProblems.Required.At(field, $"{words}, tối đa {longest} ký tự"));
            }
            else if (field == "Relation" && NeutralWords.Reveals(text))
            {
                faults.Add(PersonEntry.IllnessNamed.At(field, "Quan hệ với đối tượng"));
            }
        }

        var number = input.Number.Trim();
        if (number.Length is not (9 or 12) || !number.All(char.IsAsciiDigit) || number == person.CitizenId || number == person.OldIdentityNumber)
        {
            faults.Add(ReceivingProblems.ProxyNumber.At("Number"));
        }

        if (input.CertifiedOn is not { } certified || input.From is not { } from || input.To is not { } to || certified > desk.Time.Today || from < certified || from.Year > BirthDate.LastYear || to < from || to >= from.AddMonths(ProxyAuthorisation.Months))
        {
            faults.Add(ReceivingProblems.ProxyDays.At("To", ProxyAuthorisation.Months));
        }

        if (input.Note.Trim().Length > 500)
        {
            faults.Add(CommonProblems.TooLong.At("Note", "Ghi chú", 500, input.Note.Trim().Length));
        }
        else if (NeutralWords.Reveals(input.Note))
        {
            faults.Add(PersonEntry.IllnessNamed.At("Note", "Ghi chú"));
        }

        return faults;
    }

    // Wherever they live: the limit is the proxy's.
    private async Task<int> UnrelatedAsync(string number, Guid but, CancellationToken cancel)
    {
        var today = desk.Time.Today;
        return await Db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => p.ProxyNumber == number && !p.Related && p.BeneficiaryId != but && p.CertificateNumber != "" && p.To >= today && (p.RevokedOn == null || p.RevokedOn > today))
            .Select(p => p.BeneficiaryId).Distinct().CountAsync(cancel);
    }

    private async Task<Outcome<ProxyAuthorisation>> SaveAsync(ProxyInput input, Beneficiary person, SignedInOfficial official, CancellationToken cancel)
    {
        var now = desk.Time.UtcNow;
        var proxy = new ProxyAuthorisation
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = person.TenantPath, BeneficiaryId = person.Id, ProxyName = input.Name.Trim(), ProxyNumber = input.Number.Trim(), Relation = input.Relation.Trim(),
            Related = input.Related, CertificateNumber = input.CertificateNumber.Trim(), CertifiedOn = input.CertifiedOn!.Value, CertifiedBy = input.CertifiedBy.Trim(), From = input.From!.Value, To = input.To!.Value,
            Note = input.Note.Trim(), RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = now, Version = 1,
        };
        Db.ProxyAuthorisations.Add(proxy);
        // What a declaration wished is done with the paper of who it named.
        foreach (var named in (await Db.ProxyAuthorisations.Where(p => p.BeneficiaryId == person.Id && p.CertificateNumber == "" && p.RevokedOn == null).ToListAsync(cancel)).Where(n => n.ProxyNumber == proxy.ProxyNumber || n.ProxyNumber.Length == 0))
        {
            (named.RevokedOn, named.RevokedWhy, named.Version) = (desk.Time.Today, $"Đã ghi giấy ủy quyền, chứng thực số {proxy.CertificateNumber}", named.Version + 1);
        }

        var act = Act.By(official, ActKinds.PaymentProxy, now, $"Ghi ủy quyền nhận thay, chờ xác nhận: từ {VietnameseFormat.Date(proxy.From)} đến {VietnameseFormat.Date(proxy.To)}, chứng thực số {proxy.CertificateNumber}", $"proxy/{proxy.Id:D}").On("beneficiary", person.Id);
        return await Db.SaveAsync(act, cancel) ? proxy : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>Chấm dứt ủy quyền, or what a declaration named without a paper: from today on nobody collects by it, and no list that is built pays to his account; lists that are approved name him still and are shown to who sends them.</summary>
public sealed class RevokeProxy(ReceivingDesk desk)
{
    public Task<Outcome<ProxyAuthorisation>> Handle(Guid person, Guid id, string why, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync<ProxyAuthorisation>(async () =>
    {
        if (await desk.PersonAsync(person, cancel) is not { } of || await desk.Db.ProxyAuthorisations.SingleOrDefaultAsync(p => p.Id == id && p.BeneficiaryId == person, cancel) is not { } proxy)
        {
            return CommonProblems.NotFound.Now();
        }

        if (ReceivingDesk.Refusal(official, of) is { } refusal)
        {
            return refusal;
        }

        if (why.Trim().Length is < SettleMethodChange.ShortestWhy or > SettleMethodChange.LongestWhy)
        {
            return ReceivingProblems.Why.At("RevokeWhy");
        }

        if (proxy.RevokedOn is not null)
        {
            // Pressed twice.
            return proxy;
        }

        (proxy.RevokedOn, proxy.RevokedWhy, proxy.Version) = (desk.Time.Today, why.Trim(), proxy.Version + 1);
        var act = Act.By(official, ActKinds.PaymentProxy, desk.Time.UtcNow, $"Chấm dứt ủy quyền nhận thay: {why.Trim()}", $"proxy/{id:D}").On("beneficiary", person);
        return await desk.Db.SaveAsync(act, cancel) ? proxy : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);
}
