using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Drafts;

/// <summary>A paper as it will be signed: made from the step's data, with the edits of people.</summary>
/// <param name="Lost">Edits that no longer apply because facts changed since.</param>
/// <param name="Draft">Null when nobody edited it.</param>
public sealed record DraftedPaper(PaperContent Content, IReadOnlyList<DraftEdit> Lost, PaperDraft? Draft);

/// <summary>What an editor sent.</summary>
/// <param name="Version">Version of the draft that he saw; 0 when there was none.</param>
/// <param name="Texts">Text by the name of its field.</param>
/// <param name="Known">Names, addresses and codes of the dossier, which stay as they are.</param>
public sealed record DraftInput(Guid DossierId, string TenantPath, string Paper, long Version, PaperContent Rendered, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Known)
{
    /// <summary>What it is of, for the act: dossier or list.</summary>
    public string Subject { get; init; } = "dossier";
}

/// <summary>Edits of papers before they are issued.</summary>
public sealed class PaperDrafts(NodeDb db)
{
    /// <summary>Most characters of one text.</summary>
    public const int MostCharacters = 4000;

    /// <summary>The paper with its edits: what a verb freezes is what was edited. Call it with what the step's data make today.</summary>
    public async Task<DraftedPaper> ContentFor(Guid dossierId, string paper, PaperContent rendered, CancellationToken cancel)
    {
        var draft = await db.PaperDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.DossierId == dossierId && d.Paper == paper, cancel);
        if (draft is null)
        {
            return new DraftedPaper(rendered, [], null);
        }

        var (content, lost) = DraftEdits.Apply(rendered, DraftEdits.Parse(draft.Edits));
        return new DraftedPaper(content, lost, draft);
    }

    /// <summary>Keeps what differs from the step's data; all faults at once. The second of two editors is told.</summary>
    public async Task<Outcome<PaperDraft>> SaveAsync(DraftInput input, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel)
    {
        var (edits, faults) = Read(input);
        return faults.Count > 0 ? faults : await KeepAsync(input, edits, official, ActKinds.EditPaper, nowUtc, cancel);
    }

    /// <summary>Takes all edits back.</summary>
    public Task<Outcome<PaperDraft>> ResetAsync(DraftInput input, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel) =>
        KeepAsync(input, [], official, ActKinds.ResetPaper, nowUtc, cancel);

    /// <summary>What differs from the text that was shown, and what is wrong with it, each at its field.</summary>
    public static (List<DraftEdit> Edits, List<Problem> Faults) Read(DraftInput input)
    {
        var (edits, faults) = (new List<DraftEdit>(), new List<Problem>());
        foreach (var field in DraftEdits.FieldsOf(input.Rendered).Where(f => input.Texts.ContainsKey(f.Name)))
        {
            var now = DraftEdits.Clean(input.Texts[field.Name]);
            if (now == DraftEdits.Clean(field.Text))
            {
                continue;
            }

            edits.Add(new DraftEdit(field.Part, field.Text, now));
            if (Fault(input, field, now) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return (edits, faults);
    }

    private static Problem? Fault(DraftInput input, DraftField field, string now)
    {
        if (now.Length > MostCharacters)
        {
            return CommonProblems.TooLong.At(field.Name, "Đoạn văn bản", MostCharacters, now.Length);
        }

        if (NeutralWords.Reveals(now) && !NeutralWords.Reveals(field.Text))
        {
            return DraftProblems.Reveals.At(field.Name);
        }

        // Bases and recipients hold dates and abbreviations of their own; there only the dossier's names are locked.
        return field.Part is DraftPart.Bases or DraftPart.Recipients
            ? input.Known.FirstOrDefault(k => field.Text.Contains(k, StringComparison.Ordinal) && !now.Contains(k, StringComparison.Ordinal)) is { } name ? DraftProblems.FactTouched.At(field.Name, name) : null
            : DraftFacts.Touched(field.Text, now, input.Known) is { } fact ? DraftProblems.FactTouched.At(field.Name, fact) : null;
    }

    private async Task<Outcome<PaperDraft>> KeepAsync(DraftInput input, List<DraftEdit> edits, SignedInOfficial official, string kind, DateTime nowUtc, CancellationToken cancel)
    {
        // Editors follow one another: the second reads what the first kept.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var draft = await db.PaperDrafts.SingleOrDefaultAsync(d => d.DossierId == input.DossierId && d.Paper == input.Paper, cancel);
        if ((draft?.Version ?? 0) != input.Version)
        {
            return DraftProblems.SecondEditor.Now(draft?.EditedByName ?? "");
        }

        var json = DraftEdits.ToJson(edits);
        if (draft is null ? edits.Count == 0 : draft.Edits == json)
        {
            return draft ?? Begin(input, json, official, nowUtc); // nothing changes, nothing is written
        }

        draft ??= db.PaperDrafts.Add(Begin(input, json, official, nowUtc)).Entity;
        (draft.Edits, draft.EditedAt, draft.EditedById, draft.EditedByName, draft.Version) = (json, nowUtc, official.Id, official.FullName, draft.Version + 1);
        var act = Act.By(official, kind, nowUtc, PaperDesk.NameOf(input.Paper), $"{input.Paper} v{draft.Version}").On(input.Subject, input.DossierId);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return draft;
    }

    private static PaperDraft Begin(DraftInput input, string json, SignedInOfficial official, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), DossierId = input.DossierId, TenantPath = input.TenantPath, Paper = input.Paper,
        Edits = json, EditedAt = nowUtc, EditedById = official.Id, EditedByName = official.FullName,
    };
}
