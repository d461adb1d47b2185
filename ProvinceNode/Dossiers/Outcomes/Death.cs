using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What a death brings beside the money (Circular 02/2021 Art. 2; policy 3.6, 3.8): requests of the dead on which nobody decided end with that
/// reason, whether he received anything or not. What he received ends by the decision of T1, <see cref="StopOutcome"/>.
/// </summary>
public static class Death
{
    /// <summary>Requests that have no object any more. Not who was on the way to a new place (MoveIn): that record is taken or returned, so that its halves end.</summary>
    public static IReadOnlyList<RequestKind> Ends { get; } =
    [
        RequestKind.Grant, RequestKind.Adjust, RequestKind.Stop, RequestKind.Suspend, RequestKind.Resume, RequestKind.Care, RequestKind.SocialPension,
        RequestKind.MoveOut, RequestKind.MoveWithin, RequestKind.Admit, RequestKind.Discharge,
    ];

    /// <summary>Whether a case says that its person is dead.</summary>
    public static bool IsIn(Case found) => found.Dossier.Kind switch
    {
        RequestKind.Funeral => true,
        RequestKind.Stop => found.Measure.Reason == MeasureReasons.Death,
        RequestKind.Emergency => Aids.Chosen(found) is { } aid && Aids.PaymentOf(aid) == OneOffKind.Funeral,
        _ => false,
    };

    /// <summary>Whether dossiers of a kind may tell of a death, so that what else stands under the person's name is looked up.</summary>
    public static bool MayTell(RequestKind kind) => kind is RequestKind.Funeral or RequestKind.Stop or RequestKind.Emergency;

    /// <summary>Ends what was asked for the dead and not decided, each with its reason and a notice to who asked. The caller saves.</summary>
    public static void EndRequests(NodeDb db, Case found)
    {
        var (context, official, on) = (found.Context, found.Open.Official, found.Measure.On!.Value);
        foreach (var dossier in found.Undecided)
        {
            var why = $"{dossier.Owner.FullName} chết ngày {VietnameseFormat.Date(on)} (hồ sơ mã {found.Dossier.Code}); đề nghị chưa được quyết định không còn đối tượng giải quyết.";
            var office = DossierFlow.OfficeOf(context, found.Dossier, ActKinds.Sign);
            dossier.FinishedAt = context.NowUtc;
            DossierFlow.Apply(context, dossier, DossierStatus.Stopped, ActKinds.EndForDeath, Mover.Of(official), office, why);
            db.Papers.Add(PaperDesk.Issue(context, dossier, "D05", "", DeskPapers.Stopped(context, dossier, "", official.FullName) with
            {
                Closing = [$"{context.OfficeName(Authorities.CommuneDesk, found.Commune)} dừng giải quyết hồ sơ và trả lại giấy tờ đã nộp. Lý do: {why}", "Gia đình có quyền đề nghị hỗ trợ chi phí mai táng theo quy định."],
                Signatures = [new("NGƯỜI NHẬN LẠI GIẤY TỜ", ""), new("NGƯỜI THÔNG BÁO", official.FullName)],
            }));
        }
    }
}
