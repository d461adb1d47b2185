using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>A line with what its result tells.</summary>
/// <param name="Reason">Empty for what was paid or has no result.</param>
public sealed record SeenLine(PaymentLine Line, string UnitName, string Reason, string Collector);

/// <summary>Các dòng of a month that went out, filtered by outcome, method, commune and village, fifty a page, numbers masked.</summary>
[Needs(Actions.PaymentView)]
public sealed class LinesPageModel(PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang-thai")]
    public string? OutcomeSlug { get; set; }

    [BindProperty(SupportsGet = true, Name = "hinh-thuc")]
    public string? MethodSlug { get; set; }

    /// <summary>Path of the commune.</summary>
    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    /// <summary>Asked for when a commune is chosen.</summary>
    [BindProperty(SupportsGet = true, Name = "thon")]
    public string? Village { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SeenLine> Lines { get; private set; } = [];

    public int Count { get; private set; }

    public long Dong { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> Communes { get; private set; } = [];

    public IReadOnlyList<string> Villages { get; private set; } = [];

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    public static IReadOnlyList<KeyValuePair<string, string>> Outcomes { get; } = [.. AccountRow.Outcomes.Select(o => KeyValuePair.Create(SeeingWords.Slug(o), ListWords.Outcome(o)))];

    public static IReadOnlyList<KeyValuePair<string, string>> Methods { get; } = [.. Enum.GetValues<PayMethod>().Select(m => KeyValuePair.Create(SeeingWords.Slug(m), ListWords.Method(m)))];

    /// <summary>The same lines on another page.</summary>
    public string Address(int page) => "?" + string.Join('&', new[] { ("trang-thai", OutcomeSlug), ("hinh-thuc", MethodSlug), ("xa", Commune), ("thon", Village), ("trang", $"{page}") }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var db = Desk.Db;
        var lists = await MonthAccounts.Out(db, Id).Select(l => new { l.Id, l.TenantPath, l.UnitName }).ToListAsync(cancel);
        Communes = [.. lists.DistinctBy(l => l.TenantPath).OrderBy(l => l.TenantPath, StringComparer.Ordinal).Select(l => KeyValuePair.Create(l.TenantPath, l.UnitName))];
        var query = Filtered(lists.Where(l => Communes.All(c => c.Key != Commune) || l.TenantPath == Commune).Select(l => l.Id).ToList());
        if (Communes.Any(c => c.Key == Commune))
        {
            Villages = await query.Select(l => l.Village).Distinct().OrderBy(v => v).ToListAsync(cancel);
        }

        if (Village is { Length: > 0 } village && Villages.Contains(village))
        {
            query = query.Where(l => l.Village == village);
        }

        Count = await query.CountAsync(cancel);
        Dong = await query.SumAsync(l => (long)(object)l.Total, cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var shown = await query.OrderBy(l => l.TenantPath).ThenBy(l => l.ListId).ThenBy(l => l.Order).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var ids = shown.ConvertAll(l => l.Id);
        var results = (await db.PaymentResults.AsNoTracking().Where(r => ids.Contains(r.LineId)).ToListAsync(cancel)).ToDictionary(r => (r.LineId, r.Version));
        var names = lists.DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.UnitName);
        Lines = shown.ConvertAll(l => results.GetValueOrDefault((l.Id, l.ResultVersion)) is { } told
            ? new SeenLine(l, names[l.ListId], l.Outcome == LineOutcome.Paid ? "" : told.ReasonCode.Length == 0 ? told.ReasonText : $"{SeeingWords.Reason(told.ReasonCode)}{(told.ReasonText.Length > 0 ? $": {told.ReasonText}" : "")}", told.CollectorName)
            : new SeenLine(l, names[l.ListId], "", ""));
    }

    private IQueryable<PaymentLine> Filtered(List<Guid> lists)
    {
        var query = Desk.Db.PaymentLines.AsNoTracking().Where(l => lists.Contains(l.ListId));
        if (AccountRow.Outcomes.Where(o => SeeingWords.Slug(o) == OutcomeSlug).Select(o => (LineOutcome?)o).FirstOrDefault() is { } outcome)
        {
            query = query.Where(l => l.Outcome == outcome);
        }

        if (Enum.GetValues<PayMethod>().Where(m => SeeingWords.Slug(m) == MethodSlug).Select(m => (PayMethod?)m).FirstOrDefault() is { } method)
        {
            query = query.Where(l => l.Method == method);
        }

        return query;
    }
}
