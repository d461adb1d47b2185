using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>
/// Đã chi trả trước khi dùng hệ thống: a payment made once that was due before the first month of this system was paid, or taken, by a list on paper. The accountant says by which one; who approves
/// lists confirms it, for it takes money off for good. Then no list carries it any more; a draft that does is built anew.
/// </summary>
public sealed class PaidBefore(PaymentDesk desk)
{
    private NodeDb Db => desk.Db;

    /// <summary>
    /// Payments made once of the fund holder's communes that were due before its first month, that no list of this system ever held and that nobody proposed yet: what paper may have paid, whether the month is open or closed.
    /// </summary>
    public async Task<IReadOnlyList<OneOffPayment>> OpenAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (holder, below, own) = (period.TenantPath, period.TenantPath + ".", new PayMonth(period.FirstMonth));
        var firsts = await FirstMonths.OfAsync(desk, holder, cancel);
        var latest = firsts.Values.Append(own).Max().Number;
        var old = await Db.OneOffPayments.AsNoTracking().Where(p => (p.TenantPath == holder || p.TenantPath.StartsWith(below)) && p.Kind != OneOffKind.Recovery && p.CancelledById == null && p.DueMonth < latest && p.ListedMonth == 0 && !p.IsOnList)
            .Where(p => !Db.PaymentJustifications.Any(j => j.TenantPath == holder && j.Kind == MatterKind.PaidOnPaper && j.SubjectId == p.Id)
                && !Db.PaymentClaims.Any(c => c.SourceId == p.Id && c.Kind > ClaimKind.Care && !Db.PaymentLists.Any(l => l.Id == c.ListId && l.Status == ListStatus.Draft)))
            .OrderBy(p => p.DueMonth).ThenBy(p => p.PersonName).ThenBy(p => p.Id).ToListAsync(cancel);
        return old.FindAll(p => p.DueMonth < FirstMonths.Of(firsts, p.FormerPath, own).Number);
    }

    /// <summary>Đề nghị: by whom makes the lists.</summary>
    /// <param name="paper">Number and month of the list on paper.</param>
    public Task<Outcome<OneOffPayment>> Handle(Guid period, Guid payment, string paper, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<OneOffPayment>(async () =>
    {
        var (found, once) = await FindAsync(period, payment, cancel);
        if (found is null || once is null)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RefusalAsync(found, once, Actions.PaymentBuild, official, cancel) is { } refusal)
        {
            return refusal;
        }

        if (paper.Trim().Length is < JustifyMatters.Fewest or > PaymentJustification.LongestReason)
        {
            return PaymentProblems.Reason.At("Reason");
        }

        // Said anew: another paper, by who says it now.
        Db.PaymentJustifications.RemoveRange(await AskedAsync(found.TenantPath, payment, cancel));
        Db.PaymentJustifications.Add(new PaymentJustification
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = found.TenantPath, PeriodId = period, Kind = MatterKind.PaidOnPaper, SubjectId = payment, Reason = paper.Trim(), ById = official.Id,
            ByName = official.FullName, At = desk.Time.UtcNow,
        });
        var act = Act.By(official, ActKinds.PaymentJustify, desk.Time.UtcNow, $"Đề nghị ghi đã chi trả trước khi dùng hệ thống: {paper.Trim()}", Sum(once)).On("one-off-payment", once.Id);
        return await Db.SaveAsync(act, cancel) ? once : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    /// <summary>Xác nhận: by whom approves lists, and not by who asked for it.</summary>
    public Task<Outcome<OneOffPayment>> ConfirmAsync(Guid period, Guid payment, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<OneOffPayment>(async () =>
    {
        var (found, once) = await FindAsync(period, payment, cancel);
        if (found is null || once is null || await AskedAsync(found.TenantPath, payment, cancel) is not { Count: > 0 } asked)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RefusalAsync(found, once, Actions.PaymentApprove, official, cancel) is { } refusal)
        {
            return refusal;
        }

        if (asked.Exists(a => a.ById == official.Id))
        {
            return PaymentProblems.SamePerson.Now("đề nghị ghi khoản này đã chi trả");
        }

        (once.ListedMonth, once.MovedDong) = (once.DueMonth, once.Amount);
        var act = Act.By(official, ActKinds.PaymentJustify, desk.Time.UtcNow, $"Đã chi trả trước khi dùng hệ thống: {asked[0].Reason}", Sum(once)).On("one-off-payment", once.Id);
        return await Db.SaveAsync(act, cancel) ? once : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    /// <summary>Không xác nhận, rút đề nghị: the payment stays on the lists.</summary>
    public Task<Outcome<OneOffPayment>> DeclineAsync(Guid period, Guid payment, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<OneOffPayment>(async () =>
    {
        var (found, once) = await FindAsync(period, payment, cancel);
        if (found is null || once is null || await AskedAsync(found.TenantPath, payment, cancel) is not { Count: > 0 } asked)
        {
            return CommonProblems.NotFound.Now();
        }

        // Whatever became of the payment since: a proposal that nobody could drop would keep every month from closing.
        var right = asked.TrueForAll(a => a.ById == official.Id) ? Actions.PaymentBuild : Actions.PaymentApprove;
        if (await desk.RefusalAsync(official, right, found.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        Db.PaymentJustifications.RemoveRange(asked);
        var act = Act.By(official, ActKinds.PaymentJustify, desk.Time.UtcNow, $"Không ghi đã chi trả trước khi dùng hệ thống: {asked[0].Reason}", Sum(once)).On("one-off-payment", once.Id);
        return await Db.SaveAsync(act, cancel) ? once : CommonProblems.ChangedMeanwhile.Now();
    }, cancel);

    private async Task<(PaymentPeriod? Period, OneOffPayment? Once)> FindAsync(Guid period, Guid payment, CancellationToken cancel) =>
        (await desk.FindAsync(period, cancel), await Db.OneOffPayments.SingleOrDefaultAsync(p => p.Id == payment && p.CancelledById == null, cancel));

    // The latest first; it may have been proposed on the page of another month, and is dealt with on that of any.
    private Task<List<PaymentJustification>> AskedAsync(string holder, Guid payment, CancellationToken cancel) =>
        Db.PaymentJustifications.Where(j => j.TenantPath == holder && j.Kind == MatterKind.PaidOnPaper && j.SubjectId == payment).OrderByDescending(j => j.At).ToListAsync(cancel);

    private async Task<Problem?> RefusalAsync(PaymentPeriod period, OneOffPayment once, string action, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.RefusalAsync(official, action, period.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        var first = FirstMonths.Of(await FirstMonths.OfAsync(desk, period.TenantPath, cancel), once.FormerPath, new PayMonth(period.FirstMonth));
        // What a list of this system ever held was not paid on paper, also when it came back: its claim says so. Drafts are only what is being made.
        var id = once.Id;
        return once.DueMonth >= first.Number || once.IsOnList || once.ListedMonth > 0 || once.MovedDong.Amount > 0
            || await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AnyAsync(c => c.SourceId == id && c.Kind > ClaimKind.Care && !Db.PaymentLists.Any(l => l.Id == c.ListId && l.Status == ListStatus.Draft), cancel)
            ? PaymentProblems.NotBefore.Now(first) : null;
    }

    private static string Sum(OneOffPayment once) => $"{once.Amount}, đến hạn tháng {new PayMonth(once.DueMonth)}";
}
