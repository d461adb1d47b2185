using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Transfer;
using Protos.Values;

namespace NationalHub.Gateways.Transfers;

/// <summary>Changes of residence between provinces: from where, to where, since when and who must do something; never who moves. What is not at its end stands first, the longest waiting on top.</summary>
public sealed class TransferPageModel(HubDb db, VietnamTime time) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? ProvinceCode { get; set; }

    /// <summary>Whether those that are at their end are shown.</summary>
    [BindProperty(SupportsGet = true, Name = "xong")]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<TransferObject> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var found = await Query(db, ProvinceCode?.Trim() ?? "", Closed).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        Names = await db.Provinces.AsNoTracking().ToDictionaryAsync(p => p.Code, p => p.Name, cancellation);
    }

    /// <summary>Rows of one page's kind, without what is sealed.</summary>
    public static IQueryable<TransferObject> Query(HubDb db, string province, bool closed)
    {
        var rows = db.Transfers.AsNoTracking().Where(t => (province == "" || t.FromProvince == province || t.ToProvince == province)
            && (t.Stage == TransferStage.Settled || t.Stage == TransferStage.Recalled) == closed);
        return (closed ? rows.OrderByDescending(t => t.PostedAt).ThenBy(t => t.Id) : rows.OrderBy(t => t.PostedAt).ThenBy(t => t.Id)).Select(t => new TransferObject
        {
            Id = t.Id, FromProvince = t.FromProvince, FromCommune = t.FromCommune, ToProvince = t.ToProvince, ToCommune = t.ToCommune, Stage = t.Stage, Outcome = t.Outcome, PostedAt = t.PostedAt,
            OfferedAt = t.OfferedAt, ReceivedAt = t.ReceivedAt, AnsweredAt = t.AnsweredAt, ClosedAt = t.ClosedAt, Hash = t.Hash, Sealed = Array.Empty<byte>(),
        });
    }

    public string Place(string province, string commune) => $"{Names.GetValueOrDefault(province, "Tỉnh " + province)}, xã {commune}";

    /// <summary>Whole days since it waits for the same.</summary>
    public int Days(TransferObject row) => Math.Max(0, time.Today.DayNumber - VietnamTime.Day(TransferWords.Since(row)).DayNumber);

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm", VietnameseFormat.Culture);
}
