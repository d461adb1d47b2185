using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Kết quả đã nhận: what came back by every channel of the official's area, what was new in it and what was not taken. What tells of many lists is the province's.</summary>
[Needs(Actions.PaymentView)]
public sealed class DeliveriesPageModel(NodeDb db) : PageModel
{
    public const int PageSize = 30;

    /// <summary>Faults that are shown of each; a file's report has all.</summary>
    public const int MostFaults = 5;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ResultDelivery> Deliveries { get; private set; } = [];

    public ILookup<Guid, ResultFault> Faults { get; private set; } = Array.Empty<ResultFault>().ToLookup(f => f.DeliveryId);

    public int Pages { get; private set; }

    public static string Word(ResultChannel channel) => channel switch { ResultChannel.CallBack => "gọi lại", ResultChannel.Polling => "hệ thống hỏi", ResultChannel.Upload => "tệp nhận tại trang của danh sách", _ => "tệp" };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Pages = Math.Max(1, (await db.ResultDeliveries.CountAsync(cancel) + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Deliveries = await db.ResultDeliveries.AsNoTracking().OrderByDescending(d => d.ReceivedAt).ThenByDescending(d => d.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var faults = new List<ResultFault>();
        foreach (var id in Deliveries.Where(d => d.Faults > 0).Select(d => d.Id))
        {
            faults.AddRange(await db.ResultFaults.AsNoTracking().Where(f => f.DeliveryId == id).OrderBy(f => f.Line).ThenBy(f => f.Id).Take(MostFaults).ToListAsync(cancel));
        }

        Faults = faults.ToLookup(f => f.DeliveryId);
    }
}
