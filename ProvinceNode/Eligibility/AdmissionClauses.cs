using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>
/// Who is nurtured in an institution at the State's cost, case by case (Decree 20 Art. 24, 25, 26(2), 26(5)). Who lives there by contract (Art. 24(5)) is
/// not. Somebody of whom no case is known was there before it was asked.
/// </summary>
internal static class AdmissionClauses
{
    private const string Child = "điểm a khoản 1 Điều 24 " + Articles.Decree20;
    private const string Elder = "điểm b khoản 1 Điều 24 " + Articles.Decree20 + " và khoản 1 Điều 18 Luật Người cao tuổi số 39/2009/QH12";
    private const string Disabled = "điểm c khoản 1 Điều 24 " + Articles.Decree20 + " và khoản 1 Điều 45 Luật Người khuyết tật số 51/2010/QH12";
    private const string Urgent = "khoản 2 Điều 24 " + Articles.Decree20;
    private const string Limit = "khoản 4 Điều 24 " + Articles.Decree20;
    private const string Sanctioned = "khoản 3 Điều 24 " + Articles.Decree20;
    private const string Voluntary = "khoản 5 Điều 24, Điều 25 " + Articles.Decree20;
    private const int AdultMonths = 18 * 12;
    private const int ElderMonths = 60 * 12;

    private static readonly ClauseRule[] None = [];

    private static readonly ClauseRule[] OfChild =
    [
        new("Điều 26, điểm d khoản 2 Điều 30 " + Articles.Decree20, "Là trẻ em, hoặc từ 16 tuổi đang học, hoặc còn trong thời gian được trợ cấp tiếp", (in CaseMonth c) => ChildStays(c), ChildWords),
        new(Child, "Trẻ em thuộc khoản 1 hoặc khoản 3 Điều 5", (in CaseMonth c) => Belongs(c), BelongsWords),
        Helpless(Child), NoCarer(Child),
    ];

    private static readonly ClauseRule[] OfElder =
    [
        new(Elder, "Từ đủ 60 tuổi", (in CaseMonth c) => c.Age >= ElderMonths, (in CaseMonth c) => Words.Age(c.Age)),
        CommonClauses.Poor(Elder),
        new(Elder, "Không có người có nghĩa vụ và quyền phụng dưỡng, hoặc người đó đang hưởng trợ cấp xã hội hàng tháng", (in CaseMonth c) => c.Facts.Admission!.NoSupporter,
            (in CaseMonth c) => c.Facts.Admission!.NoSupporter ? "Đúng" : "Có người phụng dưỡng, hoặc chưa được xác nhận"),
        Helpless(Elder),
    ];

    private static readonly ClauseRule[] OfDisabled = [CommonClauses.ExtremelySevere(Disabled), Helpless(Disabled), NoCarer(Disabled)];

    private static readonly ClauseRule[] OfUrgent =
    [
        new(Urgent, "Nạn nhân của bạo lực, xâm hại, mua bán, cưỡng bức lao động; trẻ em, người lang thang xin ăn; hoặc theo quyết định của Chủ tịch UBND cấp tỉnh",
            (in CaseMonth c) => c.Facts.Admission is { Urgent: UrgentCase.Victim or UrgentCase.Wandering } or { Urgent: UrgentCase.Other, PaperNumber.Length: > 0 }, UrgentWords),
        new(Limit, "Trong thời hạn bảo vệ khẩn cấp, hoặc cơ quan quản lý cấp trên quyết định tiếp", (in CaseMonth c) => InTime(c),
            (in CaseMonth c) => c.Facts.Admission!.ExtendedBy.Length > 0 ? $"Được ở tiếp theo {c.Facts.Admission.ExtendedBy}" : Since(c) is { } from ? $"Ở cơ sở từ ngày {VietnameseFormat.Date(from)}" : "Được tiếp nhận trong tháng"),
    ];

    private static readonly ClauseRule[] OfSanctioned =
    [
        new(Sanctioned, "Người chưa thành niên hoặc không còn khả năng lao động", (in CaseMonth c) => c.Age < AdultMonths || c.Facts.Admission!.Incapable,
            (in CaseMonth c) => c.Facts.Admission!.Incapable ? "Không còn khả năng lao động" : Words.Age(c.Age)),
        new(Sanctioned, "Có quyết định áp dụng biện pháp theo pháp luật về xử lý vi phạm hành chính", (in CaseMonth c) => c.Facts.Admission!.PaperNumber.Length > 0,
            (in CaseMonth c) => c.Facts.Admission!.PaperNumber is { Length: > 0 } number ? number : "Chưa có quyết định"),
    ];

    private static readonly ClauseRule[] OfContract =
    [
        new(Voluntary, "Thuộc khoản 1, khoản 2 hoặc khoản 3 Điều 24, được Nhà nước trợ cấp nuôi dưỡng", (in CaseMonth _) => false,
            (in CaseMonth _) => "Tự nguyện sống tại cơ sở, chi phí theo hợp đồng cung cấp dịch vụ trợ giúp xã hội"),
    ];

    public static ClauseRule[] Of(in CaseMonth c) => c.Facts.Admission?.Case switch
    {
        AdmissionCase.Child => OfChild,
        AdmissionCase.Elder => OfElder,
        AdmissionCase.Disabled => OfDisabled,
        AdmissionCase.Urgent => OfUrgent,
        AdmissionCase.Sanctioned => OfSanctioned,
        AdmissionCase.Voluntary => OfContract,
        _ => None,
    };

    private static ClauseRule Helpless(string article) => new(article, "Không tự lo được cuộc sống, không có điều kiện sống ở cộng đồng", (in CaseMonth c) => c.Facts.Admission!.Helpless,
        (in CaseMonth c) => c.Facts.Admission!.Helpless ? "Đúng" : "Tự lo được, hoặc chưa được xác nhận");

    private static ClauseRule NoCarer(string article) => new(article, "Không có người nhận chăm sóc, nuôi dưỡng tại cộng đồng, không nơi nương tựa", (in CaseMonth c) => c.Facts.Admission!.NoCarer,
        (in CaseMonth c) => c.Facts.Admission!.NoCarer ? "Không có" : "Có người nhận chăm sóc, hoặc chưa được xác nhận");

    // Asked when he is taken in; who is there leaves by a decision of his own (Art. 30), and from 16 on he is no child of a group any more. Living there
    // keeps assistance in the community from him, not what makes him one of the group.
    private static bool Belongs(in CaseMonth c) => WasThere(c) || Meets(ChildGroups.WithoutSupport, c) || Meets(HivGroups.Child, c) || Receives(c, "1.x") || Receives(c, "3");

    private static bool WasThere(in CaseMonth c) => Since(c) < c.First || c.Current.StartsWith("INST.", StringComparison.Ordinal) || c.Age >= Number(c, LawParameters.InstitutionChildYears) * 12;

    private static bool Receives(in CaseMonth c, string family) => Edition.Serves(family, c.Current);

    private static bool Meets(GroupRule group, in CaseMonth c)
    {
        foreach (var clause in group.Clauses)
        {
            if (!clause.Holds(c))
            {
                return false;
            }
        }

        return true;
    }

    // Which of the two is told to nobody (Art. 8(1)(b)).
    private static string BelongsWords(in CaseMonth c) => !Belongs(c) ? $"Không thuộc, hoặc chưa được xác nhận: mẹ {Words.Parent(c.Parent(c.Facts.Mother))}; cha {Words.Parent(c.Parent(c.Facts.Father))}"
        : WasThere(c) ? "Đã được tiếp nhận vào cơ sở" : Receives(c, "1.x") || Receives(c, "3") ? "Thuộc, đang hưởng trợ cấp xã hội theo sổ quản lý" : "Thuộc";

    // Nobody is taken in as a child from 16 on; who was there before stays while he studies, and is supported for some months after (Art. 26(2), 26(5)).
    private static bool ChildStays(in CaseMonth c)
    {
        var child = Number(c, LawParameters.InstitutionChildYears) * 12;
        if (c.Age < child)
        {
            return true;
        }

        var grown = c.Facts.Birth.Assumed.AddMonths(child);
        if (Since(c) is not { } since || since >= grown)
        {
            return false;
        }

        return (c.Studying && c.Age < Number(c, LawParameters.InstitutionStudyYears) * 12) || c.First < LeftSchool(c, grown).AddMonths(Number(c, LawParameters.InstitutionSupportMonths));
    }

    // The day from which the months of support count: 16 years, or the end of studies that went on after it, 22 years at the latest.
    private static DateOnly LeftSchool(in CaseMonth c, DateOnly grown)
    {
        var (last, cap) = (grown, c.Facts.Birth.Assumed.AddYears(Number(c, LawParameters.InstitutionStudyYears)));
        foreach (var span in c.Facts.Study)
        {
            var until = span.Until is { } end && end < cap ? end : cap;
            last = span.FirstDegree && (span.From is not { } from || from <= last) && until > last ? until : last;
        }

        return last;
    }

    private static bool InTime(in CaseMonth c) => c.Facts.Admission!.ExtendedBy.Length > 0
        || Since(c) is not { } from || c.First < from.AddMonths(Number(c, LawParameters.InstitutionUrgentMonths));

    private static string ChildWords(in CaseMonth c) => $"{Words.Age(c.Age)} trong tháng {c.Month}{(c.Studying ? ", đang học" : "")}";

    private static string UrgentWords(in CaseMonth c) => c.Facts.Admission!.Urgent switch
    {
        UrgentCase.Victim => "Nạn nhân cần bảo vệ khẩn cấp", UrgentCase.Wandering => "Trẻ em, người lang thang xin ăn",
        UrgentCase.Other => c.Facts.Admission.PaperNumber is { Length: > 0 } number ? $"Trường hợp khác theo {number}" : "Trường hợp khác, chưa có quyết định của Chủ tịch UBND cấp tỉnh",
        _ => "Chưa xác định trường hợp",
    };

    // First day of the stay that the month lies in, over the versions that follow each other; null when it only begins.
    private static DateOnly? Since(in CaseMonth c)
    {
        DateOnly? first = null;
        foreach (var stay in c.Facts.Institution.OrderByDescending(s => s.From))
        {
            first = first is null ? (c.Covers(stay.From, stay.Until) ? stay.From : null) : stay.Until == first.Value.AddDays(-1) ? stay.From : first;
        }

        return first;
    }

    private static int Number(in CaseMonth c, string name) => (int)(c.Book.Parameter(name, c.First)?.Value ?? 0);
}
