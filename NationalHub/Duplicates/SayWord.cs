using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Duplicates;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>What came of a word.</summary>
/// <param name="Fault">Why it was not taken, in Vietnamese; empty when it was.</param>
public sealed record WordTaken(CaseState State, string Fault, bool NotFound = false);

/// <summary>Takes the word of a province about a case of its own. Said again it changes nothing.</summary>
public sealed class SayWord(HubDb db, VietnamTime time)
{
    private const int Tries = 3;
    private const int LeastReason = 10;
    private const int MostName = 120;

    /// <param name="province">From the node's certificate.</param>
    public async Task<WordTaken> HandleAsync(string province, SayRequest request, CancellationToken cancellation)
    {
        var (said, fault) = Read(request.Word, time.Month);
        for (var left = Tries; ; left--)
        {
            if (!Guid.TryParse(request.Id, out var id) || await db.CrossCases.FirstOrDefaultAsync(c => c.Id == id && c.Round > 0 && (c.FirstProvince == province || c.SecondProvince == province), cancellation).ConfigureAwait(false) is not { } of)
            {
                return new(default, "Không có trường hợp này của tỉnh.", NotFound: true);
            }

            if (fault.Length > 0 || of.Round != request.Round)
            {
                return new(of.State, fault.Length > 0 ? fault : "Trường hợp này đã được hỏi lại từ đầu. Hãy xem thông tin mới rồi trả lời.");
            }

            if (!of.IsOpen)
            {
                // Said again after both had agreed, because the answer was lost.
                return new(of.State, CaseRules.IsSame(province == of.FirstProvince ? of.FirstWord : of.SecondWord, said!) ? "" : "Trường hợp này đã kết thúc, không nhận ý kiến khác nữa. Nếu có nhầm, hãy đề nghị Bộ mở lại.");
            }

            if (said!.Kind == WordKind.Stops && TooLate(of, said.FromMonth) is { } late)
            {
                return new(of.State, $"from_month: {late}");
            }

            if (CaseRules.Say(of, province, said!, time.UtcNow))
            {
                db.Add(JudgeCases.Step(of, $"{said!.Official}, {ProvinceUnits.Find(province)?.Name ?? province}", $"{CaseWords.Word(said, of.Past)} Lý do: {said.Reason}{(of.State == CaseState.Asked ? "" : $" → {CaseWords.State(of.State).Words}")}", time.UtcNow));
            }

            try
            {
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                return new(of.State, "");
            }
            catch (DbUpdateConcurrencyException) when (left > 1)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Of past months, why nothing can be taken back from a month on; null: it can.</summary>
    internal static string? TooLate(CrossCase of, int fromMonth) => of.Past && CaseFacts.Read(of.Facts)?.LastMonth is > 0 and var last && fromMonth > last
        ? $"Các tháng cùng có tiền đã qua hết, tháng cuối là {new PayMonth(last)}: tháng bắt đầu thu hồi không được sau tháng đó." : null;

    /// <summary>Reads a word; tells what is wrong with it. Pure.</summary>
    internal static (SaidWord? Word, string Fault) Read(CaseWord? told, PayMonth thisMonth)
    {
        if (told is null || !Enum.TryParse<WordKind>(told.Word, out var kind) || kind == WordKind.None || !Enum.IsDefined(kind))
        {
            return (null, "word: phải là Stays, Stops hoặc NotSame.");
        }

        if (kind == WordKind.Stops && (told.FromMonth % 100 is < 1 or > 12 || told.FromMonth < 202101 || told.FromMonth > thisMonth.AddMonths(1).Number))
        {
            return (null, $"from_month: tháng thôi chi trả phải từ 01/2021 đến {thisMonth.AddMonths(1)}.");
        }

        if (told.Reason.Trim().Length < LeastReason || told.Reason.Length > SaidWord.LongestText || told.Evidence.Length > SaidWord.LongestText || told.Official.Length is 0 or > MostName || told.Office.Length > 200)
        {
            return (null, $"reason, evidence, official: lý do từ {LeastReason} đến {SaidWord.LongestText} ký tự, căn cứ không quá {SaidWord.LongestText} ký tự, phải có họ tên cán bộ.");
        }

        return (new SaidWord { Kind = kind, FromMonth = told.FromMonth, Reason = told.Reason.Trim(), Evidence = told.Evidence.Trim(), Official = told.Official, Office = told.Office }, "");
    }
}
