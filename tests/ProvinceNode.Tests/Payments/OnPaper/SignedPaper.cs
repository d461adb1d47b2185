using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;

namespace ProvinceNode.Tests.Payments.OnPaper;

/// <summary>A signed list on paper, number 07/DS-CT: recorded by the cashier, confirmed and corrected by the head.</summary>
internal static class SignedPaper
{
    private static readonly byte[] Scan = "%PDF-1.7 danh sach giay da ky nhan"u8.ToArray();

    public static async Task<PaperPayment> PaidAsync(SendRun run, Guid list, string rows, long dong, DateOnly? on = null)
    {
        var paper = LevelRun.Must(await run.AsAsync(run.Cashier, async s =>
        {
            using var scan = new MemoryStream(Scan);
            return await s.GetRequiredService<RecordPaperPayment>().Handle(list, new("07/DS-CT", on ?? new DateOnly(2022, 11, 7), rows, dong, "giay.pdf"), scan, run.Cashier, default);
        }));
        return LevelRun.Must(await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<SettlePaperPayment>().Handle(list, paper.Id, true, "Đã đối chiếu từng chữ ký", run.Pay.Head, default)));
    }

    public static async Task TakenBackAsync(SendRun run, Guid list, Guid paper, string rows)
    {
        LevelRun.Must(await run.AsAsync(run.Cashier, s => s.GetRequiredService<DoubtPaperPayment>().Handle(list, paper, rows, "Ký nhầm dòng của người cùng tên", run.Cashier, default)));
        LevelRun.Must(await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<CorrectPaperPayment>().Handle(list, paper, true, run.Pay.Head, default)));
    }
}
