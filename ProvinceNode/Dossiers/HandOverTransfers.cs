using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Chuyển hồ sơ between the communes of the node (Decree 20 Art. 8(4)): what the old place decided and numbered reaches the new one as a dossier to
/// take in; what the new place took or returned is told to the old. Crosses offices, so it runs in the scope of the province.
/// </summary>
public sealed class HandOverTransfers(NodeDb db, FlowRules rules, VietnamTime time, IOptions<NodeOptions> node)
{
    private const string ThreeTier = "3T";

    /// <summary>Carries what waits; tells how many halves moved.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var id in await db.TransferHalves.Where(h => h.Side == TransferSide.Out && h.Status == TransferStatus.Open
            && db.Decisions.Any(d => d.Id == h.DecisionId && d.Number != null)).OrderBy(h => h.Id).Select(h => h.Id).ToListAsync(cancel))
        {
            done += await db.InTurnAsync(() => SendAsync(id, cancel), cancel) ? 1 : 0;
        }

        foreach (var id in await db.TransferHalves.Where(h => h.Side == TransferSide.Out && h.Status == TransferStatus.Sent
            && db.TransferHalves.Any(i => i.TransferId == h.TransferId && i.Side == TransferSide.In && (i.Status == TransferStatus.Taken || i.Status == TransferStatus.Returned)))
            .OrderBy(h => h.Id).Select(h => h.Id).ToListAsync(cancel))
        {
            done += await db.InTurnAsync(() => CloseAsync(id, cancel), cancel) ? 1 : 0;
        }

        // A death that had ended the move was undone (UndoOutcome): the new place has its task again, and the old one is told that it waits.
        foreach (var id in await db.TransferHalves.Where(h => h.Side == TransferSide.In && h.Status == TransferStatus.Open && db.Dossiers.Any(d => d.TransferId == h.TransferId)
            && !db.Dossiers.Any(d => d.TransferId == h.TransferId && !d.Steps.Any(s => s.Verb == ActKinds.EndForDeath))).OrderBy(h => h.Id).Select(h => h.Id).ToListAsync(cancel))
        {
            done += await db.InTurnAsync(() => ReopenAsync(id, cancel), cancel) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> ReopenAsync(Guid id, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        var (path, today) = (half.TenantPath, time.Today);
        var commune = await db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.TenantPath == path && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo), cancel);
        var before = await db.Dossiers.CountAsync(d => d.TransferId == half.TransferId, cancel);
        if (commune is null || half.Status != TransferStatus.Open || await db.Dossiers.AnyAsync(d => d.TransferId == half.TransferId && !d.Steps.Any(s => s.Verb == ActKinds.EndForDeath), cancel))
        {
            return false;
        }

        var code = TransferPacket.Parse(half.Packet).DossierCode;
        var first = await db.Dossiers.AsNoTracking().Include(d => d.Requests).SingleAsync(d => d.Code == code, cancel);
        var person = await db.Beneficiaries.SingleAsync(b => b.Id == half.BeneficiaryId, cancel);
        var context = await rules.ForAsync(commune.Path, cancel);
        var dossier = Incoming(context, commune, first, half, person, await SubmitCode.NextAsync(db, commune, context.Today, cancel), before);
        db.Dossiers.Add(dossier);
        foreach (var other in await db.TransferHalves.Where(h => h.TransferId == half.TransferId && h.Side == TransferSide.Out && h.Status == TransferStatus.Taken).ToListAsync(cancel))
        {
            (other.Status, other.Reason, other.ClosedAt) = (TransferStatus.Sent, "", null);
        }

        return await db.SaveAsync(Act.BySystem(Province, ActKinds.Transfer, context.NowUtc, $"transfer/{half.TransferId:D}").On("dossier", dossier.Id), cancel);
    }

    /// <summary>Inside the turn to save.</summary>
    internal async Task<bool> SendAsync(Guid id, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        if (half.Status != TransferStatus.Open)
        {
            // Until this turn came he may have died: the old place settled it, and nothing goes to the new one (TransitDeath).
            return false;
        }

        var today = time.Today;
        if (ChangeRegime.IsThreeTier(half.TenantPath) && (await rules.ForAsync(TenantPath.Parse(half.TenantPath), cancel)).Regime != ThreeTier)
        {
            // Its units are of yesterday: first it goes over itself.
            return false;
        }

        var end = "." + half.OtherCommune;
        var commune = await db.Offices.AsNoTracking().FirstOrDefaultAsync(
            o => o.Level == UnitLevel.Commune && o.TenantPath.EndsWith(end) && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo), cancel);
        if (commune is null)
        {
            return false;
        }

        var packet = TransferPacket.Parse(half.Packet);
        var first = await db.Dossiers.AsNoTracking().Include(d => d.Requests).SingleAsync(d => d.Code == packet.DossierCode, cancel);
        var person = await db.Beneficiaries.SingleAsync(b => b.Id == half.BeneficiaryId, cancel);
        var context = await rules.ForAsync(commune.Path, cancel);
        var code = await SubmitCode.NextAsync(db, commune, context.Today, cancel);
        var dossier = Incoming(context, commune, first, half, person, code);
        db.Dossiers.Add(dossier);
        db.TransferHalves.Add(In(half, commune, context, await PlaceAsync(TenantPath.Parse(half.TenantPath), cancel)));
        half.Status = TransferStatus.Sent;
        // The record follows the person; what the old place paid stays with the old place.
        (person.TenantPath, person.CommuneCode) = (commune.TenantPath, commune.Path.UnitCode);
        return await db.SaveAsync(Act.BySystem(Province, ActKinds.Transfer, context.NowUtc, $"transfer/{half.TransferId:D}").On("dossier", dossier.Id), cancel);
    }

    /// <param name="before">Dossiers of the same move that a wrong death ended.</param>
    private static Dossier Incoming(FlowContext context, Office commune, Dossier first, TransferHalf half, Beneficiary person, string code, int before = 0)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc));
        var owner = first.Owner with { CommuneCode = commune.Path.UnitCode, CommuneName = commune.UnitName, Village = NewVillage(first) };
        var dossier = new Dossier
        {
            Id = id, Code = code, TenantPath = commune.TenantPath, ProcedureCode = Procedures.Move, Kind = RequestKind.MoveIn, Channel = first.Channel,
            Status = DossierStatus.AwaitingReception, Owner = owner, Applicant = first.Applicant with { }, SubmissionKey = before == 0 ? $"{half.TransferId:N}" : $"{half.TransferId:N}-{before}", ResultBy = first.ResultBy,
            SubmittedAt = context.NowUtc, ReceivedAt = context.NowUtc, Identity = first.Identity with { }, BeneficiaryId = person.Id, TransferId = half.TransferId,
            AppraisalJson = null, ProcedureVersion = Procedures.Find(Procedures.Move)!.ValidFrom,
            DueOn = LegalClock.DueOn(context, Procedures.Move, context.Today, RequestKind.MoveIn),
            Requests = [DossierRequest.Of(id, commune.TenantPath, RequestKind.MoveIn, first.Form, first.First.FormVersion, first.Answers)],
        };
        DossierFlow.Apply(context, dossier, DossierFlow.RouteOf(context, dossier).First, ActKinds.Transfer, Mover.System, context.OfficeName(Authorities.CommuneDesk, commune.Path),
            $"{(before == 0 ? "Nhận" : "Báo tử nhầm đã được hủy bỏ; tiếp tục giải quyết")} hồ sơ chuyển đến từ {first.Owner.CommuneName}, hồ sơ mã {first.Code}");
        return dossier;
    }

    // Where he said that he goes (form DN-CD); the new place corrects it from the papers.
    private static string NewVillage(Dossier first)
    {
        var address = VietnameseText.Clean(FormFacts.ValuesOf(first)["NewAddress"]);
        return address.Length <= PersonData.MostVillage ? address : address[..PersonData.MostVillage];
    }

    /// <summary>"Xã Hoa Lộc, Huyện Hậu Lộc, Tỉnh Thanh Hóa": the new place's context does not know the offices of another district.</summary>
    internal async Task<string> PlaceAsync(TenantPath place, CancellationToken cancel)
    {
        string[] paths = [place.Value, place.Parent.Value, place.Province];
        var units = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName, o.ValidFrom }).ToListAsync(cancel);
        return string.Join(", ", units.GroupBy(u => u.TenantPath).OrderByDescending(g => g.Key.Length).Select(g => g.MaxBy(u => u.ValidFrom)!.UnitName));
    }

    private static TransferHalf In(TransferHalf half, Office commune, FlowContext context, string old) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), TransferId = half.TransferId, Side = TransferSide.In, TenantPath = commune.TenantPath,
        BeneficiaryId = half.BeneficiaryId, OtherProvince = TenantPath.Parse(half.TenantPath).Province, OtherCommune = TenantPath.Parse(half.TenantPath).UnitCode,
        OtherName = old, StopMonth = half.StopMonth, Packet = half.Packet, RecordedAt = context.NowUtc,
    };

    /// <summary>Inside the turn to save.</summary>
    internal async Task<bool> CloseAsync(Guid id, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        if (half.Status != TransferStatus.Sent)
        {
            return false;
        }

        var other = await db.TransferHalves.SingleAsync(h => h.TransferId == half.TransferId && h.Side == TransferSide.In, cancel);
        (half.Status, half.Reason, half.ClosedAt) = (other.Status, other.Reason, time.UtcNow);
        if (other.Status == TransferStatus.Returned)
        {
            await ResumeAsync(half, cancel);
        }

        return await db.SaveAsync(Act.BySystem(Province, ActKinds.Transfer, time.UtcNow, half.Reason).On("transfer", half.TransferId), cancel);
    }

    /// <summary>The old place goes on: its officer finds a dossier to resume, with the reason of the return. The caller saves, in a transaction that takes numbers.</summary>
    public async Task ResumeAsync(TransferHalf half, CancellationToken cancel)
    {
        var person = await db.Beneficiaries.SingleAsync(b => b.Id == half.BeneficiaryId, cancel);
        (person.TenantPath, person.CommuneCode) = (half.TenantPath, TenantPath.Parse(half.TenantPath).UnitCode);
        var packet = TransferPacket.Parse(half.Packet);
        var first = await db.Dossiers.AsNoTracking().Include(d => d.Requests).SingleAsync(d => d.Code == packet.DossierCode, cancel);
        var path = TenantPath.Parse(half.TenantPath);
        var context = await rules.ForAsync(path, cancel);
        var office = await db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == half.TenantPath, cancel);
        var dossier = OwnDossier.Make(context, office, await SubmitCode.NextAsync(db, office, context.Today, cancel), person, first.Owner with { },
            new OwnRequest(Procedures.MonthlyAssistance, RequestKind.Resume, $"Nơi chuyển đến trả lại hồ sơ: {half.Reason}"), Mover.System);
        db.Dossiers.Add(dossier);
    }

    private TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);
}

/// <summary>Runs <see cref="HandOverTransfers"/>.</summary>
public sealed class HandOverTransfersJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<HandOverTransfersJob> log) : NodeJob(scopes, node, log)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<HandOverTransfers>().HandleAsync(cancel);
}
