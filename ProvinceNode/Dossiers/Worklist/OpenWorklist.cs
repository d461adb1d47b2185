using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What can stand in the way of closing or opening rows of the worklist.</summary>
public static class WorklistProblems
{
    public static readonly ProblemKind NoneChosen = new("worklist-none-chosen", "Hãy chọn ít nhất một việc có thể lập hồ sơ.");
    public static readonly ProblemKind TooMany = new("worklist-too-many", "Mỗi lần lập tối đa {0} hồ sơ, ông/bà đã chọn {1}. Hãy chọn ít hơn.");
    public static readonly ProblemKind ExportTooMany = new("worklist-export-too-many", "Danh sách có {0} dòng, một tệp chỉ chứa tối đa {1} dòng. Hãy chọn xã, tháng hoặc loại việc rồi tải lại.");
    public static readonly ProblemKind NotOpen = new("worklist-not-open", "Việc này đã được lập hồ sơ hoặc đã đóng. Hãy mở lại danh sách để xem.");
    public static readonly ProblemKind NoDossier = new("worklist-no-dossier", "Việc này không lập hồ sơ thay người dân được. Hãy mở việc đó và làm theo hướng dẫn.");
    public static readonly ProblemKind WrittenByOther = new("worklist-written", "Cán bộ khác của đơn vị đã soạn sẵn đề nghị này, sửa lần cuối ngày {0}. Hãy để người đó cùng người dân ký và nộp, hoặc mở tờ khai điền sẵn của việc này để nộp ngay.");
    public static readonly ProblemKind NotYet = new("worklist-not-yet", "Sự việc xảy ra ngày {0}, chưa đến ngày. Hãy lập hồ sơ từ ngày đó.");
}

/// <summary>What one confirmation opened, and what it could not.</summary>
/// <param name="Refused">Name of the person and why.</param>
public sealed record OpenedWork(IReadOnlyList<Dossier> Opened, IReadOnlyList<(string Name, Problem Why)> Refused)
{
    /// <summary>Requests written for people who confirm and sign them: keys of the drafts.</summary>
    public IReadOnlyList<(string Name, Guid Draft)> Prepared { get; init; } = [];
}

/// <summary>What became of one row: a dossier, or the key of a request that the person signs.</summary>
internal sealed record OpenedRow(Dossier? Dossier, Guid? Draft);

/// <summary>
/// Lập hồ sơ from the worklist: each row becomes a dossier of its own, with its own code, reason and day as proposed, in its own transaction; what cannot be opened
/// says why and leaves the others alone. From then on it is a dossier like any other (policy 3.5, 3.6). Where the law wants the person's request, it is written for him (<see cref="PrepareRequests"/>).
/// </summary>
public sealed class OpenWorklist(DossierDesk desk, OpenOwn own, PrepareRequests requests, VietnamTime time)
{
    /// <summary>Dossiers of one confirmation.</summary>
    public const int Most = 200;

    public async Task<Outcome<OpenedWork>> Handle(IReadOnlyList<Guid> rows, SignedInOfficial official, CancellationToken cancel)
    {
        var chosen = rows.Distinct().ToList();
        if (chosen.Count is 0 or > Most)
        {
            return chosen.Count == 0 ? WorklistProblems.NoneChosen.Now() : WorklistProblems.TooMany.Now(Most, chosen.Count);
        }

        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var names = await desk.Db.Set<WorklistRow>().AsNoTracking().Where(r => chosen.Contains(r.Id)).OrderBy(r => r.Due).ThenBy(r => r.Id).Select(r => new { r.Id, r.PersonName }).ToListAsync(cancel);
        var (opened, prepared, refused) = (new List<Dossier>(), new List<(string, Guid)>(), new List<(string, Problem)>());
        foreach (var row in names)
        {
            var outcome = await desk.InTransactionAsync(() => OneAsync(row.Id, official, cancel), cancel);
            desk.Db.ChangeTracker.Clear();
            if (!outcome.Succeeded)
            {
                refused.Add((row.PersonName, outcome.Problems[0]));
            }
            else if (outcome.Value.Dossier is { } dossier)
            {
                opened.Add(dossier);
            }
            else
            {
                prepared.Add((row.PersonName, outcome.Value.Draft!.Value));
            }
        }

        return names.Count == 0 ? CommonProblems.NotFound.Now() : new OpenedWork(opened, refused) { Prepared = prepared };
    }

    /// <inheritdoc cref="PrepareRequests.OwnAsync"/>
    public Task<Guid?> WrittenAsync(Guid row, SignedInOfficial official, CancellationToken cancel) => requests.OwnAsync(row, official.Id, cancel);

    /// <summary>The kind of dossier that an office opens for a step; null when it opens none.</summary>
    public static RequestKind? KindOf(WorklistStep step) => step switch
    {
        WorklistStep.Adjust => RequestKind.Adjust, WorklistStep.Stop => RequestKind.Stop, WorklistStep.Suspend => RequestKind.Suspend, _ => null,
    };

    private async Task<Outcome<OpenedRow>> OneAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        var row = await desk.Db.Set<WorklistRow>().SingleAsync(r => r.Id == id, cancel);
        if (row.State != WorklistState.Open)
        {
            return WorklistProblems.NotOpen.Now();
        }

        if (PrepareRequests.Suits(row))
        {
            var written = await requests.WriteAsync(row, official, cancel);
            return written.Succeeded ? new OpenedRow(null, written.Value) : written.Problems.ToList();
        }

        if (KindOf(row.Step) is not { } kind || row.BeneficiaryId is not { } person)
        {
            return WorklistProblems.NoDossier.Now();
        }

        // A condition that is met or lost in days to come is no fact yet.
        if (row.On is { } on && PayMonth.Of(on) > PayMonth.Of(time.Today))
        {
            return WorklistProblems.NotYet.Now(VietnameseFormat.Date(on));
        }

        var why = Reason(row);
        var added = await own.AddAsync(new OpenOwnInput(person, kind, why, []) { Key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"wl-{row.Id:N}-{row.Version}"), Answers = row.Answers }, official, cancel);
        if (!added.Succeeded)
        {
            return added.Problems.ToList();
        }

        (row.State, row.DossierId, row.DossierCode, row.ChangedAt, row.Version) = (WorklistState.Opened, added.Value.Id, added.Value.Code, time.UtcNow, row.Version + 1);
        return await desk.Db.SaveAsync(OpenOwn.ActOf(added.Value, official), cancel) ? new OpenedRow(added.Value, null) : CommonProblems.ChangedMeanwhile.Now();
    }

    private static string Reason(WorklistRow row) => $"{row.What}. {row.Effect}." is var words && words.Length > ReasonText.Longest ? words[..ReasonText.Longest] : words;
}

/// <summary>Không cần làm: an official says why nothing is to be done about a row; and takes it up again.</summary>
public sealed class CloseWorklist(NodeDb db, VietnamTime time)
{
    public async Task<Outcome<WorklistRow>> Handle(Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.Set<WorklistRow>().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } row)
        {
            return CommonProblems.NotFound.Now();
        }

        if (row.State is not (WorklistState.Open or WorklistState.NotNeeded))
        {
            return WorklistProblems.NotOpen.Now();
        }

        var closes = row.State == WorklistState.Open;
        if (closes && ReasonText.Fault("Why", why.Trim()) is { } fault)
        {
            return fault;
        }

        (row.State, row.Note, row.ClosedByName, row.ChangedAt, row.Version) = closes ? (WorklistState.NotNeeded, why.Trim(), official.FullName, time.UtcNow, row.Version + 1) : (WorklistState.Open, "", "", time.UtcNow, row.Version + 1);
        var act = Act.By(official, ActKinds.WorklistClose, time.UtcNow, closes ? row.Note : "Mở lại việc").On("worklist", row.Id);
        return await db.SaveAsync(act, cancel) ? row : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>Lập lại danh sách: the job makes the lists of the communes of an office anew at its next run.</summary>
public sealed class AskWorklist(NodeDb db, VietnamTime time)
{
    public async Task<Outcome<int>> Handle(SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var (from, until) = (official.Office.Value, official.Office.SubtreeEnd);
#pragma warning disable CA1309 // Translated to SQL: paths compare by code points there.
        var runs = await db.Set<WorklistRun>().Where(r => string.Compare(r.Commune, from) >= 0 && string.Compare(r.Commune, until) < 0).ToListAsync(cancel);
#pragma warning restore CA1309
        runs.ForEach(r => r.AskedAt = time.UtcNow);
        return await db.SaveAsync(Act.By(official, ActKinds.WorklistAsk, time.UtcNow), cancel) ? runs.Count : CommonProblems.ChangedMeanwhile.Now();
    }
}
