using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// Gathers what payment leaves to be done in an official's area: of people where they live today, also when they moved or their commune became another since their list; of lists where the fund is held, also those that came over from
/// a district (<see cref="ListSuccessor"/>). It changes nothing.
/// </summary>
public sealed class PaymentTasks(PaymentDesk desk)
{
    private const int Set = 500;

    private NodeDb Db => desk.Db;

    /// <summary>How many are open; by the same questions as <see cref="FindAsync"/>.</summary>
    public async Task<int> CountAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var over = await OverAsync(official, cancel);
        var lists = Lists(official.Office.Value, over);
        return await Reports().CountAsync(cancel) + await Notices(official.Office.Value).CountAsync(cancel) + await Unsent(lists, over).CountAsync(cancel)
            + await Faults(lists).CountAsync(cancel) + await Files(lists).CountAsync(cancel) + await Papers(lists).CountAsync(cancel);
    }

    /// <summary>By kind, the oldest first.</summary>
    public async Task<IReadOnlyList<PaymentTask>> FindAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var over = await OverAsync(official, cancel);
        var lists = Lists(official.Office.Value, over);
        List<PaymentTask> found =
        [
            .. await ReportsAsync(cancel), .. await NoticesAsync(official.Office.Value, cancel), .. await UnsentAsync(lists, over, cancel), .. await FaultsAsync(lists, cancel), .. await FilesAsync(lists, cancel), .. await PapersAsync(lists, cancel),
        ];
        return [.. found.OrderBy(t => t.Kind).ThenBy(t => t.Since).ThenBy(t => t.Path, StringComparer.Ordinal).ThenBy(t => t.Who, StringComparer.Ordinal).ThenBy(t => t.Address, StringComparer.Ordinal)];
    }

    private async Task<List<Guid>> OverAsync(SignedInOfficial official, CancellationToken cancel) => (await desk.TakenOverAsync(official.Office, cancel)).ConvertAll(l => l.Id);

    // Events go where the person goes. What an official wrote down as heard from the post, the payer did not tell.
    private IQueryable<LifeEvent> Reports() => Db.LifeEvents.AsNoTracking().Where(e => e.Source == EventSource.Post && e.RecordedBy == "" && (e.State == EventState.Reported || e.State == EventState.InDossier));

    // A notice stays with its list; it is told to whom the person belongs now.
    private IQueryable<PayerNotice> Notices(string office)
    {
        var below = office + ".";
        return Db.PayerNotices.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(n => (n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Open)
            && Db.Beneficiaries.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(b => b.Id == n.BeneficiaryId && (b.TenantPath == office || b.TenantPath.StartsWith(below))));
    }

    private IQueryable<PaymentList> Lists(string office, List<Guid> over)
    {
        var below = office + ".";
        return Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => l.HolderPath == office || l.HolderPath.StartsWith(below) || over.Contains(l.Id));
    }

    private IQueryable<PaymentList> Unsent(IQueryable<PaymentList> lists, List<Guid> over) => lists.Where(l => l.Status == ListStatus.Unknown || l.Status == ListStatus.Sending || (l.Status == ListStatus.Draft && over.Contains(l.Id))
        || (l.Status == ListStatus.Approved && (over.Contains(l.Id) || Db.PaymentPeriods.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == l.PeriodId && p.State == PeriodState.Closed))));

    // Results of a list that is not known as sent wait for its sending, which is a task of its own; once it went out, or never will, they wait for somebody.
    private IQueryable<ResultFault> Faults(IQueryable<PaymentList> lists) => Db.ResultFaults.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
        .Where(f => f.State == FaultState.Waiting && lists.Any(l => l.Id == f.ListId && (f.Code != ResultProblems.BeforeSending.Code || l.Status == ListStatus.Discarded
            || Db.PaymentSendings.Any(s => s.ListId == l.Id && s.State != SendingState.Prepared && s.State != SendingState.Refused))));

    private IQueryable<ResultDelivery> Files(IQueryable<PaymentList> lists) => Db.ResultDeliveries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => d.State == DeliveryState.Checking && lists.Any(l => l.Id == d.ListId));

    private IQueryable<PaperPayment> Papers(IQueryable<PaymentList> lists) => Db.Set<PaperPayment>().IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
        .Where(p => (p.State == PaperPaymentState.Recorded || p.State == PaperPaymentState.Doubted) && lists.Any(l => l.Id == p.ListId));

    private async Task<IEnumerable<PaymentTask>> ReportsAsync(CancellationToken cancel)
    {
        var found = await Reports().Join(Db.Beneficiaries.AsNoTracking(), e => e.BeneficiaryId, b => b.Id, (e, b) => new { e.Id, e.TenantPath, e.Kind, e.State, e.Note, e.RecordedAt, b.FullName, b.Code }).ToListAsync(cancel);
        return found.Select(e => new PaymentTask(
            e.Kind switch { LifeEventKind.Death => PaymentTaskKind.Death, LifeEventKind.NotCollected => PaymentTaskKind.NotCollected, _ => PaymentTaskKind.OtherReport }, e.TenantPath, $"{e.FullName}, {e.Code}",
            e.State == EventState.InDossier ? $"{e.Note}. Đang giải quyết bằng hồ sơ" : e.Note, e.RecordedAt, $"/bien-dong/{e.Id:D}"));
    }

    private async Task<IEnumerable<PaymentTask>> NoticesAsync(string office, CancellationToken cancel)
    {
        var notices = await Notices(office).ToListAsync(cancel);
        var people = new Dictionary<Guid, (string Words, string Path)>();
        foreach (var ids in notices.Select(n => n.BeneficiaryId).Distinct().Chunk(Set))
        {
            foreach (var person in await Db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.FullName, b.Code, b.TenantPath }).ToListAsync(cancel))
            {
                people[person.Id] = ($"{person.FullName}, {person.Code}", person.TenantPath);
            }
        }

        return notices.Select(n => new PaymentTask(KindOf(n.Kind), people[n.BeneficiaryId].Path, people[n.BeneficiaryId].Words, $"Kết quả chi trả tháng {new PayMonth(n.Month)}{(n.Words.Length > 0 ? $": {n.Words}" : "")}. {PayerNotice.Task(n.Kind)}", n.RecordedAt,
            n.Kind == PayerNoticeKind.NewAccount ? $"/doi-tuong/{n.BeneficiaryId:D}/nhan-tien" : $"/doi-tuong/{n.BeneficiaryId:D}", PayerNotice.IsEvent(n.Kind) ? null : n.ListId));
    }

    private static PaymentTaskKind KindOf(PayerNoticeKind kind) => kind switch
    {
        PayerNoticeKind.Death or PayerNoticeKind.SomebodyDied => PaymentTaskKind.Death, PayerNoticeKind.NotCollected => PaymentTaskKind.NotCollected, PayerNoticeKind.NewAccount => PaymentTaskKind.NewAccount,
        PayerNoticeKind.Refuses or PayerNoticeKind.Detained => PaymentTaskKind.OtherReport, PayerNoticeKind.WhoIsMeant => PaymentTaskKind.WhoIsMeant, PayerNoticeKind.OtherCollector => PaymentTaskKind.OtherCollector, _ => PaymentTaskKind.WrongPapers,
    };

    private async Task<IEnumerable<PaymentTask>> UnsentAsync(IQueryable<PaymentList> lists, List<Guid> over, CancellationToken cancel)
    {
        var found = await Unsent(lists, over).ToListAsync(cancel);
        var periods = found.Select(l => l.PeriodId).Distinct().ToList();
        var closed = await Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => periods.Contains(p.Id)).Select(p => new { p.Id, p.ClosedAt }).ToDictionaryAsync(p => p.Id, p => p.ClosedAt, cancel);
        return found.Select(l => l.Status == ListStatus.Draft
            ? new PaymentTask(PaymentTaskKind.NotSent, l.TenantPath, Words(l), $"{l.TotalDong}, {l.Lines} người nhận; {ListWords.HeldDraft}", l.BuiltAt, $"/chi-tra/danh-sach/{l.Id:D}")
            : l.Status == ListStatus.Approved
            ? new PaymentTask(PaymentTaskKind.NotSent, l.TenantPath, Words(l), $"{l.TotalDong}, {l.Lines} người nhận{(over.Contains(l.Id) ? "; nhận bàn giao từ cấp huyện" : "")}", Later(l.ApprovedAt, closed.GetValueOrDefault(l.PeriodId)), Results(l.Id))
            : new PaymentTask(PaymentTaskKind.Unknown, l.TenantPath, Words(l), $"{PaymentStatusTable.Name(l.Status)}; {l.TotalDong}, {l.Lines} người nhận", l.SentAt ?? Later(l.ApprovedAt, null), Results(l.Id)));
    }

    private async Task<IEnumerable<PaymentTask>> FaultsAsync(IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        var faults = await Faults(lists).ToListAsync(cancel);
        var (of, lines) = (await ListsOfAsync(faults.ConvertAll(f => f.ListId!.Value), cancel), new Dictionary<Guid, string>());
        foreach (var ids in faults.Where(f => f.LineId is not null).Select(f => f.LineId!.Value).Distinct().Chunk(Set))
        {
            foreach (var line in await Db.PaymentLines.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, l.Order, l.PersonName }).ToListAsync(cancel))
            {
                lines[line.Id] = $"dòng {line.Order}, {line.PersonName}; ";
            }
        }

        return faults.Select(f => new PaymentTask(PaymentTaskKind.Disputed, f.TenantPath, $"{(f.LineId is { } line ? lines.GetValueOrDefault(line, "") : "")}{Words(of[f.ListId!.Value])}", Message(f, of[f.ListId!.Value]), f.RecordedAt, Results(f.ListId!.Value)));
    }

    // Nobody sends what is discarded.
    private static string Message(ResultFault fault, PaymentList list) =>
        list.Status == ListStatus.Discarded && fault.Code == ResultProblems.BeforeSending.Code ? ResultProblems.OfDiscarded.Now().Message : fault.Message;

    private async Task<IEnumerable<PaymentTask>> FilesAsync(IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        var files = await Files(lists).ToListAsync(cancel);
        var of = await ListsOfAsync(files.ConvertAll(f => f.ListId!.Value), cancel);
        return files.Select(f => new PaymentTask(PaymentTaskKind.FileToConfirm, of[f.ListId!.Value].TenantPath, Words(of[f.ListId!.Value]), $"Tệp {f.Source}, {f.ReceivedByName} nhận", f.ReceivedAt, Results(f.ListId!.Value)));
    }

    private async Task<IEnumerable<PaymentTask>> PapersAsync(IQueryable<PaymentList> lists, CancellationToken cancel)
    {
        var papers = await Papers(lists).ToListAsync(cancel);
        var of = await ListsOfAsync(papers.ConvertAll(p => p.ListId), cancel);
        return papers.Select(p => new PaymentTask(PaymentTaskKind.PaperToConfirm, of[p.ListId].TenantPath, Words(of[p.ListId]),
            p.State == PaperPaymentState.Doubted ? $"Danh sách giấy số {p.Number}, {p.DoubtedByName} đề nghị sửa" : $"Danh sách giấy số {p.Number}: {p.Lines} dòng, {p.Amount}, {p.RecordedByName} ghi", p.RecordedAt, $"/chi-tra/danh-sach/{p.ListId:D}/tra-giay"));
    }

    private async Task<Dictionary<Guid, PaymentList>> ListsOfAsync(List<Guid> lists, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, PaymentList>();
        foreach (var ids in lists.Distinct().Chunk(Set))
        {
            foreach (var list in await Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => ids.Contains(l.Id)).ToListAsync(cancel))
            {
                found[list.Id] = list;
            }
        }

        return found;
    }

    private static string Words(PaymentList list) => $"{list.UnitName}, tháng {new PayMonth(list.Month)}, {ListWords.Type(list.Type)}, {ListWords.Method(list.Method)}{(list.Sequence > 1 ? $", lần {list.Sequence}" : "")}";

    private static string Results(Guid list) => $"/chi-tra/danh-sach/{list:D}/ket-qua";

    private static DateTime Later(DateTime? one, DateTime? other) => (one ?? DateTime.MinValue) > (other ?? DateTime.MinValue) ? one!.Value : other ?? DateTime.MinValue;
}
