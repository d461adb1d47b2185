using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using Protos.Values;

namespace ProvinceNode.Registry.Merging;

/// <summary>Which record goes on, which becomes part of it, and on what grounds.</summary>
/// <param name="Take">Fields of <see cref="MergePeople.Choices"/> whose value is right in the absorbed record.</param>
public sealed record MergeInput(Guid SurvivorId, Guid AbsorbedId, string Reason, IReadOnlyList<string> Take);

/// <summary>
/// Gộp: two records of one person become one. All that names the absorbed names the survivor; the absorbed stays with what it was, hidden; a MergeRecord keeps each
/// row and each value, so it can be undone. Nothing that was signed is touched: decisions are reached through the entitlements and dossiers that follow.
/// </summary>
public sealed class MergePeople(NodeDb db, VietnamTime time, IEnumerable<RowsGiven> slices)
{
    public const int FewestWhy = 10;
    public const int MostWhy = 1000;

    // What the population database answered of a number that is his.
    private const string Matched = "Matched";

    /// <summary>Fields whose value may be taken from the absorbed record, with their names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Choices { get; } =
    [
        new(nameof(Beneficiary.FullName), "Họ tên"), new(nameof(Beneficiary.BirthDate), "Ngày sinh"), new(nameof(Beneficiary.Sex), "Giới tính"), new(nameof(Beneficiary.EthnicCode), "Dân tộc"),
        new(nameof(Beneficiary.CitizenId), "Số định danh"), new(nameof(Beneficiary.OldIdentityNumber), "Số CMND"), new(nameof(Beneficiary.Village), "Thôn, tổ"), new(nameof(Beneficiary.Phone), "Số điện thoại"),
    ];

    // All that is known of a person but where he belongs and whether he was checked: those of the choices may be taken, the others are filled in.
    private static readonly string[] Filled = [.. PersonFields.All.Select(f => f.Name).Where(n => n is not (nameof(Beneficiary.CommuneCode) or nameof(Beneficiary.IdentityStatus)))];

    public async Task<Outcome<MergeRecord>> HandleAsync(MergeInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (Faults(input, official) is { Count: > 0 } faults)
        {
            return faults;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Two merges at once: the second sees what the first made.
        await db.WaitForTurnAsync(cancel);
        var survivor = await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == input.SurvivorId, cancel);
        var absorbed = await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == input.AbsorbedId, cancel);
        if (survivor is null || absorbed is null)
        {
            return CommonProblems.NotFound.Now();
        }

        var (own, his) = (await PersonRows.OfAsync(db, survivor.Id, cancel), await PersonRows.OfAsync(db, absorbed.Id, cancel));
        if ((Obstacle(survivor, absorbed, own, his) ?? await PersonRows.ElsewhereAsync(db, his, cancel)) is { } problem)
        {
            return problem;
        }

        var (merge, given) = Bring(input, survivor, absorbed, own, his, official);
        await CloseAsync(survivor, absorbed, merge, cancel);
        var act = Act.By(official, ActKinds.MergePeople, time.UtcNow, merge.Reason, $"beneficiary/{absorbed.Id:D}").On("beneficiary", survivor.Id);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await GivenAsync(slices, given, cancel);
        await transaction.CommitAsync(cancel);
        return merge;
    }

    /// <summary>Running entitlements of the two that one person cannot have side by side (Decree 20/2021 Art. 6(2), 20).</summary>
    public static IReadOnlyList<(Entitlement One, Entitlement Other)> Excluding(IEnumerable<Entitlement> ofOne, IEnumerable<Entitlement> ofOther)
    {
        var running = ofOther.Where(e => e.Status != EntitlementStatus.Ended).ToList();
        return [.. ofOne.Where(e => e.Status != EntitlementStatus.Ended).SelectMany(e => running.Where(o => Standing.Exclude(e.Kind, e.CategoryCode, o.Kind, o.CategoryCode)).Select(o => (e, o)))];
    }

    private static List<Problem> Faults(MergeInput input, SignedInOfficial official)
    {
        var (faults, reason) = (new List<Problem>(), input.Reason.Trim());
        if (!official.May(Actions.RegistryMerge))
        {
            faults.Add(CommonProblems.NotAllowed.Now());
        }

        if (input.SurvivorId == input.AbsorbedId)
        {
            faults.Add(MergeProblems.OneRecord.Now());
        }

        if (reason.Length < FewestWhy)
        {
            faults.Add(MergeProblems.ReasonNeeded.At(nameof(input.Reason), FewestWhy));
        }
        else if (reason.Length > MostWhy)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Reason), "Căn cứ", MostWhy, reason.Length));
        }

        return faults;
    }

    private static Problem? Obstacle(Beneficiary survivor, Beneficiary absorbed, List<PersonRow> own, List<PersonRow> his)
    {
        if (survivor.CitizenId.Length > 0 && absorbed.CitizenId.Length > 0 && survivor.CitizenId != absorbed.CitizenId && survivor.IdentityStatus == Matched && absorbed.IdentityStatus == Matched)
        {
            return MergeProblems.TwoPeople.Now();
        }

        if (Excluding(EntitlementsOf(own), EntitlementsOf(his)) is { Count: > 0 } both)
        {
            var (one, other) = both[0];
            return MergeProblems.BothRun.Now($"{survivor.Code} {one.MonthlyAmount}/tháng từ {new PayMonth(one.StartMonth)}, {absorbed.Code} {other.MonthlyAmount}/tháng từ {new PayMonth(other.StartMonth)}");
        }

        return null;
    }

    /// <summary>Tells every slice which rows name another person now.</summary>
    internal static async Task GivenAsync(IEnumerable<RowsGiven> slices, IReadOnlyList<PersonRow> given, CancellationToken cancel)
    {
        var rows = given.Select(r => r.Entry.Entity).Distinct().ToList();
        foreach (var slice in slices)
        {
            await slice(rows, cancel);
        }
    }

    private (MergeRecord Merge, List<PersonRow> Given) Bring(MergeInput input, Beneficiary survivor, Beneficiary absorbed, List<PersonRow> own, List<PersonRow> his, SignedInOfficial official)
    {
        var (survivorBefore, absorbedBefore) = (RowState.Of(db.Entry(survivor)), RowState.Of(db.Entry(absorbed)));
        var stayed = his.Where(r => PersonRows.Collides(r, own) || IsFrozen(r)).ToList();
        var moved = his.Except(stayed).ToList();
        var (movedNotes, stayedNotes, ownNotes) = (Notes(moved), Notes(stayed), Notes(own));
        moved.ForEach(r => r.Give(survivor.Id));
        var deaths = (survivor.DiedOn is not null, absorbed.DiedOn is not null);
        Fill(survivor, absorbed, input.Take, official.FullName);
        absorbed.MergedIntoId = survivor.Id;
        Standing.Refresh(survivor, EntitlementsOf(own).Concat(EntitlementsOf(moved)).DistinctBy(e => e.Id));
        Standing.Refresh(absorbed, []);
        if (deaths.Item1 != deaths.Item2 && DeathOfMerged.Report(db, survivor, absorbed.Code, own.Concat(moved).Select(r => r.Entry.Entity), (time.UtcNow, official.FullName)) is { } told)
        {
            // When they are found two people after all, the report stays with the one who receives: he is the one who is held.
            (deaths.Item1 ? movedNotes : ownNotes).AddRange(told.Select(r => new MovedRow(db.Entry(r).Metadata.GetTableName()!, nameof(LifeEvent.BeneficiaryId), (Guid)db.Entry(r).Property("Id").CurrentValue!)));
        }

        var content = new MergeContent(
            movedNotes, stayedNotes, ownNotes, RowState.Differences(survivorBefore, RowState.Of(db.Entry(survivor))), RowState.Differences(absorbedBefore, RowState.Of(db.Entry(absorbed))));
        var merge = new MergeRecord
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), SurvivorId = survivor.Id, AbsorbedId = absorbed.Id, AbsorbedCode = absorbed.Code, Reason = input.Reason.Trim(),
            MergedAt = time.UtcNow, MergedByName = official.FullName, ContentJson = MergeRecord.Json(content),
        };
        db.Add(merge);
        return (merge, moved);
    }

    // What the survivor lacks comes from the absorbed; of the rest what the official found right there. Each value keeps where it came from.
    private void Fill(Beneficiary survivor, Beneficiary absorbed, IReadOnlyList<string> take, string official)
    {
        var sameCommune = survivor.CommuneCode == absorbed.CommuneCode;
        var values = Filled.Where(f => sameCommune || f is not (nameof(Beneficiary.Village) or nameof(Beneficiary.ResidentSince))).Select(PersonFields.Of)
            .Where(f => f.Read(absorbed).Length > 0 && (f.Read(survivor).Length == 0 || take.Contains(f.Name))).Select(f => new FieldValue(f.Name, f.Read(absorbed))).ToList();
        var changed = PersonFields.Set(db, survivor, values, new Origin(OriginKind.Official, OriginWords.Merged + absorbed.Code, time.UtcNow, official));
        survivor.SharedPath ??= absorbed.SharedPath;
        // What the population database said of the absorbed was said of him as he is written there; of anybody else it is to be asked anew.
        if (changed.Intersect(PersonFields.Identity).Any() && PersonFields.Identity.Select(PersonFields.Of).All(f => f.Read(survivor) == f.Read(absorbed)))
        {
            survivor.IdentityStatus = absorbed.IdentityStatus;
        }
    }

    // Also when nobody had suspected it: the pair says that they became one.
    private async Task CloseAsync(Beneficiary survivor, Beneficiary absorbed, MergeRecord merge, CancellationToken cancel)
    {
        var pair = await JudgeDuplicate.PairAsync(db, survivor, absorbed, time.UtcNow, cancel);
        (pair.State, pair.JudgedAt, pair.JudgedByName, pair.Why) = (PairState.Merged, merge.MergedAt, merge.MergedByName, merge.Reason);
        pair.Version++;
    }

    private static IEnumerable<Entitlement> EntitlementsOf(IEnumerable<PersonRow> rows) => rows.Select(r => r.Entry.Entity).OfType<Entitlement>();

    private static bool IsFrozen(PersonRow row) => row.Entry.Entity is IFrozen frozen && frozen.IsFrozen(row.Column.Property.Name, n => row.Entry.Property(n).OriginalValue);

    private static List<MovedRow> Notes(IEnumerable<PersonRow> rows) => [.. rows.Select(r => r.Note)];
}
