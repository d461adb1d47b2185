using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;

namespace ProvinceNode.Dossiers;

/// <summary>Why the new place does not take the record.</summary>
public sealed record ReturnTransferInput(Guid Id, long Version, string Reason);

/// <summary>Trả lại nơi chuyển đi: the new place returns a transfer with its reason; the old place resumes, so no month stays without a payer (policy 3.7).</summary>
public sealed class ReturnTransfer(DossierDesk desk)
{
    public static readonly ProblemKind ReceivesHere = new("transfer-receives-here",
        "Người này đang hưởng tại tỉnh (mã đối tượng {0}); trả lại thì nơi cũ chi trả tiếp và một tháng có hai nơi chi trả. Hãy xét duyệt, kết luận không đủ điều kiện với lý do đang hưởng tại đây; nơi cũ được báo và không chi trả tiếp.");

    public async Task<Outcome<Dossier>> Handle(ReturnTransferInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.ReturnTransfer, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            return fault;
        }

        var (dossier, context, _) = opened.Value;
        var half = await desk.Db.TransferHalves.SingleAsync(h => h.TransferId == dossier.TransferId && h.Side == TransferSide.In, cancel);
        if (half.CrossesProvinces && Passages.Bars(half, await desk.Db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel), TransferOutcome.Returned) is { } barred)
        {
            return barred;
        }

        if (half.CrossesProvinces && await Grant.ActiveAsync(desk.Db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel) is { } receives)
        {
            return ReceivesHere.Now(receives.Code);
        }

        (half.Status, half.Reason, half.ClosedAt) = (TransferStatus.Returned, input.Reason.Trim(), context.NowUtc);
        dossier.FinishedAt = context.NowUtc;
        return await desk.MoveAsync(opened.Value, ActKinds.ReturnTransfer, DossierStatus.Stopped, input.Reason.Trim(), cancel, $"transfer/{half.TransferId:D}");
    }
}

/// <inheritdoc cref="ReturnTransfer"/>
[Needs(Actions.DossierReview)]
public sealed class ReturnTransferModel(ReturnTransfer verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    public override string Verb => ActKinds.ReturnTransfer;

    protected override string Done => "Đã trả lại hồ sơ cho nơi chuyển đi. Nơi cũ tiếp tục chi trả.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ReturnTransferInput(Id, Version, Reason ?? ""), Official, cancel);
}
