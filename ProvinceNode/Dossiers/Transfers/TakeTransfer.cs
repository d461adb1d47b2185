using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using Message = Protos.Transfer.Transfer;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>
/// Takes a move from another province out of the hub's mailbox: papers by their hashes, then the half and its dossier at the commune of today in one transaction, then the word to the hub.
/// Killed anywhere between, the next run finds the half and only says the word again. What can be no dossier here goes back with everything that is wrong.
/// </summary>
public sealed class TakeTransfer(NodeDb db, HubClient hub, FlowRules rules, AttachmentStore store, TransferDesk desk, VietnamTime time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="RpcException">The hub does not answer.</exception>
    public async Task HandleAsync(Message sent, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(sent.TransferId, "D", out var id))
        {
            return;
        }

        if (await HalfAsync(id, cancel) is null)
        {
            var commune = await CommuneAsync(sent, cancel);
            List<string> faults = [.. TransferMessage.Faults(sent), .. commune is null ? ["Tỉnh không có xã, phường nơi đến ghi trong hồ sơ. Hãy chọn lại nơi đến."] : Array.Empty<string>()];
            if (faults.Count > 0)
            {
                await hub.Transfers().AnswerAsync(new AnswerRequest { Answer = new TransferAnswer { TransferId = sent.TransferId, Outcome = TransferOutcome.Returned, Reason = TransferAnswers.Cut(string.Join(" ", faults)) } },
                    deadline: Deadline(), cancellationToken: cancel);
                return;
            }

            var (files, missing) = await PapersAsync(sent, cancel);
            await db.InTurnAsync(() => KeepAsync(id, sent, commune!, files, missing, cancel), cancel);
        }

        await AcknowledgeAsync(id, cancel);
    }

    /// <summary>Tells the hub that the object is a dossier here. One that was answered before a backup was restored has its answer there.</summary>
    public async Task AcknowledgeAsync(Guid id, CancellationToken cancel)
    {
        if (await HalfAsync(id, cancel) is not { } half)
        {
            return;
        }

        var epoch = await desk.EpochAsync(cancel);
        var state = await hub.Transfers().ReceiveAsync(new ReceiveRequest { TransferId = id.ToString("D"), Epoch = epoch }, deadline: Deadline(), cancellationToken: cancel);
        await db.InTurnAsync(() => HeardAsync(half.Id, state, epoch, cancel), cancel);
    }

    private async Task<bool> HeardAsync(Guid half, TransferState state, long epoch, CancellationToken cancel)
    {
        var row = await db.TransferHalves.SingleAsync(h => h.Id == half, cancel);
        if (!Passages.Acknowledged(row, state, epoch, time.UtcNow))
        {
            return false;
        }

        return await desk.SaveAsync(row, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Đã nhận hồ sơ chuyển đến qua hộp thư liên tỉnh"), cancel);
    }

    private Task<TransferHalf?> HalfAsync(Guid id, CancellationToken cancel) => db.TransferHalves.AsNoTracking().FirstOrDefaultAsync(h => h.TransferId == id && h.Side == TransferSide.In, cancel);

    // The sender names a unit of its day: merged since, its successor takes it in.
    private async Task<Office?> CommuneAsync(Message sent, CancellationToken cancel)
    {
        var (today, code) = (time.Today, sent.To?.CommuneCode ?? "");
        var named = DateOnly.TryParseExact(sent.Decision?.SignedOn, "yyyy-MM-dd", out var signed) ? signed : today;
        var unit = UnitNames.PlaceSince(sent.To?.ProvinceCode ?? "", code, named, today)?.Commune ?? code;
        var end = "." + unit;
        return unit.Length != 5 ? null : await db.Offices.AsNoTracking().FirstOrDefaultAsync(
            o => o.Level == UnitLevel.Commune && o.TenantPath.EndsWith(end) && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo), cancel);
    }

    /// <summary>Inside the turn to save.</summary>
    private async Task<bool> KeepAsync(Guid id, Message sent, Office commune, List<StoredFile> files, List<string> missing, CancellationToken cancel)
    {
        if (await db.TransferHalves.AnyAsync(h => h.TransferId == id && h.Side == TransferSide.In, cancel))
        {
            return false;
        }

        var context = await rules.ForAsync(commune.Path, cancel);
        var code = await SubmitCode.NextAsync(db, commune, context.Today, cancel);
        var dossier = DossierOf(context, commune, sent, id, code);
        foreach (var file in files)
        {
            dossier.Attachments.Add(new Attachment
            {
                Id = Guid.CreateVersion7(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = file.Paper, FileName = file.FileName, Hash = file.Hash, Bytes = file.Bytes, MediaType = file.MediaType, AddedAt = context.NowUtc,
            });
        }

        var lost = missing.Count == 0 ? "" : $" Tệp chưa nhận được, đề nghị nơi cũ gửi bản giấy: {string.Join(", ", missing)}.";
        var begins = PassageWords.Begins(TransferMessage.PacketOf(sent), new PayMonth(sent.StopMonth).AddMonths(1));
        DossierFlow.Apply(context, dossier, DossierFlow.RouteOf(context, dossier).First, ActKinds.Transfer, Mover.System, context.OfficeName(Authorities.CommuneDesk, commune.Path),
            TransferAnswers.Cut($"Nhận hồ sơ chuyển đến từ {sent.From.Name} qua hộp thư liên tỉnh, hồ sơ mã {sent.Form.DossierCode}, quyết định thôi chi trả {TransferAnswers.DecisionWords(sent.Decision)}.{(begins.Length > 0 ? " " + begins : "")}{lost}"));
        db.Dossiers.Add(dossier);
        await FollowAsync(dossier, commune, cancel);
        var half = new TransferHalf
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), TransferId = id, Side = TransferSide.In, TenantPath = commune.TenantPath, BeneficiaryId = Guid.Empty,
            OtherProvince = sent.From.ProvinceCode, OtherCommune = sent.From.CommuneCode, OtherName = TransferMessage.Cut(sent.From.Name, 200), StopMonth = sent.StopMonth,
            Packet = TransferMessage.PacketOf(sent).ToJson(), RecordedAt = context.NowUtc, Passage = TransferPassage.Arrived, PassageAt = context.NowUtc,
        };
        db.TransferHalves.Add(half);
        return await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, $"Nhận hồ sơ chuyển đến từ tỉnh {sent.From.ProvinceCode}"), cancel);
    }

    // Whom the registry has under his number the record follows, as within the province; whether it is he the appraiser is asked (SamePerson). Who still receives here stays where he is paid.
    private async Task FollowAsync(Dossier dossier, Office commune, CancellationToken cancel)
    {
        if (await OutcomeDesk.PersonAsync(db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel) is { Status: EntitlementStatus.Ended } known)
        {
            (dossier.BeneficiaryId, known.TenantPath, known.CommuneCode) = (known.Id, commune.TenantPath, commune.Path.UnitCode);
        }
    }

    private static Dossier DossierOf(FlowContext context, Office commune, Message sent, Guid transfer, string code)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc));
        return new Dossier
        {
            Id = id, Code = code, TenantPath = commune.TenantPath, ProcedureCode = Procedures.Move, Kind = RequestKind.MoveIn, Channel = sent.Form.Channel is >= Submit.InPerson and <= Submit.ByPost ? sent.Form.Channel : Submit.InPerson,
            Status = DossierStatus.AwaitingReception, Owner = TransferMessage.OwnerOf(sent, commune.Path.UnitCode, commune.UnitName), Applicant = TransferMessage.ApplicantOf(sent),
            SubmissionKey = $"{transfer:N}", SubmittedAt = context.NowUtc, ReceivedAt = context.NowUtc, Identity = new IdentityCheck(), TransferId = transfer,
            ProcedureVersion = Procedures.Find(Procedures.Move)!.ValidFrom, DueOn = LegalClock.DueOn(context, Procedures.Move, context.Today, RequestKind.MoveIn),
            Requests = [TransferMessage.RequestOf(sent, id, commune.TenantPath)],
        };
    }

    // No transaction is open here: the network is never waited for with a lock held.
    private async Task<(List<StoredFile> Files, List<string> Missing)> PapersAsync(Message sent, CancellationToken cancel)
    {
        var (files, missing) = (new List<StoredFile>(), new List<string>());
        foreach (var paper in sent.Papers.DistinctBy(p => p.Hash).Take(AttachmentStore.MostFiles))
        {
            using var content = await DownloadAsync(sent.TransferId, paper.Hash, cancel);
            var kept = content is null ? (Outcome<StoredFile>?)null : await store.SaveAsync(content, paper.FileName, SubmitPapers.IsKnown(paper.Kind) ? paper.Kind : SubmitPapers.Supplement, cancel);
            if (kept is { Succeeded: true } file && file.Value.Hash == paper.Hash)
            {
                files.Add(file.Value);
            }
            else
            {
                missing.Add($"“{AttachmentContent.CleanName(paper.FileName)}”");
            }
        }

        return (files, missing);
    }

    /// <returns>Null when the hub has it no more: the rest is taken in without it, for nobody is left without money for a scan.</returns>
    /// <exception cref="TimeoutException">It takes too long: this object is tried again later, and the others go on.</exception>
    private async Task<MemoryStream?> DownloadAsync(string id, string hash, CancellationToken cancel)
    {
        using var call = hub.Transfers().GetPaper(new PaperRequest { TransferId = id, Hash = hash }, deadline: Deadline(), cancellationToken: cancel);
        var content = new MemoryStream();
        try
        {
            // One byte past the limit is enough to be refused.
            while (content.Length <= AttachmentStore.MostBytes && await call.ResponseStream.MoveNext(cancel))
            {
                call.ResponseStream.Current.Content.WriteTo(content);
            }
        }
        catch (RpcException lost) when (lost.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException slow) when (slow.StatusCode == StatusCode.DeadlineExceeded && !cancel.IsCancellationRequested)
        {
            throw new TimeoutException("A paper of a transfer takes too long to come.", slow);
        }

        content.Position = 0;
        return content;
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
