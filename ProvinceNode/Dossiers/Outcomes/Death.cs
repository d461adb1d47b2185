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
    /// <summary>Requests that have no object any more. Not who was on the way to a new place (MoveIn): that record is settled first (<see cref="TransitDeath"/>), so that its halves end.</summary>
    public static IReadOnlyList<RequestKind> Ends { get; } =
    [
        RequestKind.Grant, RequestKind.Adjust, RequestKind.Stop, RequestKind.Suspend, RequestKind.Resume, RequestKind.Care, RequestKind.SocialPension,
        RequestKind.MoveOut, RequestKind.MoveWithin, RequestKind.Admit, RequestKind.Discharge, RequestKind.CertifyDisability, RequestKind.ExchangeCertificate,
    ];

    /// <summary>Whether a case says that its person is dead.</summary>
    public static bool IsIn(Case found) => Tells(found.Dossier, found.Measure);

    /// <summary>Whether a dossier with what is proposed in it says that its person is dead.</summary>
    public static bool Tells(Dossier dossier, Measure measure) => dossier.Kind switch
    {
        RequestKind.Funeral => true,
        RequestKind.Stop => measure is { Reason: MeasureReasons.Death, Missing: false },
        RequestKind.Emergency => Aids.Chosen(dossier, measure) is { } aid && Aids.PaymentOf(aid) == OneOffKind.Funeral,
        _ => false,
    };

    /// <summary>Whether a case says that its person is missing: T1 of the same law, but nobody died (Circular 02/2021 Art. 2).</summary>
    public static bool IsMissing(Case found) => TellsMissing(found.Dossier, found.Measure);

    /// <summary>The same of a dossier with what is proposed in it.</summary>
    public static bool TellsMissing(Dossier dossier, Measure measure) => dossier.Kind == RequestKind.Stop && measure is { Reason: MeasureReasons.Death, Missing: true };

    /// <summary>Dead or missing.</summary>
    public static bool IsGone(Case found) => IsIn(found) || IsMissing(found);

    /// <summary>Whether dossiers of a kind may tell of a death, so that what else stands under the person's name is looked up.</summary>
    public static bool MayTell(RequestKind kind) => kind is RequestKind.Funeral or RequestKind.Stop or RequestKind.Emergency;

    /// <summary>Whether a kind begins or changes what somebody receives, so that it is nothing for a person whom the registry has as dead.</summary>
    public static bool Bars(RequestKind kind) => kind is RequestKind.Grant or RequestKind.SocialPension or RequestKind.Care or RequestKind.Adjust or RequestKind.Resume or RequestKind.MoveIn or RequestKind.MoveWithin or RequestKind.Admit;

    /// <summary>Ends what was asked for the dead and not decided, each with its reason and a notice to who asked. The caller saves.</summary>
    public static void EndRequests(NodeDb db, Case found)
    {
        foreach (var dossier in found.Undecided)
        {
            End(db, found.Context, dossier, Mover.Of(found.Open.Official), new DeathNews(found.Dossier.Code, found.Measure.On!.Value) { Missing = IsMissing(found) }, DossierFlow.OfficeOf(found.Context, found.Dossier, ActKinds.Sign));
        }
    }

    /// <summary>Ends one of them. The caller saves.</summary>
    /// <param name="office">Office of the mover; null: the commune's desk.</param>
    public static void End(NodeDb db, FlowContext context, Dossier dossier, Mover mover, DeathNews news, string? office = null)
    {
        var desk = context.OfficeName(Authorities.CommuneDesk, TenantPath.Parse(dossier.TenantPath));
        var why = $"{dossier.Owner.FullName} {(news.Missing ? "được xác định mất tích từ" : "chết")} ngày {VietnameseFormat.Date(news.On)} (hồ sơ mã {news.DossierCode}); đề nghị chưa được quyết định không còn đối tượng giải quyết.";
        dossier.FinishedAt = context.NowUtc;
        DossierFlow.Apply(context, dossier, DossierStatus.Stopped, ActKinds.EndForDeath, mover, office ?? desk, why);
        // Nobody of the office has the paper in hand when the system makes it: the desk signs it when it gives the papers back.
        var by = mover.Id is null ? "" : mover.Name;
        db.Papers.Add(PaperDesk.Issue(context, dossier, "D05", "", DeskPapers.Stopped(context, dossier, "", by) with
        {
            Closing = [$"{desk} dừng giải quyết hồ sơ và trả lại giấy tờ đã nộp. Lý do: {why}", news.Missing ? "Khi người này trở về, có quyền nộp lại hồ sơ theo quy định." : "Gia đình có quyền đề nghị hỗ trợ chi phí mai táng theo quy định."],
            Signatures = [new("NGƯỜI NHẬN LẠI GIẤY TỜ", ""), new("NGƯỜI THÔNG BÁO", by)],
        }));
    }
}

/// <summary>Which dossier told of a death, and its day.</summary>
public sealed record DeathNews(string DossierCode, DateOnly On)
{
    /// <summary>He is missing and not dead.</summary>
    public bool Missing { get; init; }
}
