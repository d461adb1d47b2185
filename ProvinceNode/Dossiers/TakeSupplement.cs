using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers;

/// <summary>What somebody brought to the desk in answer to the request.</summary>
/// <param name="Text">What was handed in or said, one thing per line.</param>
/// <param name="Values">The declaration with its corrections; null when the dossier has no form.</param>
/// <param name="Signed">Who declared signed the corrections.</param>
public sealed record TakenSupplement(Guid Id, long Version, Bringer Bringer, string Text, IReadOnlyList<StoredFile> Files, FormValues? Values, bool Signed);

/// <summary>
/// Nhận bổ sung trực tiếp: the desk takes papers and corrected answers of who came in person; the clock goes on where it stood still, as for an
/// answer sent online (policy 5.5), and a slip says what was taken and when the result is promised for now.
/// </summary>
public sealed class TakeSupplement(DossierDesk desk)
{
    public const int MostText = 2000;

    public static readonly ProblemKind Nothing = new("supplement-nothing", "Hãy ghi giấy tờ, nội dung đã nhận, chọn tệp đã chụp hoặc sửa lời khai.");

    public static readonly ProblemKind SignCorrections = new("supplement-sign-corrections",
        "Lời khai khác tờ khai đã nộp ở: {0}. Hãy để người khai ký vào chỗ sửa rồi đánh dấu vào ô này, hoặc ghi lại như cũ.");

    public async Task<Outcome<Dossier>> Handle(TakenSupplement input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.TakeSupplement, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var correction = Correction.Of(dossier, input.Values);
        if (Faults(context, input, correction) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (promised, answered) = (dossier.DueOn, dossier.Supplements.OrderBy(s => s.AskedAt).Last());
        var lines = input.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (answered.TakenBy, answered.BroughtBy) = (official.FullName, input.Bringer.Words);
        if (correction is not null)
        {
            (answered.AnswersBefore, answered.Corrections) = (FormFacts.ValuesOf(dossier).ToJson(), string.Join('\n', correction.Answers));
            correction.Apply(dossier);
            PersonChecks.Keep(dossier, PersonChecks.Of(dossier)); // whose number was corrected is asked about anew
        }

        var note = $"Nhận bổ sung của {input.Bringer.Words}: {input.Files.Count} tệp, sửa {correction?.Answers.Count ?? 0} nội dung lời khai";
        var office = DossierFlow.OfficeOf(context, dossier, ActKinds.TakeSupplement);
        AnswerSupplement.Resume(context, dossier, string.Join('\n', lines), ActKinds.TakeSupplement, Mover.Of(official), office, note);
        desk.Db.Attachments.AddRange(input.Files.Select(f => f.AsAttachment(dossier.Id, dossier.TenantPath, context.NowUtc)));
        IReadOnlyList<string> taken = [.. lines, .. input.Files.Select(f => $"Bản chụp: {f.FileName}"), .. correction?.Answers.Select(a => $"Sửa lời khai: {a.Label}") ?? []];
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "BS1", "", DeskPapers.SupplementReceipt(context, dossier, taken, input.Bringer.Words, promised, official.FullName)));
        var act = Act.By(official, ActKinds.TakeSupplement, context.NowUtc, note, string.Join(' ', input.Files.Select(f => f.Hash))).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(FlowContext context, TakenSupplement input, Correction? correction)
    {
        var faults = input.Bringer.Faults().ToList();
        if (input.Text.Length > MostText)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Text), "Giấy tờ, nội dung đã nhận", MostText, input.Text.Length));
        }
        else if (string.IsNullOrWhiteSpace(input.Text) && input.Files.Count == 0 && correction is null)
        {
            faults.Add(Nothing.At(nameof(input.Text)));
        }

        if (correction is not null)
        {
            faults.AddRange(correction.Faults(context.Today, context.LawNumbers));
            if (!input.Signed)
            {
                faults.Add(SignCorrections.At(nameof(input.Signed), string.Join("; ", correction.Answers.Select(a => a.Label))));
            }
        }

        return faults;
    }
}

/// <inheritdoc cref="TakeSupplement"/>
[Needs(Actions.DossierReceive)]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class TakeSupplementModel(TakeSupplement verb, DeskFiles files, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : BringerPage(files, desk, current, foreign)
{
    private FormValues? _values;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Signed { get; set; }

    /// <summary>The declaration as it is now on the page; null when the dossier has no form.</summary>
    public FormSet? Set { get; private set; }

    /// <summary>Something differs from what was filed, or is wrong there: the declaration is shown open.</summary>
    public bool Corrects { get; private set; }

    /// <summary>What was asked for.</summary>
    public Supplement Wanted => Dossier.Supplements.OrderBy(s => s.AskedAt).Last();

    public override string Verb => ActKinds.TakeSupplement;

    protected override string Done => "Đã nhận bổ sung. Thời gian giải quyết được tính tiếp; phiếu tiếp nhận bổ sung đã sẵn sàng để in.";

    protected override bool OnlyShows => Request.HasFormContentType && Request.Form.ContainsKey(FormEntry.RowButton);

    /// <summary>One page of the declaration for the common renderer.</summary>
    public FormFieldsView Fields(FormStep step) => new()
    {
        Fields = step.Fields, Values = _values!, Today = Protos.Values.VietnamTime.Day(Dossier.SubmittedAt), ByClerk = true,
        OnPage = Set!.Fields.ToList(), Commune = new CommuneBox([], false, Dossier.Owner.CommuneName),
    };

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        await base.ShowAsync(cancel);
        Read(Open);
        Corrects = OnlyShowsRows() || Correction.Of(Dossier, _values) is not null;
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        Read(open);
        return FileFaults.Count > 0 ? FileFaults.ToList()
            : await verb.Handle(new TakenSupplement(Id, Version, Bringer, Text ?? "", Files, _values, Signed == "1"), Official, cancel);
    }

    private bool OnlyShowsRows() => HttpMethods.IsPost(Request.Method) && OnlyShows;

    private void Read(OpenDossier open)
    {
        var dossier = open.Dossier;
        // What somebody with HIV declared is not read at the desk (policy 8.4): his corrections come on paper, to who reviews.
        Set = Sensitive.IsOf(dossier, open.Context.Rules) ? null : Correction.SetOf(dossier);
        if (Set is null || _values is not null)
        {
            return;
        }

        _values = Correction.FiledValues(dossier, Set);
        if (HttpMethods.IsPost(Request.Method))
        {
            var fields = Correction.StepsOf(Set).SelectMany(s => s.Fields).ToList();
            var commune = _values["CommuneCode"];
            FormEntry.Take(fields, _values, Request.Form, byClerk: true);
            FormEntry.Row(fields, _values, Request.Form[FormEntry.RowButton].FirstOrDefault());
            _values["CommuneCode"] = commune;
        }
    }
}
