using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>What a decision gives, in words that name no group: a phone is read over shoulders, and the HIV groups are told by no label (Decree 20/2021 Art. 28).</summary>
/// <param name="Decision">Number and day; empty when it was decided on paper before this system, see <paramref name="Source"/>.</param>
/// <param name="Source">Row or entry that tells of a decision on paper; null for a decision of the system.</param>
public sealed record OwnGrant(string What, Dong Monthly, PayMonth From, PayMonth? Until, bool IsNow, string State, string Decision, Guid? Source);

/// <summary>A request and where it stands.</summary>
/// <param name="Code">Empty for who may not open it.</param>
public sealed record OwnRequest(string Code, string What, string State, DateOnly SubmittedOn, DateOnly? DueOn);

/// <summary>Somebody looked at the file: which office, on which day, what for. Who it was stays with the office, which answers for him.</summary>
public sealed record OwnReading(DateOnly On, string Office, string What, int Times);

/// <summary>The population database was asked about the person: by which office, on which day, what for, and whether it knew him.</summary>
public sealed record OwnAsking(DateOnly On, string Office, string What, string Outcome, int Times);

/// <summary>Reads the file of a person whom the citizen may see.</summary>
public sealed class OwnFile(NodeDb db, VietnamTime time, IOptions<NodeOptions> options, AskingKey key)
{
    /// <summary>Readings that are shown; the newest.</summary>
    public const int MostReadings = 100;

    private const int MostRequests = 50;
    private const int MostActs = 1_000;
    private static readonly string[] Readings = [ActKinds.ViewPerson, ActKinds.SearchNumber, ActKinds.RevealNumber, ActKinds.ForeignTenant, ActKinds.AccessDenied, ActKinds.ViewOwn];

    /// <summary>What he has now, then what he had, the newest first.</summary>
    public async Task<IReadOnlyList<OwnGrant>> GrantsAsync(OwnPerson person, CancellationToken cancel)
    {
        var (id, month) = (person.Id, time.Month);
        var rows = (await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == id).ToListAsync(cancel)).Where(e => !e.IsVoid).ToList();
        var ids = rows.ConvertAll(e => e.DecisionId);
        var decisions = await db.Decisions.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Number is { } n ? $"số {n} ngày {VietnameseFormat.Date(d.SignedOn)}" : $"ký ngày {VietnameseFormat.Date(d.SignedOn)}", cancel);
        return
        [
            .. rows.Select(e => (Row: e, IsNow: e.EndMonth == 0 ? e.Status != EntitlementStatus.Ended : e.EndMonth >= month.Number)).OrderByDescending(r => r.IsNow).ThenByDescending(r => r.Row.StartMonth).ThenBy(r => r.Row.Kind)
                .Select(r => new OwnGrant(Word(r.Row.Kind), r.Row.MonthlyAmount, new(r.Row.StartMonth), r.Row.EndMonth > 0 ? new PayMonth(r.Row.EndMonth) : null, r.IsNow, State(r.Row, r.IsNow, month), decisions.GetValueOrDefault(r.Row.DecisionId, ""), r.Row.Source == EntitlementSource.Decision ? null : r.Row.DecisionId)),
        ];
    }

    /// <summary>Those that are his by number, or led to what he receives; the newest first.</summary>
    /// <param name="named">Who is vouched for (VNeID, level 2): what names his number as owner or as who declares is his to see too. Null: the registry alone.</param>
    public async Task<IReadOnlyList<OwnRequest>> DossiersAsync(OwnPerson? person, CitizenIdentity? named, CancellationToken cancel) =>
        [.. (await AllAsync(person, named, cancel)).Select(Told)];

    /// <summary>Of whom VNeID knows and no registry: dossiers that name his number as owner or as who declares; the newest first. They tell nothing but where they stand.</summary>
    public async Task<IReadOnlyList<OwnRequest>> DossiersAsync(CitizenIdentity who, CancellationToken cancel)
    {
        return [.. (await NamingAsync(who, cancel)).Select(Told)];
    }

    /// <summary>Who looked, by day, office and purpose; the newest first.</summary>
    public async Task<IReadOnlyList<OwnReading>> ReadingsAsync(OwnPerson? person, CitizenIdentity? named, CancellationToken cancel)
    {
        var subjects = (await AllAsync(person, named, cancel)).Select(d => $"dossier/{d.Id:D}").Concat(person is null ? [] : [$"beneficiary/{person.Id:D}"]).ToList();
        var acts = await db.Acts.AsNoTracking().Where(a => subjects.Contains(a.Subject) && Readings.Contains(a.Kind)).OrderByDescending(a => a.Sequence).Take(MostActs)
            .Select(a => new { a.Kind, a.At, a.Subject, a.TenantPath, a.Reason, a.Evidence, IsOfficial = a.OfficialId != null }).ToListAsync(cancel);
        var offices = await OfficesAsync(acts.Select(a => a.TenantPath), cancel);
        return
        [
            .. acts.GroupBy(a => (On: VietnamTime.Day(a.At), Office: a.Kind == ActKinds.ViewOwn ? OwnViews.Reader(a.Evidence) : a.IsOfficial ? offices.GetValueOrDefault(a.TenantPath, a.TenantPath) : "Hệ thống tự động", What: Word(a.Kind, a.Subject, a.Reason)))
                .Take(MostReadings).Select(g => new OwnReading(g.Key.On, g.Key.Office, g.Key.What, g.Count())),
        ];
    }

    /// <summary>Who asked the population database about him, in whichever dossier he stands; the newest first.</summary>
    /// <param name="named">Who is vouched for: asked about by his number he is found although no registry knows him.</param>
    public async Task<IReadOnlyList<OwnAsking>> AskingsAsync(OwnPerson? person, CitizenIdentity? named, CancellationToken cancel)
    {
        var hashes = named is null ? [] : new List<string> { key.Of(named.Number, named.BirthDate) };
        if (person is { Id: var id })
        {
            var born = await db.Beneficiaries.AsNoTracking().Where(b => b.Id == id).Select(b => b.BirthDate).SingleAsync(cancel);
            hashes.AddRange(new[] { person.CitizenId, person.OldNumber }.Where(n => n.Length > 0).Select(n => key.Of(n, born)));
        }

        var rows = await db.Set<PopulationAsking>().AsNoTracking().Where(a => hashes.Contains(a.PersonHash)).OrderByDescending(a => a.At).Take(MostActs).ToListAsync(cancel);
        var offices = await OfficesAsync(rows.Select(a => a.OfficePath), cancel);
        return
        [
            .. rows.GroupBy(a => (On: VietnamTime.Day(a.At), Office: a.OfficialId is null ? "Hệ thống tự động" : offices.GetValueOrDefault(a.OfficePath, a.OfficePath), What: What(a), Outcome: Told(a.Outcome)))
                .Take(MostReadings).Select(g => new OwnAsking(g.Key.On, g.Key.Office, g.Key.What, g.Key.Outcome, g.Count())),
        ];
    }

    private async Task<Dictionary<string, string>> OfficesAsync(IEnumerable<string> of, CancellationToken cancel)
    {
        var paths = of.Distinct().ToList();
        return (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).OrderBy(o => o.ValidFrom).ToListAsync(cancel)).GroupBy(o => o.TenantPath, StringComparer.Ordinal).ToDictionary(g => g.Key, g => $"UBND {g.Last().UnitName}", StringComparer.Ordinal);
    }

    // A purpose is what the official typed: what might tell of an illness is told neutrally.
    private static string What(PopulationAsking asking) => asking.Kind switch
    {
        AskingKind.Confirm => $"Đối chiếu thông tin đã khai, hồ sơ {asking.Purpose}", AskingKind.Round => $"Đối chiếu sổ đối tượng; mục đích: {NeutralWords.Remark(asking.Purpose)}",
        _ => $"Tra cứu thông tin dân cư; mục đích ghi lại: {NeutralWords.Remark(asking.Purpose)}",
    };

    private static string Told(AnswerKind outcome) => outcome switch { AnswerKind.Matched => "khớp", AnswerKind.Differs => "có thông tin khác", _ => "không tìm thấy" };

    private async Task<List<Dossier>> AllAsync(OwnPerson? person, CitizenIdentity? named, CancellationToken cancel) =>
    [
        .. (person is null ? [] : await MineAsync(person, cancel)).Concat(named is null ? [] : await NamingAsync(named, cancel)).DistinctBy(d => d.Id).OrderByDescending(d => d.SubmittedAt),
    ];

    private async Task<List<Dossier>> NamingAsync(CitizenIdentity who, CancellationToken cancel)
    {
        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        var number = who.Number;
        return await db.Dossiers.AsNoTracking().Where(d => d.Owner.CitizenId == number || d.Applicant.CitizenId == number).OrderByDescending(d => d.SubmittedAt).Take(MostRequests).ToListAsync(cancel);
    }

    private async Task<List<Dossier>> MineAsync(OwnPerson person, CancellationToken cancel)
    {
        var (id, number, old) = (person.Id, person.CitizenId, person.OldNumber);
        var decisions = db.Entitlements.Where(e => e.BeneficiaryId == id).Select(e => e.DecisionId);
        var found = await db.Dossiers.AsNoTracking().Where(d => (number != "" && d.Owner.CitizenId == number) || (old != "" && d.Owner.OldIdentityNumber == old) || db.Decisions.Any(x => x.DossierId == d.Id && decisions.Contains(x.Id)))
            .OrderByDescending(d => d.SubmittedAt).ToListAsync(cancel);
        // Two people may bear one old number: by it alone only what tells his birth too is his.
        var born = await db.Beneficiaries.AsNoTracking().Where(b => b.Id == id).Select(b => b.BirthDate).SingleAsync(cancel);
        var led = await db.Decisions.AsNoTracking().Where(x => decisions.Contains(x.Id)).Select(x => x.DossierId).ToListAsync(cancel);
        return found.FindAll(d => (number.Length > 0 && d.Owner.CitizenId == number) || d.Owner.BirthDate == born || led.Contains(d.Id));
    }

    private static OwnRequest Told(Dossier d) =>
        new(d.Code, Procedures.NameOf(d.ProcedureCode), StatusTable.Name(d.Status), VietnamTime.Day(d.SubmittedAt), StatusTable.IsFinished(d.Status) ? null : d.DueOn);

    private static string Word(EntitlementKind kind) => kind switch
    {
        EntitlementKind.Care => "Hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", EntitlementKind.SocialPension => "Trợ cấp hưu trí xã hội hàng tháng",
        EntitlementKind.Institution => "Nuôi dưỡng tại cơ sở trợ giúp xã hội", _ => "Trợ cấp xã hội hàng tháng",
    };

    private static string State(Entitlement row, bool isNow, PayMonth month) => row.Status == EntitlementStatus.Suspended ? "Đang tạm dừng"
        : !isNow ? "Đã kết thúc hoặc đã đổi mức" : row.StartMonth > month.Number ? "Chưa đến tháng hưởng" : "Đang hưởng";

    // A reason is what the official typed: what might tell of an illness is told neutrally.
    private static string Word(string kind, string subject, string reason) => kind switch
    {
        ActKinds.ViewOwn => "Xem trên trang này",
        ActKinds.SearchNumber => "Tìm theo số định danh đầy đủ",
        ActKinds.RevealNumber => $"Xem số định danh đầy đủ{(reason.Length > 0 ? $"; lý do ghi lại: {NeutralWords.Remark(reason)}" : "")}",
        ActKinds.ViewPerson => subject.StartsWith("dossier", StringComparison.Ordinal) ? "Xem hồ sơ đề nghị để giải quyết" : "Xem hồ sơ quản lý chế độ và chi trả",
        _ => "Định mở hồ sơ, hệ thống không cho xem",
    };
}
