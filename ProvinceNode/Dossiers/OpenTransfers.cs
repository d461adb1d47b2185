using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>One half of a move that is not at its end: who is on the way, from or to where, and what must be done.</summary>
/// <param name="Half">Out half, or In half of a dossier to take in.</param>
/// <param name="DossierId">The dossier to work on, when it is in the scope.</param>
/// <param name="Numbered">Whether the decision of the old place has its number: before that nothing is sent.</param>
public sealed record OpenTransfer(TransferHalf Half, string Person, Guid? DossierId, bool Numbered)
{
    /// <summary>Months already begun that nobody pays: from the first month of the new place to this one.</summary>
    public int MonthsUnpaid(PayMonth month) => Math.Max(0, month.MonthsSince(First) + 1);

    /// <summary>First month of the new place: the one after the stop month, or a later one when nothing had begun yet.</summary>
    public PayMonth First => TransferPacket.Parse(Half.Packet).First(Next);

    private PayMonth Next => new PayMonth(Half.StopMonth).AddMonths(1);

    private string Begins => Half.CrossesProvinces && PassageWords.Begins(TransferPacket.Parse(Half.Packet), Next) is { Length: > 0 } words ? " " + words : "";

    /// <summary>What the officer does, in the law's words.</summary>
    public string ToDo => (Half.Side, Half.Status) switch
    {
        (TransferSide.In, _) => $"Xét duyệt, quyết định chi trả từ tháng {First}; không đúng nơi cư trú thì trả lại nơi cũ kèm lý do.{Begins}{(Half.PassageNote.Length > 0 ? " " + Half.PassageNote : "")}",
        (_, TransferStatus.Open) when !Numbered => "Văn thư vào số quyết định thôi chi trả; vào số xong hồ sơ được chuyển ngay đến nơi mới.",
        (_, TransferStatus.Open) => "Hồ sơ đang được chuyển. Nếu sang ngày hôm sau vẫn ở đây, nơi mới chưa có đơn vị nhận trên hệ thống: báo quản trị của tỉnh.",
        (_, TransferStatus.Sent) => $"Nơi mới đã nhận và chưa quyết định. Đôn đốc nơi mới quyết định chi trả từ tháng {First} hoặc trả lại.",
        _ => PassageWords.ToDo(Half, Numbered, Electronic, First),
    };

    /// <summary>Whether the node has a hub, through whose mailbox moves to other provinces go.</summary>
    public bool Electronic { get; init; }

    /// <summary>Halves of the scope that are open, the longest waiting first.</summary>
    /// <param name="electronic">See <see cref="Electronic"/>.</param>
    public static async Task<IReadOnlyList<OpenTransfer>> FindAsync(NodeDb db, CancellationToken cancel, bool electronic = false)
    {
        var halves = await db.TransferHalves.AsNoTracking().Where(h => h.Status == TransferStatus.Open
            || (h.Side == TransferSide.Out && (h.Status == TransferStatus.Sent || h.Status == TransferStatus.Outside))).OrderBy(h => h.RecordedAt).ThenBy(h => h.Id).ToListAsync(cancel);
        var (transfers, decisions) = (halves.Select(h => (Guid?)h.TransferId).ToList(), halves.Select(h => h.DecisionId).ToList());
        var incoming = await db.Dossiers.Where(d => d.TransferId != null && transfers.Contains(d.TransferId)).OrderByDescending(d => d.SubmittedAt).ThenByDescending(d => d.Id).Select(d => new { d.Id, d.TransferId }).ToListAsync(cancel);
        var signed = await db.Decisions.Where(d => decisions.Contains(d.Id)).Select(d => new { d.Id, d.DossierId, d.Number }).ToListAsync(cancel);
        return halves.ConvertAll(h =>
        {
            var decision = signed.Find(d => d.Id == h.DecisionId);
            return new OpenTransfer(h, TransferPacket.Parse(h.Packet).PersonName,
                h.Side == TransferSide.In ? incoming.Find(d => d.TransferId == h.TransferId)?.Id : decision?.DossierId, decision?.Number is not null) { Electronic = electronic };
        });
    }
}

/// <summary>Somebody who will come: the old place has signed and not sent yet. Who it is becomes known with the record.</summary>
public sealed record ExpectedArrival(string From, int StopMonth, DateTime SignedAt);

/// <summary>What waits between two places: moves of residence on their way, and payments whose receiver died (policy 3.7, 3.6).</summary>
[Needs(Actions.RegistryView)]
public sealed class OpenTransfersModel(NodeDb db, CurrentOfficial current, TransferWay mailbox, VietnamTime time) : PageModel
{
    public IReadOnlyList<OpenTransfer> Rows { get; private set; } = [];

    public IReadOnlyList<ExpectedArrival> Expected { get; private set; } = [];

    public IReadOnlyList<ReceiverLost> Receivers { get; private set; } = [];

    public PayMonth Month => PayMonth.Of(time.Today);

    /// <summary>Whether the official writes down what another province answered.</summary>
    public bool MayAnswer(OpenTransfer row) => row.Half.Status == TransferStatus.Outside && Passages.OnPaper(row.Half, row.Electronic) != PaperAnswer.Barred && row.Half.TenantPath == current.Required.Office.Value && current.Required.May(Actions.DossierReview);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rows = await OpenTransfer.FindAsync(db, cancel, mailbox.IsOpen);
        Receivers = await ReceiverLost.AllAsync(db, cancel);
        Expected = await ExpectedAsync(cancel);
    }

    /// <summary>Whole days since a half was recorded.</summary>
    public int DaysOf(TransferHalf half) => time.Today.DayNumber - VietnamTime.Day(half.RecordedAt).DayNumber;

    // The old place's rows are its own: only from where and since when is told.
    private async Task<List<ExpectedArrival>> ExpectedAsync(CancellationToken cancel)
    {
        var (province, commune) = (current.Required.Office.Province, current.Required.Office.UnitCode);
        var rows = await db.TransferHalves.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(h => h.Side == TransferSide.Out && h.Status == TransferStatus.Open && h.OtherProvince == province && h.OtherCommune == commune)
            .OrderBy(h => h.RecordedAt).Select(h => new { h.TenantPath, h.StopMonth, h.RecordedAt }).ToListAsync(cancel);
        var paths = rows.Select(r => r.TenantPath).ToList();
        var names = await db.Offices.Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToDictionaryAsync(o => o.TenantPath, o => o.UnitName, cancel);
        return rows.ConvertAll(r => new ExpectedArrival(names.GetValueOrDefault(r.TenantPath, r.TenantPath), r.StopMonth, r.RecordedAt));
    }
}
