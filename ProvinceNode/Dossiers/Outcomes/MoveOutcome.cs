using System.Text.Json;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What travels with a transfer.</summary>
/// <param name="Appraisal">Facts as the old place last knew them, or null.</param>
public sealed record TransferPacket(string PersonName, IReadOnlyList<TransferRow> Rows, string? Appraisal, string DossierCode)
{
    /// <summary>Facts of the last decision of another province, see <see cref="Appraisal.FactsToJson"/>; null within the province, and where none is kept.</summary>
    public string? Facts { get; init; }

    /// <summary>Category of that decision.</summary>
    public string Category { get; init; } = "";

    /// <summary>"số 05/QĐ-UBND ngày 05/10/2022 của UBND …": decision of another province to stop paying; empty within the province.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Whether the old place told of each entitlement when it begins (<see cref="TransferRow.BeginsIn"/>): a node of another province of the version before does not, and then 0 says nothing.</summary>
    public bool BeginsTold { get; init; }

    /// <summary>First month that the new place pays of anything.</summary>
    /// <param name="next">The month after the stop month.</param>
    public PayMonth First(PayMonth next) => Rows.Select(r => r.Begins(next)).DefaultIfEmpty(next).Min();

    /// <summary>The same of a strand, else of what it takes the place of.</summary>
    public PayMonth First(PayMonth next, EntitlementStrand strand) => Rows.Select(r => (Strand: Strands.Of(r.Kind, r.CategoryCode), Month: r.Begins(next))).Where(r => Strands.Related(r.Strand, strand))
        .OrderByDescending(r => r.Strand == strand).ThenBy(r => r.Month).Select(r => r.Month).FirstOrDefault(next);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static TransferPacket Parse(string json) => JsonSerializer.Deserialize<TransferPacket>(json)!;
}

/// <summary>One entitlement as the old place paid it.</summary>
/// <param name="BeginsIn">yyyyMM: first month of what was granted and had not begun by the stop month; 0: it had.</param>
public sealed record TransferRow(EntitlementKind Kind, string CategoryCode, int CoefficientHundredths, long MonthlyDong, string ReceiverName, string ReceiverNumber, string ReceiverRelation,
    int Times = 1, long LevelDong = 0, PayWay? Way = null, int BeginsIn = 0)
{
    /// <summary>First month that the new place pays of it.</summary>
    public PayMonth Begins(PayMonth next) => BeginsIn > next.Number ? new PayMonth(BeginsIn) : next;
}

/// <summary>Thôi chi trả tại nơi cư trú cũ (Decree 20 Art. 8(4)): the old place pays the month of its decision and hands the record over; or the payer within a district changes (Art. 8(3)).
/// A destination is a unit of today: nobody stops paying for a place that does not exist.</summary>
public sealed class MoveOutcome : IOutcome
{
    /// <summary>Why a version of an entitlement ended at the old place.</summary>
    public const string Moved = "Chuyển nơi cư trú";

    /// <summary>The decision of the old place, or of the new payer within a district.</summary>
    public const string Paper = "D17";

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.MoveOut, RequestKind.MoveWithin];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        if (!found.Running.Any(r => r.Kind != EntitlementKind.Institution))
        {
            yield return OutcomeProblems.NothingRunning.Now();
        }

        if (found.Dossier.Kind == RequestKind.MoveWithin)
        {
            // Without districts a move inside the commune only changes the address (policy 3.7).
            if (found.Person.TenantPath == found.Dossier.TenantPath != OutcomeWords.Scene(found).TwoTier)
            {
                yield return OutcomeProblems.PlaceNeeded.Now();
            }

            yield break;
        }

        if (found.Running.Any(r => r.Status == EntitlementStatus.Suspended))
        {
            yield return OutcomeProblems.ResumeFirst.Now("chuyển nơi cư trú");
        }

        // Where nobody can take the record over, the payment is not stopped: it would end for good.
        if (Destination(found) is not { } place)
        {
            yield return OutcomeProblems.PlaceUnknown.At("ToCommune");
        }
        else if (place.Commune == found.Commune.UnitCode)
        {
            yield return OutcomeProblems.PlaceNeeded.At("ToCommune");
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var scene = OutcomeWords.Scene(found);
        var within = found.Dossier.Kind == RequestKind.MoveWithin;
        var move = new MovePaper
        {
            Person = OutcomeWords.Owner(found), Awards = found.Running.Select(r => OutcomeWords.Award(found, r)).ToList(), LastMonth = found.Month,
            NewPlace = within ? scene.Place : Inside(Destination(found)!.Printed), NewCommittee = within ? scene.Committee(scene.Commune) : $"Ủy ban nhân dân {FlowContext.Lower(Destination(found)!.CommuneName)}",
            Enclosures = ["Hồ sơ hưởng trợ cấp xã hội", "Quyết định trợ cấp xã hội", $"Hồ sơ mã {found.Dossier.Code}"],
        };
        return [new(Paper, within ? MovePapers.Within(scene, move, found.Open.Official) : MovePapers.StopPaying(scene, move, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], Moved, found.Context.NowUtc);
        if (found.Dossier.Kind == RequestKind.MoveWithin)
        {
            Within(db, found, cause);
            return Task.CompletedTask;
        }

        var (running, place) = (found.Running.ToList(), Destination(found)!);
        var packet = new TransferPacket(found.Person!.FullName, running.ConvertAll(r => new TransferRow(r.Kind, r.CategoryCode, r.CoefficientHundredths, r.MonthlyAmount.Amount,
            r.ReceiverName, r.ReceiverNumber, r.ReceiverRelation, r.Times, r.Level.Amount, r.Receiver.Way, r.StartMonth > found.Month.Number ? r.StartMonth : 0)), found.Dossier.AppraisalJson, found.Dossier.Code) { BeginsTold = true };
        running.ForEach(row => ChangeEntitlement.End(row, found.Month, cause));
        Standing.Refresh(found.Person, found.Rows);
        db.TransferHalves.Add(new TransferHalf
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TransferId = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), Side = TransferSide.Out,
            TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person.Id, OtherProvince = place.Province, OtherCommune = place.Commune,
            OtherName = place.Printed, StopMonth = found.Month.Number, DecisionId = decisions[0], Packet = packet.ToJson(), RecordedAt = found.Context.NowUtc,
            Status = place.Province == found.Commune.Province ? TransferStatus.Open : TransferStatus.Outside,
        });
        return Task.CompletedTask;
    }

    /// <summary>Versions that ended for a move and that nothing followed; what never was due, of a death that was undone, followed none.</summary>
    internal static List<Entitlement> Left(IReadOnlyList<Entitlement> rows) =>
        [.. rows.Where(r => r.EndReason == Moved && !rows.Any(n => n.PreviousId == r.Id && !n.IsVoid))];

    private static void Within(NodeDb db, Case found, ChangeCause cause)
    {
        // The same commune goes on paying; a suspension stays one.
        var next = found.Person!.TenantPath == found.Dossier.TenantPath ? []
            : found.Running.ToList().ConvertAll(row => ChangeEntitlement.GoOn(db, row, found.FirstList, row.Status, cause, found.Dossier.TenantPath));
        found.Person.TenantPath = found.Dossier.TenantPath;
        PersonFields.Set(db, found.Person, [new(nameof(Beneficiary.CommuneCode), found.Commune.UnitCode), new(nameof(Beneficiary.Village), found.Dossier.Owner.Village)], PersonFile.OriginOf(found));
        Standing.Refresh(found.Person, found.Rows.Concat(next));
    }

    private static UnitPlace? Destination(Case found) => UnitNames.Place(found.Measure.ToProvince, found.Measure.ToCommune, found.Context.Today);

    /// <summary>A place inside a sentence: each unit's type is written small.</summary>
    internal static string Inside(string printed) => string.Join(", ", printed.Split(", ").Select(FlowContext.Lower));
}
