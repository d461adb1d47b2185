using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Trẻ em bị bỏ rơi who comes urgently into an institution: its public notice has a day of its own beside the dossier's (policy A.4). Pure.</summary>
public static class AbandonedChild
{
    private const string Notice = "ABANDONED_CHILD_NOTICE";
    private const int ChildUntil = 16;

    /// <summary>What the institution must do and by when; null for who is no child, for other procedures and before the reception.</summary>
    public static string? Words(FlowContext context, Dossier dossier) =>
        dossier.ReceivedAt is { } at && BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) && VietnamTime.Day(at) < birth.Assumed.AddYears(ChildUntil)
            && LegalClock.DayOf(context.For(dossier), dossier.ProcedureCode, Notice, VietnamTime.Day(at)) is { } until
            ? $"Nếu là trẻ em bị bỏ rơi: cơ sở thông báo trên phương tiện thông tin đại chúng để tìm cha, mẹ, người thân thích, xong trước hết ngày {VietnameseFormat.Date(until)}." : null;
}
