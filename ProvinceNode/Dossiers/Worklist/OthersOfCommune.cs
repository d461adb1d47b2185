using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// What a commune has beside those who receive: certificates that end, stays in institutions, reports of money not collected, and people whom the registry knows only beside others (members of
/// households, carers, guardians, supporters) who come into an age of the elderly. Nothing is written.
/// </summary>
public sealed class OthersOfCommune(NodeDb db)
{
    /// <summary>Situation of the desk for a determination of the degree of disability.</summary>
    public const string Determination = "xac-dinh-khuyet-tat";

    // The page of stays names limits so many days ahead.
    private const int StayDays = InstitutionStaysModel.Soon;

    private const int YoungestElder = 70;
    private const int Chunk = 500;

    public async Task<IReadOnlyList<WorklistEntry>> FindAsync(string commune, IReadOnlyList<DisabilityCertificate> certificates, WorklistTerms terms, CancellationToken cancel) =>
    [
        .. await CertificatesAsync(commune, certificates, terms, cancel), .. await StaysAsync(commune, terms, cancel), .. await NotCollectedAsync(commune, terms, cancel), .. await NeighboursAsync(commune, terms, cancel),
    ];

    private async Task<List<WorklistEntry>> CertificatesAsync(string commune, IReadOnlyList<DisabilityCertificate> certificates, WorklistTerms terms, CancellationToken cancel)
    {
        var from = terms.From.FirstDay;
        var ending = certificates.Where(c => c.State == CertificateState.Active && c.ValidTo is { } last && last >= from && last <= terms.CertificatesUntil
            && !certificates.Any(n => n.Id != c.Id && n.State == CertificateState.Active && n.IssuedOn > c.IssuedOn && WorklistReader.CertificateKeys(n).Intersect(WorklistReader.CertificateKeys(c)).Any())).ToList();
        var holders = await HoldersAsync(commune, ending, cancel);
        return ending.ConvertAll(c => new WorklistEntry(holders.GetValueOrDefault(c.Id) ?? new(null, $"c:{c.Number}", c.FullName, c.CitizenId.Length > 0 ? c.CitizenId : c.OldIdentityNumber, c.BirthDate, c.Sex, ""), [ItemOf(c, terms)]));
    }

    private static WorklistItem ItemOf(DisabilityCertificate certificate, WorklistTerms terms)
    {
        var last = certificate.ValidTo!.Value;
        var six = BirthDate.TryParse(certificate.BirthDate, out var birth) && birth.Assumed.AddYears(DisabilityCertificate.SchoolAge).AddDays(-1) == last;
        var passed = last < terms.Today ? "đã hết giá trị" : "hết giá trị";
        return new(six ? WorklistKind.CertificateAtSix : WorklistKind.Certificate, WorklistStep.Apply, PayMonth.Of(last), $"Giấy xác nhận khuyết tật số {certificate.Number} {passed} ngày {VietnameseFormat.Date(last)}")
        {
            Effect = six ? "Xác định lại mức độ khuyết tật và cấp giấy mới; từ chối xác định lại thì tạm dừng (lý do S2)" : "Xác định lại mức độ khuyết tật; điều chỉnh hoặc tạm dừng theo giấy mới",
            Why = six ? "Trẻ đủ 6 tuổi phải xác định lại, trừ trường hợp đặc biệt nặng nêu tại Phần IV Mẫu số 02 (điểm c khoản 2 Điều 8 Thông tư số 01/2019/TT-BLĐTBXH)." : "Điều 8 Thông tư số 01/2019/TT-BLĐTBXH.",
            On = last, Due = last, Situation = Determination,
        };
    }

    private async Task<Dictionary<Guid, WorklistSubject>> HoldersAsync(string commune, List<DisabilityCertificate> certificates, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, WorklistSubject>();
        foreach (var some in certificates.Chunk(Chunk))
        {
            var (citizens, olds, names) = (some.Select(c => c.CitizenId).Where(n => n != "").Distinct().ToList(), some.Select(c => c.OldIdentityNumber).Where(n => n != "").Distinct().ToList(), some.Select(c => c.FoldedName).Distinct().ToList());
            var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == commune && (citizens.Contains(b.CitizenId) || olds.Contains(b.OldIdentityNumber) || names.Contains(b.FoldedName))).ToListAsync(cancel);
            var byKey = people.SelectMany(p => WorklistReader.CertificateKeys(p).Select(k => (Key: k, Person: p))).ToLookup(p => p.Key, p => p.Person, StringComparer.Ordinal);
            foreach (var certificate in some)
            {
                if (WorklistReader.CertificateKeys(certificate).SelectMany(k => byKey[k]).FirstOrDefault() is { } holder)
                {
                    found[certificate.Id] = WorklistSubject.Of(holder);
                }
            }
        }

        return found;
    }

    private async Task<List<WorklistEntry>> StaysAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        var (entries, until) = (new List<WorklistEntry>(), terms.Today.AddDays(StayDays));
        var stays = await db.InstitutionResidents.AsNoTracking().Where(s => s.TenantPath == commune && s.LeftOn == null).OrderBy(s => s.Id).ToListAsync(cancel);
        foreach (var stay in stays)
        {
            AdmissionCase? admission = Enum.TryParse<AdmissionCase>(stay.Case, out var known) ? known : null;
            // Four years change the allowance, which the rules of the entitlement say.
            var limit = BirthDate.TryParse(stay.BirthDate, out var birth) ? StayLimits.Of(admission, birth, stay.From, stay.StudyUntil, stay.ContractUntil, terms.Rules, terms.Today, stay.ExtendedBy.Length > 0)
                .Where(l => l.Kind != StayLimitKind.FourYears && l.On <= until && l.On >= terms.From.FirstDay).OrderByDescending(l => l.On).FirstOrDefault() : null;
            if (limit is not null)
            {
                var subject = stay.BeneficiaryId is { } id ? new WorklistSubject(id, id.ToString("N"), stay.PersonName, stay.PersonNumber, stay.BirthDate, 0, "") : WorklistSubject.Of(commune, stay.PersonName, stay.PersonNumber, stay.BirthDate, 0, "");
                entries.Add(new(subject, [new(WorklistKind.Stay, WorklistStep.Check, PayMonth.Of(limit.On), $"{stay.Institution}: ngày {VietnameseFormat.Date(limit.On)}") { Effect = limit.What, Why = limit.Article + ".", On = limit.On, Due = limit.On }]));
            }
        }

        return entries;
    }

    // S1: reported by the payer or the officer and not taken up yet; the dossier is opened from the report (Circular 02/2021 Art. 2).
    private async Task<List<WorklistEntry>> NotCollectedAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        var told = await db.LifeEvents.AsNoTracking().Where(e => e.TenantPath == commune && e.Kind == LifeEventKind.NotCollected && e.State == EventState.Reported)
            .Join(db.Beneficiaries.AsNoTracking(), e => e.BeneficiaryId, b => b.Id, (e, b) => new { Event = e, Person = b }).OrderBy(x => x.Event.RecordedAt).ThenBy(x => x.Event.Id).ToListAsync(cancel);
        // Two bodies may tell the same of one person: it is one thing to do, by the first report.
        return told.DistinctBy(t => t.Event.BeneficiaryId).ToList().ConvertAll(t =>
        {
            var day = t.Event.HappenedOn ?? VietnamTime.Day(t.Event.RecordedAt);
            return new WorklistEntry(WorklistSubject.Of(t.Person), [new(WorklistKind.NotCollected, WorklistStep.Check, PayMonth.Of(day), $"Không nhận tiền liên tục từ 03 tháng, báo ngày {VietnameseFormat.Date(VietnamTime.Day(t.Event.RecordedAt))}")
            {
                Effect = "Xác minh; tạm dừng từ kỳ chi trả sau quyết định (lý do S1)", Why = "Khoản 3 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH.", On = day, Due = t.Event.DueOn ?? PayMonth.Of(terms.Today).LastDay, BeforeDong = t.Person.MonthlyAmount.Amount, AfterDong = t.Person.MonthlyAmount.Amount,
            }]);
        });
    }

    private async Task<List<WorklistEntry>> NeighboursAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        // Whoever is too young by the latest month of the list has a later year of birth.
        var latest = terms.To.LastDay.Year - YoungestElder;
        var members = await db.HouseholdMembers.AsNoTracking().Where(m => m.TenantPath == commune && m.BeneficiaryId == null && m.To == null && m.BirthDate != "").OrderBy(m => m.Id)
            .Select(m => new Neighbour(m.HouseholdId, m.FullName, m.Number, m.BirthDate, m.Sex)).ToListAsync(cancel);
        var links = await db.PersonLinks.AsNoTracking().Where(l => l.TenantPath == commune && l.OtherId == null && l.To == null && l.BirthDate != "").OrderBy(l => l.Id)
            .Select(l => new Neighbour(Guid.Empty, l.FullName, l.Number, l.BirthDate, 0)).ToListAsync(cancel);
        var old = members.Concat(links).Where(n => n.Birth.Length >= 4 && int.TryParse(n.Birth.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture, out var year) && year <= latest)
            .DistinctBy(n => n.Number.Length > 0 ? n.Number : $"{VietnameseText.Fold(n.Name)}|{n.Birth}").ToList();
        var known = await RecordedAsync(old, cancel);
        var households = old.Select(n => n.Household).Where(h => h != Guid.Empty).Distinct().ToList();
        var poverty = (await (from member in db.HouseholdMembers.AsNoTracking()
                              join year in db.PovertyYears.AsNoTracking() on member.BeneficiaryId equals year.BeneficiaryId
                              where households.Contains(member.HouseholdId) && member.To == null
                              select new { member.HouseholdId, year.Year, year.Status }).ToListAsync(cancel)).ToLookup(p => p.HouseholdId);
        var code = TenantPath.Parse(commune).UnitCode;
        return [.. old.Where(n => !known.Contains(n.Number) && BirthDate.TryParse(n.Birth, out _)).Select(n =>
        {
            var person = new WorklistPerson { Birth = BirthDate.Parse(n.Birth), CommuneCode = code, Poverty = [.. poverty[n.Household].DistinctBy(p => p.Year).Select(p => (p.Year, p.Status))] };
            return new WorklistEntry(WorklistSubject.Of(commune, n.Name, n.Number, n.Birth, n.Sex, ""), [.. CandidateRules.Of(person, WorklistRules.Minimal(person), terms)]);
        }).Where(e => e.Items.Count > 0)];
    }

    // Somebody with a record of his own is looked at as himself.
    private async Task<HashSet<string>> RecordedAsync(List<Neighbour> people, CancellationToken cancel)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var numbers in people.Select(p => p.Number).Where(n => n.Length > 0).Distinct().Chunk(Chunk))
        {
            known.UnionWith(await db.Beneficiaries.AsNoTracking().Where(b => numbers.Contains(b.CitizenId)).Select(b => b.CitizenId).ToListAsync(cancel));
            known.UnionWith(await db.Beneficiaries.AsNoTracking().Where(b => numbers.Contains(b.OldIdentityNumber)).Select(b => b.OldIdentityNumber).ToListAsync(cancel));
        }

        return known;
    }

    private sealed record Neighbour(Guid Household, string Name, string Number, string Birth, int Sex);
}
