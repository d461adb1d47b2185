using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>Something that stands in the way of closing a month.</summary>
/// <param name="SubjectId">What a reason is kept for.</param>
/// <param name="Address">Page on which it is dealt with.</param>
/// <param name="Reason">Why it may stay open; null while nobody said.</param>
public sealed record PeriodMatter(MatterKind Kind, Guid SubjectId, string What, string Address, string? Reason)
{
    /// <summary>Lists must be made and approved: no reason stands in for them.</summary>
    public bool Justifiable => Kind is not (MatterKind.DraftList or MatterKind.NoList or MatterKind.PaidOnPaper);

    public static string Name(MatterKind kind) => kind switch
    {
        MatterKind.Hold => "Tin báo chết, vắng mặt, hưởng ở hai tỉnh chưa giải quyết (đang tạm giữ chi trả)",
        MatterKind.LifeEvent => "Biến động chưa giải quyết xong",
        MatterKind.Duplicate => "Hai hồ sơ nghi là một người",
        MatterKind.NoAccount => "Chi trả qua tài khoản nhưng chưa có số tài khoản",
        MatterKind.UnverifiedAccount => "Tài khoản chưa được ngân hàng xác nhận",
        MatterKind.ProxyEnded => "Ủy quyền của chủ tài khoản đã hết, danh sách trả tiền mặt tại điểm chi trả",
        MatterKind.ProxyWaiting => "Giấy ủy quyền nhận thay chờ người thứ hai xác nhận, danh sách chưa theo",
        MatterKind.NamedReceiver => "Người nhận theo tờ khai, chưa có ủy quyền có chứng thực",
        MatterKind.LongMissed => "Truy trả các tháng chưa từng vào danh sách",
        MatterKind.Overpaid => "Đã chi vượt, cần đề nghị quyết định thu hồi",
        MatterKind.BeforeFirst => "Khoản chi một lần đến hạn trước kỳ đầu tiên của hệ thống, cần đối chiếu đã chi trả chưa",
        MatterKind.PaidOnPaper => "Đề nghị ghi đã chi trả theo danh sách giấy, chờ người duyệt xác nhận",
        MatterKind.TooEarly => "Chưa đến ngày chốt",
        MatterKind.NoResults => "Kỳ trước còn dòng chưa có kết quả chi trả",
        MatterKind.AwaitingHeir => "Người hưởng đã chết, số tiền còn lại chờ ghi người nhận",
        MatterKind.NotBuilt => "Xã không lập được danh sách kỳ này, số phải trả vào danh sách kỳ sau",
        MatterKind.DraftList => "Danh sách chưa duyệt",
        _ => "Chưa lập danh sách",
    };
}

/// <summary>Gathers what is open when a month is to be closed (policy 6.2: check duplicates, deaths; product: accounts).</summary>
public sealed class PeriodMatters(PaymentDesk desk, NodeDb db, VietnamTime time)
{
    /// <summary>So many missed months in one line are looked at before they are paid.</summary>
    private const int ManyMonths = 3;

    /// <param name="period">Its fund holder is the scope: reports of people are those of the scope.</param>
    public async Task<IReadOnlyList<PeriodMatter>> FindAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (lists, found) = (ListsOf(period), new List<(MatterKind Kind, Guid Subject, string What, string Address)>());
        found.AddRange(await ReportsAsync(period, null, cancel));
        found.AddRange(await PairsAsync(lists, cancel));
        found.AddRange(await AccountsAsync(period, lists, cancel));
        found.AddRange(await NamedReceivers.FindAsync(db, lists, period.Month, cancel));
        found.AddRange(await MissedAsync(lists, cancel));
        found.AddRange(await ListsAsync(period, cancel));
        found.AddRange(await OverpaidAsync(period, cancel));
        found.AddRange(await BeforeFirstAsync(period, lists, cancel));
        found.AddRange(await OnPaperAsync(period, cancel));
        found.AddRange(await AwaitingHeirAsync(period, cancel));
        found.AddRange(await CalendarAsync(period, cancel));
        return await ReasonedAsync(period, found, cancel);
    }

    /// <summary>What is open about the people of drafts alone: what a list that a closed month adds is held against before it is approved. Reasons that closing was given for the same thing stand.</summary>
    /// <param name="list">Null: every draft of the month.</param>
    public async Task<IReadOnlyList<PeriodMatter>> OfDraftsAsync(PaymentPeriod period, Guid? list, CancellationToken cancel)
    {
        var drafts = ListsOf(period).Where(l => l.Status == ListStatus.Draft && (list == null || l.Id == list));
        var ids = drafts.Select(l => l.Id);
        var people = (await db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.ListId)).Select(c => c.BeneficiaryId).Distinct().ToListAsync(cancel)).ToHashSet();
        if (people.Count == 0)
        {
            return [];
        }

        var found = await ReasonedAsync(period, [
            .. await ReportsAsync(period, people, cancel), .. await PairsAsync(drafts, cancel), .. await AccountsAsync(period, drafts, cancel), .. await NamedReceivers.FindAsync(db, drafts, period.Month, cancel), .. await MissedAsync(drafts, cancel),
            .. (await OverpaidAsync(period, cancel)).FindAll(o => people.Contains(o.Item2)), .. await BeforeFirstAsync(period, drafts, cancel), .. await OnPaperAsync(period, cancel),
        ], cancel);
        // Approving tells of proposals by itself, with their months.
        return [.. found.Where(m => m.Kind != MatterKind.PaidOnPaper)];
    }

    private async Task<IReadOnlyList<PeriodMatter>> ReasonedAsync(PaymentPeriod period, List<(MatterKind Kind, Guid Subject, string What, string Address)> found, CancellationToken cancel)
    {
        var reasons = (await db.PaymentJustifications.AsNoTracking().Where(j => j.PeriodId == period.Id).Select(j => new { j.Kind, j.SubjectId, j.Reason }).ToListAsync(cancel)).ToDictionary(j => (j.Kind, j.SubjectId), j => j.Reason);
        // What is said to be paid on paper waits for its second official: a reason for all that is old must not stand in for him.
        var proposed = found.FindAll(f => f.Kind == MatterKind.PaidOnPaper).Select(f => f.Subject).ToHashSet();
        found.RemoveAll(f => f.Kind == MatterKind.BeforeFirst && proposed.Contains(f.Subject));
        // Its own text is no reason: it waits until somebody else confirms it.
        reasons.Keys.Where(k => k.Kind == MatterKind.PaidOnPaper).ToList().ForEach(k => reasons.Remove(k));
        return [.. found.DistinctBy(f => (f.Kind, f.Subject)).OrderBy(f => f.Kind).ThenBy(f => f.What, StringComparer.Ordinal).Select(f => new PeriodMatter(f.Kind, f.Subject, f.What, f.Address, reasons.GetValueOrDefault((f.Kind, f.Subject))))];
    }

    // Of the fund holder's own people, also when an official of the province looks.
    private async Task<List<(MatterKind, Guid, string, string)>> ReportsAsync(PaymentPeriod period, HashSet<Guid>? people, CancellationToken cancel)
    {
        var (holder, below) = (period.TenantPath, period.TenantPath + ".");
        var open = await db.LifeEvents.AsNoTracking().Where(e => (e.TenantPath == holder || e.TenantPath.StartsWith(below)) && (e.State == EventState.Reported || e.State == EventState.InDossier))
            .Join(db.Beneficiaries.AsNoTracking(), e => e.BeneficiaryId, b => b.Id, (e, b) => new { e.Id, e.BeneficiaryId, b.FullName, b.Code, Held = db.PaymentHolds.Any(h => h.EventId == e.Id && h.LiftedAt == null) }).ToListAsync(cancel);
        return open.FindAll(e => people is null || people.Contains(e.BeneficiaryId)).ConvertAll(e => (e.Held ? MatterKind.Hold : MatterKind.LifeEvent, e.Id, $"{e.FullName}, {e.Code}", $"/doi-tuong/{e.BeneficiaryId:D}"));
    }

    private async Task<List<(MatterKind, Guid, string, string)>> PairsAsync(IQueryable<PaymentList> of, CancellationToken cancel)
    {
        var lists = of.Select(l => l.Id);
        var listed = db.PaymentClaims.AsNoTracking().Where(c => lists.Contains(c.ListId));
        var pairs = await db.Set<DuplicatePair>().AsNoTracking().Where(p => p.State == PairState.Open && listed.Any(c => c.BeneficiaryId == p.FirstId || c.BeneficiaryId == p.SecondId)).Select(p => new { p.Id, p.FirstId, p.SecondId }).ToListAsync(cancel);
        var ids = pairs.SelectMany(p => new[] { p.FirstId, p.SecondId }).Distinct().ToList();
        // The other record may lie elsewhere; its code is shown, as on the page of pairs.
        var codes = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Code }).ToDictionaryAsync(b => b.Id, b => b.Code, cancel);
        return pairs.ConvertAll(p => (MatterKind.Duplicate, p.Id, $"{codes.GetValueOrDefault(p.FirstId, "?")} và {codes.GetValueOrDefault(p.SecondId, "?")}", "/doi-tuong/trung-lap"));
    }

    private async Task<List<(MatterKind, Guid, string, string)>> AccountsAsync(PaymentPeriod period, IQueryable<PaymentList> of, CancellationToken cancel)
    {
        var lists = of.Where(l => l.Method == PayMethod.Bank || l.Method == PayMethod.Epay).Select(l => l.Id);
        var lines = db.PaymentLines.AsNoTracking().Where(l => lists.Contains(l.ListId));
        var none = await lines.Where(l => l.AccountNumber == "").Select(l => new { l.Id, l.ListId, l.ReceiverName, l.BeneficiaryCode }).ToListAsync(cancel);
        // The account of somebody who moved lies with his new commune; the list that still pays him does not. A good answer about another name than the line's is held against it here: the database cannot fold names.
        var accounts = db.ReceivingAccounts.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).AsNoTracking();
        var named = await lines.Where(l => l.AccountNumber != "")
            .GroupJoin(accounts, l => new { Person = l.PersonId, l.AccountNumber, l.Bank }, a => new { Person = (Guid?)a.BeneficiaryId, a.AccountNumber, a.Bank }, (l, found) => new { Line = l, Found = found })
            .SelectMany(l => l.Found.DefaultIfEmpty(), (l, a) => new { l.Line, Account = a }).Where(l => l.Account == null || l.Account.State != AccountState.Good || l.Account.Holder != l.Line.AccountHolder)
            .Select(l => new { l.Line.Id, l.Line.ListId, l.Line.ReceiverName, l.Line.BeneficiaryCode, l.Line.Bank, l.Line.AccountHolder, l.Account }).ToListAsync(cancel);
        var unverified = named.ConvertAll(l => (Line: l, State: l.Account?.StateFor(l.AccountHolder) ?? AccountState.Unchecked)).FindAll(l => l.State != AccountState.Good);
        var all = of.Select(l => l.Id);
        var (people, day) = (db.PaymentClaims.Where(c => all.Contains(c.ListId)).Select(c => c.BeneficiaryId), new PayMonth(period.Month).FirstDay);
        var ended = await ProxyAccounts.LeftAsync(db, people, period.Month, cancel);
        var waiting = await db.ProxyAuthorisations.AsNoTracking().Where(p => p.ConfirmedAt == null && p.RevokedOn == null && p.CertificateNumber != "" && p.From <= day && day <= p.To && people.Contains(p.BeneficiaryId))
            .Join(db.Beneficiaries.AsNoTracking(), p => p.BeneficiaryId, b => b.Id, (p, b) => new { p.Id, Person = b.Id, b.FullName, b.Code, p.ProxyName }).ToListAsync(cancel);
        return
        [
            .. none.Select(l => (MatterKind.NoAccount, l.Id, $"{l.ReceiverName}, {l.BeneficiaryCode}", $"/chi-tra/danh-sach/{l.ListId:D}")),
            .. ended.Select(e => (MatterKind.ProxyEnded, e.Change.Id, $"{e.Name}, {e.Code}: tài khoản của {e.Change.AccountHolder}", $"/doi-tuong/{e.Change.BeneficiaryId:D}/nhan-tien")),
            .. waiting.Select(w => (MatterKind.ProxyWaiting, w.Id, $"{w.FullName}, {w.Code}: ủy quyền cho {w.ProxyName}", $"/doi-tuong/{w.Person:D}/nhan-tien")),
            .. unverified.Select(l => (MatterKind.UnverifiedAccount, l.Line.Id, $"{l.Line.ReceiverName}, {l.Line.BeneficiaryCode}, {l.Line.Bank}: {Receiving.CheckAccounts.Word(l.State)}", $"/chi-tra/danh-sach/{l.Line.ListId:D}")),
        ];
    }

    private async Task<List<(MatterKind, Guid, string, string)>> MissedAsync(IQueryable<PaymentList> of, CancellationToken cancel)
    {
        var lists = of.Select(l => l.Id);
        var missed = db.PaymentClaims.AsNoTracking().Where(c => lists.Contains(c.ListId) && c.Why == ClaimWhy.Missed);
        var entered = missed.Where(c => db.Entitlements.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(e => e.Id == c.EntitlementId && e.Source != EntitlementSource.Decision)).Select(c => c.LineId);
        var many = await missed.GroupBy(c => c.LineId).Where(g => g.Count() >= ManyMonths || entered.Contains(g.Key)).Select(g => new { Line = g.Key, Months = g.Count() })
            .Join(db.PaymentLines.AsNoTracking(), g => g.Line, l => l.Id, (g, l) => new { l.Id, l.ListId, l.ReceiverName, l.BeneficiaryCode, g.Months }).ToListAsync(cancel);
        var ofPaper = (await entered.Distinct().ToListAsync(cancel)).ToHashSet();
        return many.ConvertAll(l => (MatterKind.LongMissed, l.Id, $"{l.ReceiverName}, {l.BeneficiaryCode}: {l.Months} tháng{(ofPaper.Contains(l.Id) ? ", nhập từ danh sách, hồ sơ giấy" : "")}", $"/chi-tra/danh-sach/{l.ListId:D}"));
    }

    private async Task<List<(MatterKind, Guid, string, string)>> OverpaidAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var runs = await db.PaymentRuns.AsNoTracking().Where(r => r.PeriodId == period.Id).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).ToListAsync(cancel);
        var ids = runs.ConvertAll(r => r.Id);
        var told = await db.PaymentOmissions.AsNoTracking().Where(o => ids.Contains(o.RunId) && o.Reason == OmissionReason.Overpaid)
            .Join(db.Beneficiaries.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).AsNoTracking(), o => o.PersonId, b => b.Id, (o, b) => new { o.RunId, o.TenantPath, o.PersonId, b.FullName, b.Code, o.Why, o.Amount }).ToListAsync(cancel);
        var people = told.Select(o => o.PersonId).Distinct().ToList();
        // What a decision takes back since the building is no matter any more; the next one tells the rest anew. What was told by a case or as paid twice is no part of what the building told.
        var taken = (await db.OverpaidMonths.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(m => m.RecoveryId != null && m.CaseId == null && m.FaultId == null && people.Contains(m.BeneficiaryId)).Select(m => new { m.BeneficiaryId, m.DecidedAt, m.Amount }).ToListAsync(cancel)).ToLookup(m => m.BeneficiaryId);
        long Open(Guid person, long over, PaymentRun run) => over - taken[person].Where(m => m.DecidedAt >= (run.DoneAt ?? run.StartedAt)).Sum(m => m.Amount.Amount);
        // The latest building of a commune says what stands.
        return [.. told.Where(o => runs.Find(r => r.WentOver(o.TenantPath))?.Id == o.RunId).GroupBy(o => o.PersonId).Where(g => Open(g.Key, g.Sum(o => o.Amount.Amount), runs.Find(r => r.Id == g.First().RunId)!) > 0).Select(g =>
            (MatterKind.Overpaid, g.Key, $"{g.First().FullName}, {g.First().Code}: {new Dong(g.Sum(o => o.Amount.Amount))}. {string.Join("; ", g.Select(o => o.Why))}", $"/doi-tuong/{g.Key:D}/thu-hoi"))];
    }

    private async Task<List<(MatterKind, Guid, string, string)>> BeforeFirstAsync(PaymentPeriod period, IQueryable<PaymentList> of, CancellationToken cancel)
    {
        var (lists, own) = (of.Select(l => l.Id), new PayMonth(period.FirstMonth));
        var firsts = await FirstMonths.OfAsync(desk, period.TenantPath, cancel);
        var latest = firsts.Values.Append(own).Max().Number;
        var old = await db.PaymentClaims.AsNoTracking().Where(c => lists.Contains(c.ListId) && c.Kind > ClaimKind.Care && c.Why == ClaimWhy.Once)
            .Join(db.OneOffPayments.Where(p => p.DueMonth < latest), c => c.SourceId, p => p.Id, (c, p) => new { p.Id, c.ListId, p.PersonName, p.Amount, p.DueMonth, p.ListedMonth, p.FormerPath }).ToListAsync(cancel);
        old = old.FindAll(p => FirstMonths.Of(firsts, p.FormerPath, own).Number is var first && p.DueMonth < first && (p.ListedMonth == 0 || p.ListedMonth >= first));
        return old.ConvertAll(p => (MatterKind.BeforeFirst, p.Id, $"{p.PersonName}: {p.Amount}, đến hạn tháng {new PayMonth(p.DueMonth)}", $"/chi-tra/danh-sach/{p.ListId:D}"));
    }

    // Money of the dead that nobody takes: without a page that tells it nobody asks the family.
    private async Task<List<(MatterKind, Guid, string, string)>> AwaitingHeirAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var left = (await LeftOut.OfAsync(db, period.Id, cancel)).FindAll(o => o.Reason == OmissionReason.AwaitingHeir);
        var names = await LeftOut.NamesAsync(db, left.ConvertAll(o => o.PersonId), cancel);
        return [.. left.GroupBy(o => o.PersonId).Select(g => (Of: names.GetValueOrDefault(g.Key), Sum: g)).Select(p =>
            (MatterKind.AwaitingHeir, p.Sum.Key, $"{p.Of?.Words ?? "Người không còn hồ sơ"}: {new Dong(p.Sum.Sum(o => o.Amount.Amount))}", p.Of is { InScope: true } ? $"/doi-tuong/{p.Sum.Key:D}" : $"/chi-tra/{period.Id:D}/de-ngoai"))];
    }

    // Of whatever month of the fund holder they were proposed: the lists of each month are kept from approval by them.
    private async Task<List<(MatterKind, Guid, string, string)>> OnPaperAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var holder = period.TenantPath;
        var asked = await db.PaymentJustifications.AsNoTracking().Where(j => j.TenantPath == holder && j.Kind == MatterKind.PaidOnPaper)
            .Join(db.OneOffPayments.Where(p => p.ListedMonth == 0 && p.CancelledById == null), j => j.SubjectId, p => p.Id, (j, p) => new { p.Id, p.PersonName, p.Amount, j.Reason, j.ByName, j.At, j.PeriodId }).ToListAsync(cancel);
        // What came over from a district was proposed in a month of that one.
        var ids = asked.Select(a => a.PeriodId).Distinct().ToList();
        var months = await db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Month }).ToDictionaryAsync(p => p.Id, p => p.Month, cancel);
        return
        [
            .. asked.OrderByDescending(a => a.At).Select(a => (MatterKind.PaidOnPaper, a.Id,
                $"{a.PersonName}: {a.Amount}. {a.ByName} đề nghị{(months[a.PeriodId] == period.Month ? "" : $" ở kỳ tháng {new PayMonth(months[a.PeriodId])}")}: {a.Reason}", $"/chi-tra/{period.Id:D}/chot")),
        ];
    }

    // Days of the month before (Decree 20/2021 Art. 34): results first, then closing.
    private async Task<List<(MatterKind, Guid, string, string)>> CalendarAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var found = new List<(MatterKind, Guid, string, string)>();
        if (time.Today < period.ClosingFrom)
        {
            found.Add((MatterKind.TooEarly, period.Id, $"Ngày bắt đầu chốt là {VietnameseFormat.Date(period.ClosingFrom)}", $"/chi-tra/{period.Id:D}"));
        }

        var (holder, before) = (period.TenantPath, new PayMonth(period.Month).AddMonths(-1).Number);
        var lists = db.PaymentLists.AsNoTracking().Where(l => l.HolderPath == holder && l.Month == before && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded).Select(l => l.Id);
        if (await db.PaymentLines.CountAsync(l => lists.Contains(l.ListId) && l.Outcome == LineOutcome.Open, cancel) is > 0 and var open)
        {
            found.Add((MatterKind.NoResults, period.Id, $"Kỳ tháng {new PayMonth(before)} còn {open} dòng chưa có kết quả", $"/chi-tra/{period.Id:D}"));
        }

        // What came over from a district is awaited here too, list by list.
        found.AddRange((await desk.TakenOverAsync(TenantPath.Parse(holder), cancel)).FindAll(l => l.Month <= before)
            .Select(l => (MatterKind.NoResults, l.Id, $"{l.UnitName}, danh sách {ListWords.Type(l.Type)} tháng {new PayMonth(l.Month)} nhận bàn giao từ cấp huyện {(l.Status == ListStatus.Draft ? "chưa duyệt và gửi" : "chưa có đủ kết quả")}", $"/chi-tra/danh-sach/{l.Id:D}")));

        return found;
    }

    private async Task<List<(MatterKind, Guid, string, string)>> ListsAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var found = (await ListsOf(period).Where(l => l.Status == ListStatus.Draft).Select(l => new { l.Id, l.UnitName, l.Type, l.Method }).ToListAsync(cancel))
            .ConvertAll(l => (MatterKind.DraftList, l.Id, $"{l.UnitName}: {ListWords.Type(l.Type)}, {ListWords.Method(l.Method)}", $"/chi-tra/danh-sach/{l.Id:D}"));
        found.AddRange(await CommunesAsync(period, cancel));
        found.AddRange((await ListGaps.FindAsync(db, period.Id, cancel)).Select(g => (Missing(period), g.ListId, $"{g.UnitName}: {ListWords.Type(g.Type)}, {ListWords.Method(g.Method)}, đã hủy chưa lập lại", $"/chi-tra/{period.Id:D}")));
        return found;
    }

    // Lists must be made; once their month is past none is made any more, what they would have held is due on the next, and the month may be closed with a reason so that its approved lists go out.
    private MatterKind Missing(PaymentPeriod period) => new PayMonth(period.Month) < time.Month ? MatterKind.NotBuilt : MatterKind.NoList;

    // Communes that no building went over: of a building that was stopped those that failed may stay open with a reason, for nobody else can be kept from his money by them.
    private async Task<List<(MatterKind, Guid, string, string)>> CommunesAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (kind, month, page) = (Missing(period), $"Kỳ tháng {new PayMonth(period.Month)}: chưa lập danh sách cho đủ các xã", $"/chi-tra/{period.Id:D}");
        var runs = await db.PaymentRuns.AsNoTracking().Where(r => r.PeriodId == period.Id && !r.Supplementary).ToListAsync(cancel);
        if (runs.MaxBy(r => r.StartedAt) is not { } last || last.State == RunState.Building)
        {
            return [(kind, period.Id, month, page)];
        }

        if (last.State == RunState.Built)
        {
            return [];
        }

        var missing = (await desk.CommunesAsync(period.TenantPath, cancel)).FindAll(o => !runs.Exists(r => r.WentOver(o.TenantPath)));
        var failed = missing.FindAll(o => last.FailedPaths.Contains(o.TenantPath));
        return
        [
            .. failed.Select(o => (MatterKind.NotBuilt, o.Id, o.UnitName, page)),
            .. missing.Count > failed.Count || last.Cursor.Length == 0 ? [(kind, period.Id, month, page)] : Array.Empty<(MatterKind, Guid, string, string)>(),
        ];
    }

    private IQueryable<PaymentList> ListsOf(PaymentPeriod period) => db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period.Id && l.Status != ListStatus.Discarded);
}
