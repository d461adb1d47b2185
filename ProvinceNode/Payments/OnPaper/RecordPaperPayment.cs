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

        if (await FaultsAsync(of, input, scan, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (hash, bytes) = await files.KeepAsync(scan, AttachmentStore.MostBytes, AttachmentContent.HeadLength, head => IsScan(input.FileName, head), cancel);
        return bytes is 0 or > AttachmentStore.MostBytes ? PaperProblems.Scan.At("Scan") : await Db.InTurnAsync(() => SaveAsync(list, input, hash, official, cancel), cancel);
    }

    private static bool IsScan(string name, byte[] head) => AttachmentContent.TypeOf(head) is { } type && AttachmentContent.Agrees(name, type);

    // All at once: what the form lacks and what its lines say against it.
    private async Task<List<Problem>> FaultsAsync(PaymentList list, PaperPaymentInput input, Stream scan, CancellationToken cancel)
    {
        var faults = Faults(list, input);
        if (input.FileName.Length == 0 || !await LooksAsync(input.FileName, scan, cancel))
        {
            faults.Add(PaperProblems.Scan.At("Scan"));
        }

        if (PaperRows.Fault(input.Rows, list.Lines, "Rows") is null && (await FindAsync(list, input, cancel)).Problems is { Count: > 0 } more)
        {
            faults.AddRange(more);
        }

        return faults;
    }

    private static async Task<bool> LooksAsync(string name, Stream scan, CancellationToken cancel)
    {
        var head = new byte[AttachmentContent.HeadLength];
        var read = await scan.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        scan.Position = 0;
        return IsScan(name, head[..read]);
    }

    private List<Problem> Faults(PaymentList list, PaperPaymentInput input)
    {
        var (faults, first) = (new List<Problem>(), PaperLines.FirstDay(list));
        if (VietnameseText.Clean(input.Number).Length is 0 or > PaperPayment.LongestNumber)
        {
            faults.Add(CommonProblems.Required.At("Number", $"số của danh sách giấy, tối đa {PaperPayment.LongestNumber} ký tự"));
        }

        if (input.PaidOn is not { } on || on < first || on > desk.Time.Today)
        {
            faults.Add(PaperProblems.Day.At("PaidOn", VietnameseFormat.Date(first)));
        }

        if (PaperRows.Fault(input.Rows, list.Lines, "Rows") is { } rows)
        {
            faults.Add(rows);
        }

        if (input.Dong is not > 0)
        {
            faults.Add(PaperProblems.Dong.At("Dong"));
        }

        return faults;
    }

    private async Task<Outcome<PaperPayment>> SaveAsync(Guid id, PaperPaymentInput input, string hash, SignedInOfficial official, CancellationToken cancel)
    {
        var list = await Db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id, cancel);
        if (await PaperLines.WaitingAsync(Db, id, cancel) is { } waiting)
        {
            return IsSame(waiting, list, input, hash, official) ? waiting : PaperProblems.Waits.Now(waiting.Number);
        }

        var found = await FindAsync(list, input, cancel);
        if (!found.Succeeded)
        {
            return found.Problems.ToList();
        }

        var (now, (rows, count, sum)) = (desk.Time.UtcNow, found.Value);
        var paper = new PaperPayment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), ListId = id, TenantPath = list.TenantPath, Number = VietnameseText.Clean(input.Number), PaidOn = input.PaidOn!.Value, Rows = rows, Lines = count, Amount = sum,
            Whole = await lines.IsWholeAsync(list, cancel), ContentHash = hash, FileName = AttachmentContent.CleanName(input.FileName), RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = now, Version = 1,
        };
        Db.Set<PaperPayment>().Add(paper);
        var act = Act.By(official, ActKinds.PaymentResult, now, $"Ghi danh sách giấy số {paper.Number}, trả ngày {VietnameseFormat.Date(paper.PaidOn)}: {paper.Lines} dòng, {paper.Amount}", $"sha256 {hash}").On("payment-list", id);
        return await Db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }

    // The lines that the paper names, their number and sum, or everything that stands against it.
    private async Task<Outcome<(string Rows, int Count, Dong Sum)>> FindAsync(PaymentList list, PaperPaymentInput input, CancellationToken cancel)
    {
        if (await lines.RefusalAsync(list, cancel) is { } refusal)
        {
            return refusal;
        }

        var chosen = await lines.ChosenAsync(list, PaperRows.Parse(input.Rows, list.Lines)!, cancel);
        if (!chosen.Succeeded)
        {
            return chosen.Problems.ToList();
        }

        var (sum, rows) = (new Dong(chosen.Value.Sum(l => l.Total.Amount)), PaperRows.Words(chosen.Value.Select(l => l.Order)));
        List<Problem> faults =
        [
            .. rows.Length > PaperPayment.LongestRows ? [PaperProblems.TooLong.At("Rows")] : Array.Empty<Problem>(),
            .. input.Dong is > 0 and var told && told != sum.Amount ? [PaperProblems.Sums.At("Dong", new Dong(told), chosen.Value.Count, sum)] : Array.Empty<Problem>(),
        ];
        return faults.Count > 0 ? faults : (rows, chosen.Value.Count, sum);
    }

    // The same form pressed twice is one paper.
    private static bool IsSame(PaperPayment waiting, PaymentList list, PaperPaymentInput input, string hash, SignedInOfficial official) =>
        waiting.State == PaperPaymentState.Recorded && waiting.RecordedById == official.Id && waiting.ContentHash == hash && waiting.Number == VietnameseText.Clean(input.Number) && waiting.PaidOn == input.PaidOn
        && waiting.Amount.Amount == input.Dong && (input.Rows.Trim().Length == 0 || PaperRows.Words(PaperRows.Parse(input.Rows, list.Lines)!) == waiting.Rows);
}
