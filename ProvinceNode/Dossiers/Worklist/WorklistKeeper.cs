using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// Brings the rows of some people up to what the rules found: what is new is added, what changed is rewritten, what the facts no longer say is done, what an
/// official closed stays closed, and what has a dossier goes with it. A run that finds nothing new changes nothing. The caller saves.
/// </summary>
public sealed class WorklistKeeper(NodeDb db)
{
    // A longer list of texts becomes a table of values in SQL Server, whose collation is not the column's, and a statement has 2,100 parameters at most.
    private const int AtOnce = 500;

    private const string Passed = "Thông tin hoặc quyết định mới: không còn phải làm.";

    private static readonly DossierStatus[] Decided = [.. Enum.GetValues<DossierStatus>().Where(StatusTable.IsDecided)];

    private sealed record Way(Guid Id, string Code, RequestKind Kind, DossierStatus Status, Guid? Beneficiary, string Number, DateTime SubmittedAt);

    /// <summary>Rows about people who receive or received, as the rules found them.</summary>
    public async Task<int> KeepPeopleAsync(string commune, IReadOnlyList<WorklistEntry> entries, WorklistTerms terms, DateTime nowUtc, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.Subject.BeneficiaryId).ToList();
        var known = await db.Set<WorklistRow>().Where(r => ids.Contains(r.BeneficiaryId)).ToListAsync(cancel);
        return await KeepAsync(commune, entries, known.FindAll(r => !IsOther(r)), terms, nowUtc, cancel);
    }

    /// <summary>Rows about certificates, stays and people beside others; and those of people who are no longer of this commune.</summary>
    public async Task<int> KeepOthersAsync(string commune, IReadOnlyList<WorklistEntry> entries, WorklistTerms terms, DateTime nowUtc, CancellationToken cancel)
    {
        var others = db.Set<WorklistRow>().Where(r => r.BeneficiaryId == null || r.Kind == WorklistKind.Stay || r.Kind == WorklistKind.NotCollected || r.Situation == OthersOfCommune.Determination);
        var known = await others.Where(r => r.TenantPath == commune).ToListAsync(cancel);
        foreach (var keys in entries.Select(e => e.Subject.Key).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            known.AddRange(await others.Where(r => r.TenantPath != commune && keys.Contains(r.PersonKey)).ToListAsync(cancel));
        }

        var gone = await db.Set<WorklistRow>().Where(r => r.TenantPath == commune && r.BeneficiaryId != null && (r.State == WorklistState.Open || r.State == WorklistState.Opened)
            && !db.Beneficiaries.Any(b => b.Id == r.BeneficiaryId && b.TenantPath == commune)).ToListAsync(cancel);
        gone.ForEach(r => Close(r, "Người này không còn trong sổ của xã.", nowUtc));
        return gone.Count + await KeepAsync(commune, entries, known.FindAll(IsOther), terms, nowUtc, cancel);
    }

    /// <summary>Whether a row comes from the commune's other sources and not from what somebody receives.</summary>
    private static bool IsOther(WorklistRow row) => row.BeneficiaryId is null || row.Kind is WorklistKind.Stay or WorklistKind.NotCollected || row.Situation == OthersOfCommune.Determination;

    private async Task<int> KeepAsync(string commune, IReadOnlyList<WorklistEntry> entries, List<WorklistRow> known, WorklistTerms terms, DateTime nowUtc, CancellationToken cancel)
    {
        // One row of one person and thing: two sources of the same would else stop the list of the commune.
        var found = entries.SelectMany(e => e.Items.Select(i => (e.Subject, Item: i))).DistinctBy(f => (f.Subject.Key, f.Item.Key)).ToList();
        if (found.Count == 0 && known.Count == 0)
        {
            return 0;
        }

        var ways = await WaysAsync(found.ConvertAll(f => f.Subject), known, cancel);
        var (rows, changed, met) = (known.ToLookup(r => (Of(r), r.Key)), 0, new HashSet<Guid>());
        foreach (var (subject, item) in found)
        {
            if (rows[(subject.Key, item.Key)].FirstOrDefault() is not { } row)
            {
                row = Make(commune, subject, item, nowUtc);
                db.Add(row);
            }

            met.Add(row.Id);
            changed += Bring(row, commune, subject, item, ways, nowUtc) ? 1 : 0;
        }

        foreach (var row in known.Where(r => !met.Contains(r.Id) && r.State is WorklistState.Open or WorklistState.Opened && r.Month >= terms.From.Number))
        {
            // A dossier on its way goes on; the row is done with it.
            if (row.State == WorklistState.Open || ways.Find(w => w.Id == row.DossierId) is not { } way || Ended(way))
            {
                Close(row, Passed, nowUtc);
                changed++;
            }
        }

        return changed;
    }

    // A row whose person became part of another record belongs to that record now.
    private static string Of(WorklistRow row) => row.BeneficiaryId is { } id ? id.ToString("N") : row.PersonKey;

    private static bool Ended(Way way) => Decided.Contains(way.Status) || StatusTable.IsFinished(way.Status);

    private async Task<List<Way>> WaysAsync(List<WorklistSubject> subjects, List<WorklistRow> known, CancellationToken cancel)
    {
        var people = subjects.Select(s => s.BeneficiaryId).OfType<Guid>().Distinct().ToList();
        var numbers = subjects.Select(s => s.Number).Where(n => n.Length > 0).Distinct().ToList();
        // What is closed asks its dossier nothing more.
        var own = known.Where(r => r.State is WorklistState.Open or WorklistState.Opened).Select(r => r.DossierId).OfType<Guid>().Distinct().ToList();
        var (dossiers, ways) = (db.Dossiers.AsNoTracking(), new List<Way>());
        foreach (var some in own.Chunk(AtOnce))
        {
            ways.AddRange(await Ways(dossiers.Where(d => some.Contains(d.Id))).ToListAsync(cancel));
        }

        foreach (var some in people.Chunk(AtOnce))
        {
            ways.AddRange(await Ways(dossiers.Where(d => d.FinishedAt == null && d.BeneficiaryId != null && some.Contains(d.BeneficiaryId.Value))).ToListAsync(cancel));
        }

        foreach (var some in numbers.Chunk(AtOnce))
        {
            ways.AddRange(await Ways(dossiers.Where(d => d.FinishedAt == null && some.Contains(d.Owner.CitizenId))).ToListAsync(cancel));
        }

        return [.. ways.DistinctBy(w => w.Id).OrderBy(w => w.SubmittedAt)];
    }

    private static IQueryable<Way> Ways(IQueryable<Dossier> dossiers) => dossiers.Select(d => new Way(d.Id, d.Code, d.Kind, d.Status, d.BeneficiaryId, d.Owner.CitizenId, d.SubmittedAt));

    private static WorklistRow Make(string commune, WorklistSubject subject, WorklistItem item, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = commune, BeneficiaryId = subject.BeneficiaryId, PersonKey = subject.Key, Key = item.Key, PersonName = subject.Name,
        Month = item.Month.Number, Kind = item.Kind, MadeAt = nowUtc, Version = 0,
    };

    private static bool Bring(WorklistRow row, string commune, WorklistSubject subject, WorklistItem item, List<Way> ways, DateTime nowUtc)
    {
        var before = Shape(row);
        (row.TenantPath, row.PersonName, row.PersonNumber, row.BirthDate, row.Sex, row.Village) = (commune, subject.Name, subject.Number, subject.BirthDate, subject.Sex == 0 ? row.Sex : subject.Sex, subject.Village);
        (row.Step, row.What, row.Effect, row.Why, row.EffectMonth) = (item.Step, Cut(item.What, 300), Cut(item.Effect, 400), Cut(item.Why, 1500), item.EffectMonth);
        (row.BeforeDong, row.AfterDong, row.On, row.Due, row.Situation) = (item.BeforeDong, item.AfterDong, item.On, item.Due, item.Situation);
        row.Answers = AnswersOf(item);
        Follow(row, ways, nowUtc);
        if (before.Equals(Shape(row)) && row.Version > 0)
        {
            return false;
        }

        row.Version++;
        return true;
    }

    // Where the row stands with its dossier; one that somebody filed himself counts as well.
    private static void Follow(WorklistRow row, List<Way> ways, DateTime nowUtc)
    {
        var way = ways.Find(w => w.Id == row.DossierId);
        if (row.State == WorklistState.Opened && way is not null && Decided.Contains(way.Status))
        {
            Turn(row, WorklistState.Done, $"Đã có quyết định theo hồ sơ {way.Code}.", nowUtc);
        }
        else if (row.State == WorklistState.Opened && (way is null || StatusTable.IsFinished(way.Status)))
        {
            (row.DossierId, row.DossierCode) = (null, "");
            Turn(row, WorklistState.Open, "Hồ sơ đã lập không được giải quyết tiếp.", nowUtc);
        }
        else if (row.State == WorklistState.Done && row.DossierId is null)
        {
            Turn(row, WorklistState.Open, "", nowUtc);
        }

        if (row.State == WorklistState.Open && ways.Find(w => !Ended(w) && Serves(row.Step, row.Situation, w.Kind) && (w.Beneficiary is { } person ? person == row.BeneficiaryId : w.Number.Length > 0 && w.Number == row.PersonNumber)) is { } filed)
        {
            (row.DossierId, row.DossierCode) = (filed.Id, filed.Code);
            Turn(row, WorklistState.Opened, "", nowUtc);
        }
    }

    /// <summary>Whether a dossier of a kind does what the row proposes.</summary>
    public static bool Serves(WorklistStep step, string situation, RequestKind kind) => step switch
    {
        WorklistStep.Adjust => kind == RequestKind.Adjust,
        WorklistStep.Stop => kind is RequestKind.Stop or RequestKind.Funeral,
        WorklistStep.Suspend => kind == RequestKind.Suspend,
        WorklistStep.Apply => situation == OthersOfCommune.Determination ? kind == RequestKind.CertifyDisability : kind is RequestKind.Grant or RequestKind.SocialPension,
        _ => false,
    };

    private static void Turn(WorklistRow row, WorklistState state, string note, DateTime nowUtc) => (row.State, row.Note, row.ChangedAt) = (state, note, nowUtc);

    private static void Close(WorklistRow row, string why, DateTime nowUtc)
    {
        Turn(row, WorklistState.Done, why, nowUtc);
        row.Version++;
    }

    private static string AnswersOf(WorklistItem item)
    {
        var values = new FormValues();
        foreach (var (field, value) in item.Step is WorklistStep.Adjust ? item.Told : [])
        {
            values[field] = value;
        }

        if (item.Reason.Length > 0)
        {
            values[item.Step == WorklistStep.Suspend ? "SuspendReason" : "StopReason"] = item.Reason;
        }

        if (item.On is { } on && item.Step is WorklistStep.Adjust or WorklistStep.Stop or WorklistStep.Suspend)
        {
            (values["EventOnDay"], values["EventOnMonth"], values["EventOnYear"]) = ($"{on.Day:00}", $"{on.Month:00}", on.Year.ToString(CultureInfo.InvariantCulture));
        }

        return values.ToJson();
    }

    private static object Shape(WorklistRow row) => (
        (row.TenantPath, row.PersonName, row.PersonNumber, row.BirthDate, row.Sex, row.Village), (row.Step, row.What, row.Effect, row.Why, row.EffectMonth),
        (row.BeforeDong, row.AfterDong, row.On, row.Due, row.Situation, row.Answers), (row.State, row.DossierId, row.Note));

    private static string Cut(string text, int longest) => text.Length > longest ? text[..(longest - 1)] + "…" : text;
}
