using System.Text.Json;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What travels with a transfer.</summary>
/// <param name="Appraisal">Facts as the old place last knew them, or null.</param>
public sealed record TransferPacket(string PersonName, IReadOnlyList<TransferRow> Rows, string? Appraisal, string DossierCode)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static TransferPacket Parse(string json) => JsonSerializer.Deserialize<TransferPacket>(json)!;
}

/// <summary>One entitlement as the old place paid it.</summary>
public sealed record TransferRow(EntitlementKind Kind, string CategoryCode, int CoefficientHundredths, long MonthlyDong, string ReceiverName, string ReceiverNumber, string ReceiverRelation);

/// <summary>Thôi chi trả tại nơi cư trú cũ (Decree 20 Art. 8(4)): the old place pays the month of its decision and hands the record over; or the payer within a district changes (Art. 8(3)).</summary>
public sealed class MoveOutcome : IOutcome
{
    /// <summary>Why a version of an entitlement ended at the old place.</summary>
    public const string Moved = "Chuyển nơi cư trú";

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.MoveOut, RequestKind.MoveWithin];

    public bool NeedsIdentity => false;

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

        if (found.Dossier.Kind == RequestKind.MoveWithin ? found.Person.TenantPath == found.Dossier.TenantPath : !IsElsewhere(found))
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
            NewPlace = within ? scene.Place : found.Measure.ToName, NewCommittee = within ? scene.Committee(scene.Commune) : $"Ủy ban nhân dân {found.Measure.ToName.Split(',')[0]}",
            Enclosures = ["Hồ sơ hưởng trợ cấp xã hội", "Quyết định trợ cấp xã hội", $"Hồ sơ mã {found.Dossier.Code}"],
        };
        return [new("D17", within ? MovePapers.Within(scene, move, found.Open.Official) : MovePapers.StopPaying(scene, move, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], Moved, found.Context.NowUtc);
        if (found.Dossier.Kind == RequestKind.MoveWithin)
        {
            Within(db, found, cause);
            return Task.CompletedTask;
        }

        var running = found.Running.ToList();
        var packet = new TransferPacket(found.Person!.FullName, running.ConvertAll(r => new TransferRow(r.Kind, r.CategoryCode, r.CoefficientHundredths, r.MonthlyAmount.Amount,
            r.ReceiverName, r.ReceiverNumber, r.ReceiverRelation)), found.Dossier.AppraisalJson, found.Dossier.Code);
        running.ForEach(row => ChangeEntitlement.End(row, found.Month, cause));
        Standing.Refresh(found.Person, found.Rows);
        db.TransferHalves.Add(new TransferHalf
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TransferId = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), Side = TransferSide.Out,
            TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person.Id, OtherProvince = found.Measure.ToProvince, OtherCommune = found.Measure.ToCommune,
            OtherName = found.Measure.ToName, StopMonth = found.Month.Number, DecisionId = decisions[0], Packet = packet.ToJson(), RecordedAt = found.Context.NowUtc,
            Status = found.Measure.ToProvince == found.Commune.Province ? TransferStatus.Open : TransferStatus.Outside,
        });
        return Task.CompletedTask;
    }

    private static void Within(NodeDb db, Case found, ChangeCause cause)
    {
        var next = found.Running.ToList().ConvertAll(row => ChangeEntitlement.GoOn(db, row, found.FirstList, row.Status, cause, found.Dossier.TenantPath));
        (found.Person!.TenantPath, found.Person.CommuneCode, found.Person.Village) = (found.Dossier.TenantPath, found.Commune.UnitCode, found.Dossier.Owner.Village);
        Standing.Refresh(found.Person, found.Rows.Concat(next));
    }

    private static bool IsElsewhere(Case found) =>
        found.Measure.ToProvince.Length == 2 && found.Measure.ToCommune.Length == 5 && found.Measure.ToName.Length > 0 && found.Measure.ToCommune != found.Commune.UnitCode;
}
