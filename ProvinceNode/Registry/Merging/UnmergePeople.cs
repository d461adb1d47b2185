using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using Protos.Values;

namespace ProvinceNode.Registry.Merging;

/// <summary>A merge that was wrong, and why.</summary>
public sealed record UnmergeInput(Guid MergeId, string Reason);

/// <summary>
/// Tách: undoes a merge. The rows go back to whom they belonged, each value to what it was, and the two are noted as two people. Versions that followed an
/// entitlement since go with it, and what lists paid of it. What came since and could be either's, or was corrected since, stands in the way and is named.
/// </summary>
public sealed class UnmergePeople(NodeDb db, VietnamTime time, IEnumerable<RowsGiven> slices)
{
    // Told from the entitlements, not entered by anybody.
    private static readonly string[] Summary =
        [nameof(Beneficiary.CategoryCode), nameof(Beneficiary.CoefficientHundredths), nameof(Beneficiary.MonthlyAmount), nameof(Beneficiary.StartMonth), nameof(Beneficiary.Status)];

    public async Task<Outcome<MergeRecord>> HandleAsync(UnmergeInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var reason = input.Reason.Trim();
        if (!official.May(Actions.RegistryMerge))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (reason.Length is < MergePeople.FewestWhy or > MergePeople.MostWhy)
        {
            return reason.Length < MergePeople.FewestWhy ? MergeProblems.ReasonNeeded.At(nameof(input.Reason), MergePeople.FewestWhy)
                : CommonProblems.TooLong.At(nameof(input.Reason), "Căn cứ", MergePeople.MostWhy, reason.Length);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var found = await FindAsync(input.MergeId, cancel);
        if (!found.Succeeded)
        {
            return found.Problems.ToList();
        }

        var (merge, survivor, absorbed) = found.Value;
        var rows = await PersonRows.OfAsync(db, survivor.Id, cancel);
        var back = Back(merge.Content, rows);
        if (await ObstaclesAsync(merge.Content, survivor, rows, back, cancel) is { Count: > 0 } obstacles)
        {
            return obstacles;
        }

        PutBack(merge.Content, survivor, absorbed, rows, back);
        Note(merge, survivor.Id, official);
        (merge.UndoneAt, merge.UndoneByName, merge.UndoneReason) = (time.UtcNow, official.FullName, reason);
        merge.Version++;
        var pair = await JudgeDuplicate.PairAsync(db, survivor, absorbed, time.UtcNow, cancel);
        (pair.State, pair.JudgedAt, pair.JudgedByName, pair.Why, pair.Version) = (PairState.NotOne, time.UtcNow, official.FullName, reason, pair.Version + 1);
        if (!await db.SaveAsync(Act.By(official, ActKinds.UnmergePeople, time.UtcNow, reason, $"beneficiary/{absorbed.Id:D}").On("beneficiary", survivor.Id), cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await MergePeople.GivenAsync(slices, rows.FindAll(r => back.Contains(r.Note)), cancel);
        await transaction.CommitAsync(cancel);
        return merge;
    }

    /// <summary>What stands in the way now, without doing anything.</summary>
    public async Task<IReadOnlyList<Problem>> ObstaclesAsync(Guid mergeId, CancellationToken cancel)
    {
        var found = await FindAsync(mergeId, cancel);
        if (!found.Succeeded)
        {
            return found.Problems;
        }

        var rows = await PersonRows.OfAsync(db, found.Value.Survivor.Id, cancel);
        return await ObstaclesAsync(found.Value.Merge.Content, found.Value.Survivor, rows, Back(found.Value.Merge.Content, rows), cancel);
    }

    private async Task<Outcome<Found>> FindAsync(Guid mergeId, CancellationToken cancel)
    {
        if (await db.Set<MergeRecord>().SingleOrDefaultAsync(m => m.Id == mergeId, cancel) is not { } merge
            || await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleOrDefaultAsync(b => b.Id == merge.SurvivorId, cancel) is not { } survivor
            || await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).SingleOrDefaultAsync(b => b.Id == merge.AbsorbedId, cancel) is not { } absorbed)
        {
            return CommonProblems.NotFound.Now();
        }

        if (merge.UndoneAt is not null)
        {
            return MergeProblems.UndoneAlready.Now();
        }

        var later = await db.Set<MergeRecord>().Where(m => m.UndoneAt == null && m.Id != merge.Id && (m.AbsorbedId == survivor.Id || (m.SurvivorId == survivor.Id && m.MergedAt >= merge.MergedAt)))
            .OrderByDescending(m => m.MergedAt).FirstOrDefaultAsync(cancel);
        return later is null ? new Found(merge, survivor, absorbed) : MergeProblems.LaterFirst.Now($"hồ sơ {later.AbsorbedCode}, ngày {VietnameseFormat.Date(VietnamTime.Day(later.MergedAt))}");
    }

    /// <summary>Rows that go back: those that came, and versions and payments that followed one of them since, with what lists hold of them: else their months would be paid again.</summary>
    private static HashSet<MovedRow> Back(MergeContent content, List<PersonRow> rows)
    {
        var (back, versions) = (content.Moved.ToHashSet(), content.Moved.Select(m => m.Key).ToHashSet());
        foreach (var row in rows.Where(r => r.Entry.Entity is Entitlement).OrderBy(r => ((Entitlement)r.Entry.Entity).RecordedAt).ThenBy(r => ((Entitlement)r.Entry.Entity).StartMonth))
        {
            if (((Entitlement)row.Entry.Entity).PreviousId is { } before && versions.Contains(before) && versions.Add(row.Key))
            {
                back.Add(row.Note);
            }
        }

        var own = content.Own.ToHashSet();
        foreach (var row in rows.Where(r => r.Entry.Entity is OneOffPayment { EntitlementId: { } version } && versions.Contains(version) && !own.Contains(r.Note)))
        {
            versions.Add(row.Key);
            back.Add(row.Note);
        }

        back.UnionWith(rows.Where(r => r.Entry.Entity is IEvidenceOfPerson { RestsOn: { Count: > 0 } on } && on.All(versions.Contains) && !own.Contains(r.Note)).Select(r => r.Note));
        return back;
    }

    private async Task<List<Problem>> ObstaclesAsync(MergeContent content, Beneficiary survivor, List<PersonRow> rows, HashSet<MovedRow> back, CancellationToken cancel)
    {
        var (problems, own) = (new List<Problem>(), content.Own.ToHashSet());
        var grounds = rows.Where(r => r.Entry.Entity is Entitlement or OneOffPayment).ToDictionary(r => r.Key);
        bool IsOwn(PersonRow row) => own.Contains(row.Note) || row.Entry.Entity switch
        {
            Entitlement { PreviousId: { } before } => RestsOnOwn(before),
            OneOffPayment { EntitlementId: { } version } => RestsOnOwn(version),
            IEvidenceOfPerson evidence => evidence.RestsOn.All(RestsOnOwn),
            _ => false,
        };
        bool RestsOnOwn(Guid id) => grounds.TryGetValue(id, out var ground) && !back.Contains(ground.Note) && IsOwn(ground);
        if (rows.Where(r => !back.Contains(r.Note) && !IsOwn(r)).Select(r => r.Note).ToList() is { Count: > 0 } built)
        {
            problems.Add(MergeProblems.Built.Now(MergeWords.Counted(built)));
        }

        var now = RowState.Of(db.Entry(survivor));
        if (content.Survivor.Where(f => !Summary.Contains(f.Field) && now[f.Field] != f.After).Select(f => MergeWords.Field(f.Field)).Distinct().ToList() is { Count: > 0 } edited)
        {
            problems.Add(MergeProblems.Edited.Now(string.Join(", ", edited)));
        }

        if (await PersonRows.ElsewhereAsync(db, rows.Where(r => back.Contains(r.Note)), cancel) is { } elsewhere)
        {
            problems.Add(elsewhere);
        }

        return problems;
    }

    // The values that come back keep that they did, and by whom.
    private void Note(MergeRecord merge, Guid survivor, SignedInOfficial official) => PersonFields.Note(
        db, survivor, merge.Content.Survivor.Where(f => PersonFields.All.Any(p => p.Name == f.Field)).Select(f => (f.Field, "")),
        new Origin(OriginKind.Official, OriginWords.Unmerged + merge.AbsorbedCode, time.UtcNow, official.FullName));

    private void PutBack(MergeContent content, Beneficiary survivor, Beneficiary absorbed, List<PersonRow> rows, HashSet<MovedRow> back)
    {
        var (one, other) = (db.Entry(survivor), db.Entry(absorbed));
        var untouched = content.Survivor.All(f => RowState.Of(one)[f.Field] == f.After) && rows.All(r => content.Own.Contains(r.Note) || content.Moved.Contains(r.Note));
        rows.Where(r => back.Contains(r.Note)).ToList().ForEach(r => r.Give(absorbed.Id));
        Restore(one, content.Survivor.Where(f => untouched || !Summary.Contains(f.Field)));
        Restore(other, content.Absorbed.Where(f => untouched || !Summary.Contains(f.Field)));
        if (!untouched)
        {
            var versions = rows.Where(r => r.Entry.Entity is Entitlement).ToLookup(r => back.Contains(r.Note), r => (Entitlement)r.Entry.Entity);
            Standing.Refresh(survivor, versions[false]);
            Standing.Refresh(absorbed, versions[true]);
        }
    }

    private static void Restore(EntityEntry entry, IEnumerable<ChangedField> fields)
    {
        foreach (var field in fields)
        {
            RowState.Restore(entry, field.Field, field.Before);
        }
    }

    private sealed record Found(MergeRecord Merge, Beneficiary Survivor, Beneficiary Absorbed);
}
