using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Closing;

/// <summary>Rà soát biến động: what the month's lists change against last month's, in people and đồng, with the person and decision behind each line.</summary>
[Needs(Actions.PaymentView)]
public sealed class ReviewPageModel(MonthReview review, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>Kind that is shown: tang, giam, dieu-chinh, mot-lan; else all.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ChangeSum> Sums { get; private set; } = [];

    public IReadOnlyList<ReviewedChange> Changes { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + MonthReview.PageSize - 1) / MonthReview.PageSize);

    public static string Slug(ChangeKind kind) => kind switch
    {
        ChangeKind.Increase => "tang", ChangeKind.Decrease => "giam", ChangeKind.Adjusted => "dieu-chinh", _ => "mot-lan",
    };

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var all = await review.ChangesAsync(Period, cancel);
        Sums = MonthReview.Sums(all);
        var chosen = Enum.GetValues<ChangeKind>().Where(k => Slug(k) == Kind).Select(k => (ChangeKind?)k).FirstOrDefault();
        var shown = all.Where(c => chosen is null || c.Kind == chosen).ToList();
        (Count, Kind) = (shown.Count, chosen is { } one ? Slug(one) : null);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Changes = await review.NamedAsync([.. shown.Skip((PageNumber - 1) * MonthReview.PageSize).Take(MonthReview.PageSize)], cancel);
    }
}
