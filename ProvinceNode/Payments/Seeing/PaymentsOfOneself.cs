using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>A sum of a month's list, told to whom it is for.</summary>
/// <param name="Dong">Negative for what is taken back.</param>
public sealed record OwnSum(string What, long Dong, string State);

/// <summary>What a month's list held for a person.</summary>
public sealed record OwnMonth(PayMonth Month, IReadOnlyList<OwnSum> Sums)
{
    public Dong Total => new(Sums.Sum(s => s.Dong));
}

/// <summary>Money as a citizen sees it.</summary>
/// <param name="Next">When and how the next money comes; empty when none is to come.</param>
/// <param name="Waiting">Sums paid or taken once that no list holds yet.</param>
/// <param name="Paper">What a list on paper paid, outside the lists of this system.</param>
public sealed record OwnMoney(string Next, bool IsHeld, IReadOnlyList<OwnMonth> Months, IReadOnlyList<string> Waiting, IReadOnlyList<string> Paper);

/// <summary>
/// The part of a citizen's own page about money: what each month paid, how and where, what came back and why, what was added or taken back by which decision, and when the next money comes.
/// No category and no account. The page has proven whose file it is; drafts are nobody's news.
/// </summary>
public sealed class PaymentsOfOneselfViewComponent(NodeDb db, VietnamTime time) : ViewComponent
{
    /// <summary>Sums of some two years.</summary>
    private const int Most = 90;

    /// <param name="id">A person whom the reader may see; the scope is the province, for he may have moved.</param>
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var approved = db.PaymentLists.AsNoTracking().Where(l => l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var claims = await PaidClaims.OfAsync(db, db.PaymentClaims.Where(c => c.BeneficiaryId == id && approved.Contains(c.ListId)), Most, cancel);
        var once = await db.OneOffPayments.AsNoTracking().Where(o => o.BeneficiaryId == id && o.CancelledById == null).OrderByDescending(o => o.DueMonth).ToListAsync(cancel);
        var decisions = await DecisionNumbers.OfAsync(db, [.. once.Select(o => o.DecisionId).Distinct()], cancel);
        var of = once.ToDictionary(o => o.Id, o => What(o, decisions.GetValueOrDefault(o.DecisionId, "")));
        var months = claims.GroupBy(c => c.ListMonth).OrderByDescending(g => g.Key)
            .Select(g => new OwnMonth(new(g.Key), [.. g.Select(c => new OwnSum(of.GetValueOrDefault(c.SourceId) ?? What(c), c.Dong, SeeingWords.Told(c)))])).ToList();
        var held = await db.PaymentHolds.AsNoTracking().AnyAsync(h => h.BeneficiaryId == id && h.LiftedAt == null, cancel);
        // What gives back an undone payment, or takes it back, is what lists moved of that one in the end.
        var undone = await db.OneOffPayments.AsNoTracking().Where(o => o.BeneficiaryId == id && o.CancelledById != null).ToDictionaryAsync(o => o.Id, o => o.MovedDong, cancel);
        var waiting = once.Select(o => Waits(o, undone.GetValueOrDefault(o.ReversesId ?? o.Id, o.Amount), of[o.Id])).OfType<string>().ToList();
        var paper = (await PaperPayments.OfAsync(db, once, cancel)).Select(p => $"{of[p.Id]}: {p.Amount}. Đã trả theo danh sách giấy: {p.Paper}").ToList();
        return View("/Payments/Seeing/_PaymentsOfOneself.cshtml", new OwnMoney(held ? "" : await NextAsync(id, claims, cancel), held, months, waiting, paper));
    }

    private static string What(PaidClaim claim) => SeeingWords.Kind(claim.Kind, claim.Month) + claim.Why switch
    {
        ClaimWhy.Missed => " (trả bù tháng trước chưa vào danh sách)", ClaimWhy.Carried => " (chuyển sang vì lần trước chưa nhận)", _ => "",
    };

    private static string What(OneOffPayment once, string decision)
    {
        var months = once.FromMonth == 0 ? "" : once.ToMonth == once.FromMonth ? $" của tháng {new PayMonth(once.FromMonth)}" : $" của các tháng {new PayMonth(once.FromMonth)}–{new PayMonth(once.ToMonth)}";
        var by = decision.Length > 0 ? $", theo {decision}" : "";
        return once.Kind switch
        {
            OneOffKind.Arrears => $"Truy lĩnh: trả bù tiền{months}{by}", OneOffKind.Recovery => $"Trừ lại tiền đã nhận{months} mà không được hưởng{by}", _ => $"{SeeingWords.Once(once.Kind)}{by}",
        };
    }

    private static string? Waits(OneOffPayment once, Dong amount, string what)
    {
        var left = new Dong(amount.Amount - once.MovedDong.Amount);
        return once is { IsOnList: false, ReversesId: not null, Kind: not OneOffKind.Recovery } && left.Amount < 0 ? $"{what}: tổ chức chi trả báo lại là chưa trừ, nên đã trả lại thừa {new Dong(-left.Amount)}; trừ vào các tháng sau hoặc ông/bà nộp lại"
            : once.IsOnList || left.Amount <= 0 ? null
            : once.Kind == OneOffKind.Recovery ? $"{what}: còn {left}, trừ vào các tháng sau"
            : once.ListedMonth == 0 ? $"{what}: {left}, vào danh sách từ tháng {new PayMonth(once.DueMonth)}" : null;
    }

    // The day within the month is told by the payer in the commune (policy 6.2); here stands what the law and the lists say.
    private async Task<string> NextAsync(Guid id, IReadOnlyList<PaidClaim> claims, CancellationToken cancel)
    {
        var month = time.Month;
        // A line of a past month that nobody told of is no payment to come: it stands among the months as "chưa có kết quả".
        if (claims.Where(c => c.IsOpen && new PayMonth(c.ListMonth) >= month).ToList() is { Count: > 0 } open)
        {
            var first = open.Min(c => c.ListMonth);
            var sums = open.Where(c => c.ListMonth == first).ToList();
            return $"Tháng {new PayMonth(first)}: {new Dong(sums.Sum(c => c.Dong))}, {string.Join("; ", sums.Select(c => SeeingWords.Reaches(c.Method, c.Unit)).Distinct())}. Trả trong tháng {new PayMonth(first)}, từ ngày {VietnameseFormat.Date(new PayMonth(first).FirstDay)}; ngày giờ cụ thể do tổ chức chi trả thông báo tại xã, thôn.";
        }

        var last = claims.Count > 0 ? new PayMonth(claims.Max(c => c.ListMonth)) : month;
        var (next, number) = ((last >= month ? last : month).AddMonths(1), (last >= month ? last : month).AddMonths(1).Number);
        if (!await db.Entitlements.AsNoTracking().AnyAsync(e => e.BeneficiaryId == id && e.Status == EntitlementStatus.Active && e.Kind != EntitlementKind.Institution && e.StartMonth <= number && (e.EndMonth == 0 || e.EndMonth >= number), cancel))
        {
            return "";
        }

        var before = next.AddMonths(-1);
        return $"Danh sách tháng {next} được chốt từ ngày 20 đến ngày 24/{before}; tiền được trả trong tháng {next}, từ ngày {VietnameseFormat.Date(next.FirstDay)}. Ngày giờ cụ thể do tổ chức chi trả thông báo tại xã, thôn.";
    }
}
