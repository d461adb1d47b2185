using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>A list on paper as the official types it.</summary>
/// <param name="Rows">Orders of the lines that were paid; empty: all that were not paid yet.</param>
/// <param name="Dong">Sum that the paper names, held against the lines: no amount is taken from it.</param>
public sealed record PaperPaymentInput(string Number, DateOnly? PaidOn, string Rows, long? Dong, string FileName);

/// <summary>
/// Ghi danh sách giấy: whoever makes or sends lists records which lines of a closed month were paid in cash by a signed list on paper. Nothing of it counts before a second official confirmed it
/// (<see cref="SettlePaperPayment"/>); meanwhile the list is neither sent nor withdrawn.
/// </summary>
public sealed class RecordPaperPayment(PaymentDesk desk, PaperLines lines, UploadStore files)
{
    private NodeDb Db => desk.Db;

    public async Task<Outcome<PaperPayment>> Handle(Guid list, PaperPaymentInput input, Stream scan, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (Faults(of, input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (hash, bytes) = await files.KeepAsync(scan, AttachmentStore.MostBytes, AttachmentContent.HeadLength, head => AttachmentContent.TypeOf(head) is { } type && AttachmentContent.Agrees(input.FileName, type), cancel);
        return bytes is 0 or > AttachmentStore.MostBytes ? PaperProblems.Scan.At("Scan") : await Db.InTurnAsync(() => SaveAsync(list, input, hash, official, cancel), cancel);
    }

    private List<Problem> Faults(PaymentList list, PaperPaymentInput input)
    {
        var (faults, first) = (new List<Problem>(), PaperLines.FirstDay(list));
        if (input.Number.Trim().Length is 0 or > PaperPayment.LongestNumber)
        {
            faults.Add(CommonProblems.Required.At("Number", $"số của danh sách giấy, tối đa {PaperPayment.LongestNumber} ký tự"));
        }

        if (input.PaidOn is not { } on || on < first || on > desk.Time.Today)
        {
            faults.Add(PaperProblems.Day.At("PaidOn", VietnameseFormat.Date(first)));
        }

        if (PaperRows.Parse(input.Rows, list.Lines) is null)
        {
            faults.Add(PaperProblems.Rows.At("Rows", list.Lines));
        }

        if (input.Dong is not > 0)
        {
            faults.Add(CommonProblems.Required.At("Dong", "tổng tiền ghi trên danh sách giấy, để đối chiếu"));
        }

        if (input.FileName.Length == 0)
        {
            faults.Add(PaperProblems.Scan.At("Scan"));
        }

        return faults;
    }

    private async Task<Outcome<PaperPayment>> SaveAsync(Guid id, PaperPaymentInput input, string hash, SignedInOfficial official, CancellationToken cancel)
    {
        var list = await Db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id, cancel);
        if (await lines.RefusalAsync(list, cancel) is { } refusal)
        {
            return refusal;
        }

        if (await PaperLines.WaitingAsync(Db, id, cancel) is { } waiting)
        {
            return PaperProblems.Waits.Now(waiting.Number);
        }

        var chosen = await lines.ChosenAsync(list, PaperRows.Parse(input.Rows, list.Lines)!, cancel);
        if (!chosen.Succeeded)
        {
            return chosen.Problems.ToList();
        }

        var (sum, rows) = (new Dong(chosen.Value.Sum(l => l.Total.Amount)), PaperRows.Words(chosen.Value.Select(l => l.Order)));
        if (sum.Amount != input.Dong || rows.Length > PaperPayment.LongestRows)
        {
            return rows.Length > PaperPayment.LongestRows ? PaperProblems.TooLong.At("Rows") : PaperProblems.Sums.At("Dong", new Dong(input.Dong!.Value), chosen.Value.Count, sum);
        }

        var now = desk.Time.UtcNow;
        var paper = new PaperPayment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), ListId = id, TenantPath = list.TenantPath, Number = input.Number.Trim(), PaidOn = input.PaidOn!.Value, Rows = rows, Lines = chosen.Value.Count, Amount = sum,
            Whole = await lines.IsWholeAsync(list, cancel), ContentHash = hash, FileName = AttachmentContent.CleanName(input.FileName), RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = now, Version = 1,
        };
        Db.Set<PaperPayment>().Add(paper);
        var act = Act.By(official, ActKinds.PaymentResult, now, $"Ghi danh sách giấy số {paper.Number}, trả ngày {VietnameseFormat.Date(paper.PaidOn)}: {paper.Lines} dòng, {paper.Amount}", $"sha256 {hash}").On("payment-list", id);
        return await Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }
}
