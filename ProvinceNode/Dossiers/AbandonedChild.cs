using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Trẻ em bị bỏ rơi who comes urgently into an institution: its public notice has a day of its own beside the dossier's (Decree 20 Art. 28(2); policy A.4). Pure.</summary>
public static class AbandonedChild
{
    private const string Notice = "ABANDONED_CHILD_NOTICE";
    private const string Term = "ABANDONED_CHILD_TERM";
    private const int ChildUntil = 16;

    /// <summary>Last day for the notice of who is received now; null for who is no child and for other procedures.</summary>
    public static DateOnly? DueOn(FlowContext context, Dossier dossier) =>
        dossier.ReceivedAt is { } at && BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) && VietnamTime.Day(at) < birth.Assumed.AddYears(ChildUntil)
            ? LegalClock.DayOf(context.For(dossier), dossier.ProcedureCode, Notice, VietnamTime.Day(at)) : null;

    /// <summary>The days of the notice as the row in force at the reception gives them, e.g. "25 ngày làm việc".</summary>
    public static string DaysWords(FlowContext context, Dossier dossier) => LegalClock.DaysWords(context.For(dossier), dossier.ProcedureCode, Notice);

    /// <summary>
    /// First day that the notice may name as the family's last. Article 28(2) gives them no term; an abandoned child's birth is registered after seven whole days of posting without
    /// word of the parents (Decree 123/2015 Art. 14(2)), so the family has no less from the signature on. A row with days in force: a province may give more.
    /// </summary>
    public static DateOnly FirstUntil(FlowContext context, Dossier dossier) =>
        LegalClock.DayOf(context.For(dossier), dossier.ProcedureCode, Term, context.Today) is { } day && day > context.Today ? day : context.Today.AddDays(1);

    /// <summary>The days of <see cref="FirstUntil"/>, e.g. "7 ngày".</summary>
    public static string TermWords(FlowContext context, Dossier dossier) => LegalClock.DaysWords(context.For(dossier), dossier.ProcedureCode, Term);

    /// <summary>Whether the institution still owes the notice, or the word that the child was not abandoned.</summary>
    public static bool IsDue(Dossier dossier) => dossier is { SearchNoticeDueOn: not null, SearchNoticeOn: null };

    /// <summary>Whether this official gives it: the head of the institution that has the child.</summary>
    public static bool MayAnnounce(Dossier dossier, SignedInOfficial official) =>
        IsDue(dossier) && official.Level == UnitLevel.Institution && official.Office.Value == dossier.SharedPath && official.May(Actions.DossierSign);

    /// <summary>What the institution must do and by when; null when nothing is due.</summary>
    public static string? Words(Dossier dossier) => !IsDue(dossier) ? null
        : $"Nếu là trẻ em bị bỏ rơi: cơ sở thông báo trên phương tiện thông tin đại chúng để tìm cha, mẹ, người thân thích, xong trước hết ngày {VietnameseFormat.Date(dossier.SearchNoticeDueOn!.Value)}.";
}
