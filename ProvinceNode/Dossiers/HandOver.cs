using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who took the result.</summary>
/// <param name="Score">How content he was, 1 to 5; null when he did not say.</param>
public sealed record HandOverInput(Guid Id, long Version, string ReceivedBy, string ReceiverNumber, int? Score = null);

/// <summary>Trả kết quả, with the slip D21 (policy 3.4 S7).</summary>
public sealed class HandOver(DossierDesk desk)
{
    public static readonly ProblemKind ReceiverNumberWrong = new("receiver-number",
        "Số giấy tờ của người nhận phải có 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân cũ). Ông/bà đã nhập {0} ký tự. Hãy xem lại giấy tờ hoặc để trống.");

    public static readonly ProblemKind ScoreWrong = new("satisfaction-score", "Mức độ hài lòng là một số từ 1 đến 5. Hãy chọn lại, hoặc chọn “Không đánh giá”.");

    /// <summary>What the citizen may answer; the empty one: he did not say.</summary>
    public static IReadOnlyDictionary<string, string> Scores { get; } = new Dictionary<string, string>
    {
        [""] = "Không đánh giá", ["5"] = "5. Rất hài lòng", ["4"] = "4. Hài lòng", ["3"] = "3. Bình thường", ["2"] = "2. Không hài lòng", ["1"] = "1. Rất không hài lòng",
    };

    public async Task<Outcome<Dossier>> Handle(HandOverInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.HandOver, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var number = CitizenId.Clean(input.ReceiverNumber);
        if (Faults(input, number) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (dossier, context, _) = opened.Value;
        // A funeral brings two decisions, a request refused in part a decision and a notice: all of them are handed over.
        var decisions = await desk.Db.Decisions.AsNoTracking().Where(d => d.DossierId == input.Id && d.Number != null).OrderBy(d => d.Order).Select(d => new { d.Paper, d.Number }).ToListAsync(cancel);
        var results = string.Join("; ", decisions.Select(d => $"{PaperDesk.NameOf(d.Paper)} số {d.Number}"));
        (dossier.HandedOverAt, dossier.Satisfaction) = (context.NowUtc, input.Score);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D21", "",
            DeskPapers.HandOver(context, dossier, results, input.ReceivedBy.Trim(), number, official.FullName, input.Score)));
        return await desk.MoveAsync(opened.Value, ActKinds.HandOver, DossierStatus.HandedOver, "Đã trả kết quả", cancel);
    }

    private static List<Problem> Faults(HandOverInput input, string number)
    {
        var faults = new SubmitFaults();
        faults.Text(nameof(input.ReceivedBy), input.ReceivedBy, "Họ tên người nhận kết quả", 120);
        faults.Add(number.Length > 0 && !CitizenId.TryParse(number, out _) && !CitizenId.IsOldCardNumber(number) ? ReceiverNumberWrong.At(nameof(input.ReceiverNumber), number.Length) : null);
        faults.Add(input.Score is < 1 or > 5 ? ScoreWrong.At(nameof(input.Score)) : null);
        return faults.Found;
    }
}

/// <inheritdoc cref="HandOver"/>
[Needs(Actions.DossierHandOver)]
public sealed class HandOverModel(HandOver verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? ReceivedBy { get; set; }

    [BindProperty]
    public string? ReceiverNumber { get; set; }

    [BindProperty]
    public string? Score { get; set; }

    public override string Verb => ActKinds.HandOver;

    protected override string Done => "Đã trả kết quả cho người dân.";

    protected override Task ShowAsync(CancellationToken cancel)
    {
        ReceivedBy ??= Dossier.Applicant.FullName;
        return Task.CompletedTask;
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new HandOverInput(Id, Version, ReceivedBy ?? "", ReceiverNumber ?? "",
            string.IsNullOrEmpty(Score) ? null : int.TryParse(Score, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var score) ? score : 0), Official, cancel);
}
