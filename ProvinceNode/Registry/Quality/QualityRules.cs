using Protos.Values;

namespace ProvinceNode.Registry.Quality;

/// <summary>
/// The faults in the data of a person who receives, in one table (policy 8.1, 8.2, 10.2), and the score that follows from them. A person has 100 points; each
/// fault takes its weight, of one aspect only the heaviest fault counts, and the heaviest of all aspects together make 100. The score of a commune is the
/// average of its people, in tenths, rounded down: 100 only when nobody has a fault, and higher with each that is mended. Pure.
/// </summary>
public static class QualityRules
{
    public const string Dead = "population-dead";
    public const string Differs = "population-differs";
    public const string NotFound = "population-not-found";
    public const string Unasked = "population-unasked";

    /// <summary>Nobody older was ever recorded in the country.</summary>
    private const int OldestYears = 120;

    // A category outgrown for longer than this is no birthday that is just being dealt with.
    private const int GraceMonths = 12;
    private const int ChildMonths = 16 * 12;

    // Ages in years at which something begins or ends (Decree 20/2021 Art. 5; Law 41/2024/QH15 Art. 21).
    private static readonly int[] TurningYears = [16, 22, 60, 70, 75, 80];

    // Groups of people in poor or near-poor households (Decree 20/2021 Art. 5(3), (4), (5)(a)(b)(d), (7), (8); Law 41/2024/QH15 Art. 21(2)).
    private static readonly string[] RestOnPoverty = ["3.", "4", "5.a", "5.b", "5.d", "7", "8", "HT.2"];

    /// <summary>In the order of the pages; of one aspect the heaviest first.</summary>
    public static IReadOnlyList<QualityFault> All { get; } =
    [
        new("number-missing", QualityAspect.Number, "Thiếu số định danh", "Chưa có số định danh cá nhân 12 chữ số.",
            "Xem thẻ căn cước, giấy khai sinh hoặc hỏi công an cấp xã rồi ghi số vào.", 20, MendPlace.Edit, (m, _) => m.Person.CitizenId.Length == 0),
        new("number-impossible", QualityAspect.Number, "Số định danh không thể có", "Số định danh không đủ 12 chữ số, mã nơi đăng ký khai sinh không có hoặc năm sinh trong số ở tương lai.",
            "Đối chiếu thẻ căn cước rồi sửa lại số.", 20, MendPlace.Edit, (m, day) => !IsPossible(m.Person.CitizenId, day)),
        new("number-contradicts", QualityAspect.Number, "Số định danh trái năm sinh, giới tính", "Chữ số chỉ năm sinh hoặc giới tính trong số định danh khác với điều đã ghi.",
            "Đối chiếu thẻ căn cước rồi sửa số định danh, năm sinh hoặc giới tính.", 15, MendPlace.Edit, (m, _) => Contradicts(m.Person)),
        new("birth-impossible", QualityAspect.Birth, "Ngày sinh không thể có", "Ngày sinh không đọc được, ở tương lai hoặc cho tuổi trên 120.",
            "Đối chiếu giấy tờ rồi sửa ngày sinh.", 15, MendPlace.Edit, (m, day) => !HasPossibleBirth(m.Person, day)),
        new("birth-group", QualityAspect.Birth, "Tuổi trái nhóm đối tượng", "Tuổi tính theo ngày sinh không thuộc độ tuổi của nhóm đang hưởng.",
            "Đối chiếu giấy tờ: sửa ngày sinh nếu ghi sai, lập hồ sơ điều chỉnh nếu sai nhóm.", 10, MendPlace.Edit, IsOutsideGroup),
        new("birth-inexact", QualityAspect.Birth, "Thiếu ngày, tháng sinh khi cần", "Chỉ biết năm hoặc tháng sinh, trong khi là trẻ em hoặc năm nay, năm sau đến tuổi chuyển mức.",
            "Xem giấy khai sinh, thẻ căn cước rồi ghi đủ ngày, tháng, năm sinh.", 5, MendPlace.Edit, NeedsTheDay),
        new("name-wrong", QualityAspect.Name, "Họ tên sai phông chữ, có ký tự lạ", "Họ tên có chữ số, ký tự lạ, lỗi phông chữ cũ (TCVN3, VNI) hoặc chỉ có một chữ.",
            "Đối chiếu giấy tờ rồi gõ lại họ tên bằng bộ gõ Unicode.", 5, MendPlace.Edit, (m, _) => NameLooks.IsWrong(m.Person.FullName)),
        new(Dead, QualityAspect.Population, "Dân cư ghi đã chết", "Cơ sở dữ liệu quốc gia về dân cư ghi người này đã chết.",
            "Xác minh, giải quyết việc thôi hưởng và hỗ trợ chi phí mai táng; nếu báo nhầm thì ghi kết luận.", 15, MendPlace.Person, (m, _) => m.IsToldDead),
        new(Differs, QualityAspect.Population, "Khác dữ liệu dân cư", "Thông tin đã ghi khác Cơ sở dữ liệu quốc gia về dân cư.",
            "Xem từng mục khác nhau, nhận giá trị đúng hoặc giữ giá trị của sổ và nêu căn cứ.", 10, MendPlace.Answer, (m, _) => m.Person.IdentityStatus == "NotMatched"),
        new(NotFound, QualityAspect.Population, "Không tìm thấy trong dữ liệu dân cư", "Cơ sở dữ liệu quốc gia về dân cư không có người mang số này.",
            "Xem lại số định danh; nếu số đúng thì ghi căn cứ giữ giá trị của sổ.", 10, MendPlace.Answer, (m, _) => m.Person.IdentityStatus == "NotFound"),
        new(Unasked, QualityAspect.Population, "Chưa đối chiếu dân cư", "Chưa có kết quả đối chiếu với Cơ sở dữ liệu quốc gia về dân cư.",
            "Chờ hệ thống đối chiếu; người chưa có số định danh thì ghi số trước.", 5, MendPlace.Answer, (m, _) => m.Person.IdentityStatus is not ("Matched" or "Overridden")),
        new("duplicate-open", QualityAspect.Duplicate, "Nghi trùng chưa kết luận", "Có hồ sơ khác có thể là của cùng một người, chưa ai kết luận.",
            "Đối chiếu hai hồ sơ rồi gộp hoặc kết luận là hai người.", 10, MendPlace.Person, (m, _) => m.IsSuspected),
        new("certificate-missing", QualityAspect.Certificate, "Thiếu giấy xác nhận khuyết tật", "Hưởng theo nhóm người khuyết tật nhưng sổ không có giấy xác nhận khuyết tật nào.",
            "Ghi số giấy đã cấp ở mục hộ gia đình, hoặc làm thủ tục xác định mức độ khuyết tật.", 10, MendPlace.Household, (m, _) => IsDisabled(m) && m.Certificates.Count == 0 && !m.HasPaperCertificate),
        new("certificate-expired", QualityAspect.Certificate, "Giấy xác nhận khuyết tật hết giá trị", "Giấy xác nhận khuyết tật đã hết hạn, đã bị thu hồi hoặc chưa có giấy thay.",
            "Làm thủ tục xác định lại mức độ khuyết tật.", 10, MendPlace.Person, (m, day) => IsDisabled(m) && m.Certificates.Count > 0 && !m.Certificates.Any(c => c.HoldsOn(day))),
        new("receiver-missing", QualityAspect.Payment, "Thiếu người nhận tiền", "Chưa ghi người nhận tiền, hoặc trẻ em dưới 16 tuổi mà chưa có người nhận thay.",
            "Lập hồ sơ điều chỉnh để ghi người nhận tiền.", 10, MendPlace.Dossier, LacksReceiver),
        new("account-missing", QualityAspect.Payment, "Thiếu tài khoản nhận tiền", "Nhận qua tài khoản nhưng chưa ghi số tài khoản hoặc ngân hàng.",
            "Lập hồ sơ điều chỉnh để ghi số tài khoản, ngân hàng.", 10, MendPlace.Dossier, (m, _) => m.Entitlements.Any(e => e.MethodCode == PayWay.ToAccount && (e.AccountNumber.Length == 0 || e.Bank.Length == 0))),
        new("carer-ended", QualityAspect.Carer, "Người chăm sóc, giám hộ đã hết thời hạn", "Người chăm sóc hoặc giám hộ đã ghi không còn ai trong thời hạn.",
            "Ghi người chăm sóc, giám hộ mới hoặc sửa thời hạn.", 5, MendPlace.Parts, HasOnlyFormerCarers),
        new("unit-ended", QualityAspect.Residence, "Nơi cư trú không còn hoặc sai xã", "Mã xã, phường đã ghi không còn hiệu lực hoặc không phải xã, phường đang quản lý.",
            "Kiểm tra nơi cư trú; lập hồ sơ chuyển nơi cư trú nếu người đó ở nơi khác.", 5, MendPlace.Dossier, (m, _) => !m.UnitStands || !m.Person.TenantPath.EndsWith("." + m.Person.CommuneCode, StringComparison.Ordinal)),
        new("poverty-missing", QualityAspect.Poverty, "Thiếu diện hộ nghèo năm nay", "Mức hưởng dựa vào hộ nghèo, hộ cận nghèo nhưng chưa ghi kết quả rà soát của năm nay.",
            "Ghi kết quả rà soát hộ nghèo, hộ cận nghèo của năm.", 5, MendPlace.Parts, (m, day) => RestOnPoverty.Any(p => m.Person.CategoryCode.StartsWith(p, StringComparison.Ordinal)) && !m.PovertyYears.Contains(day.Year)),
    ];

    /// <summary>Null when there is none of the code.</summary>
    public static QualityFault? Find(string code) => All.FirstOrDefault(f => f.Code == code);

    /// <summary>Faults of a person: of each aspect the first of the table that holds.</summary>
    public static IReadOnlyList<QualityFault> Of(MeasuredPerson person, DateOnly today) =>
        [.. All.Where(f => f.Holds(person, today)).DistinctBy(f => f.Aspect)];

    /// <summary>Score in tenths, 0–1000; null when there is nobody.</summary>
    /// <param name="counts">Code → people who have the fault. A code of an earlier version counts nothing.</param>
    public static int? ScoreTenths(int people, IReadOnlyDictionary<string, int> counts)
    {
        if (people == 0)
        {
            return null;
        }

        var lost = counts.Sum(c => (long)c.Value * (Find(c.Key)?.Weight ?? 0));
        return (int)Math.Max(0, ((1000L * people) - (10 * lost)) / people);
    }

    /// <summary>"87,5", or "–" when there is nobody.</summary>
    public static string Printed(int? tenths) => tenths is { } t ? (t / 10m).ToString("0.0", VietnameseFormat.Culture) : "–";

    private static bool IsPossible(string number, DateOnly day) =>
        CitizenId.TryParse(number, out var id) && id.Digits == number && RegistrationCodes.IsKnown(id.RegistrationCode) && id.BirthYear <= day.Year;

    private static bool Contradicts(Beneficiary person) => CitizenId.TryParse(person.CitizenId, out var id)
        && ((BirthDate.TryParse(person.BirthDate, out var birth) && birth.Assumed.Year != id.BirthYear) || (person.Sex is 1 or 2 && person.Sex != id.Sex));

    private static bool HasPossibleBirth(Beneficiary person, DateOnly day) =>
        BirthDate.TryParse(person.BirthDate, out var birth) && birth.Assumed <= day && birth.AgeInYears(day) <= OldestYears;

    // A birth known to the year may lie eleven months later than it counts.
    private static bool IsOutsideGroup(MeasuredPerson m, DateOnly day)
    {
        if (!BirthDate.TryParse(m.Person.BirthDate, out var birth))
        {
            return false;
        }

        var oldest = birth.AgeInMonths(PayMonth.Of(day));
        var youngest = oldest - (birth.Precision == BirthPrecision.Year ? 11 : 0);
        return oldest < m.AgeFromMonths || youngest >= m.AgeUntilMonths + GraceMonths;
    }

    private static bool NeedsTheDay(MeasuredPerson m, DateOnly day) => BirthDate.TryParse(m.Person.BirthDate, out var birth) && birth.Precision != BirthPrecision.Day
        && (IsChild(birth, day) || TurningYears.Any(y => birth.Assumed.Year + y == day.Year || birth.Assumed.Year + y == day.Year + 1));

    private static bool LacksReceiver(MeasuredPerson m, DateOnly day) => m.Entitlements.Any(e => e.ReceiverName.Length == 0
        || (e.ReceiverRelation.Length == 0 && e.SharedPath is null && BirthDate.TryParse(m.Person.BirthDate, out var birth) && IsChild(birth, day)));

    private static bool IsChild(BirthDate birth, DateOnly day) => birth.AgeInMonths(PayMonth.Of(day)) < ChildMonths;

    private static bool IsDisabled(MeasuredPerson m) => m.Person.CategoryCode.StartsWith("6.", StringComparison.Ordinal);

    // Who supports by law is no carer; who never had one is not asked for one.
    private static bool HasOnlyFormerCarers(MeasuredPerson m, DateOnly day)
    {
        var carers = m.Links.Where(l => l.Role is LinkRole.Carer or LinkRole.Guardian).ToList();
        return carers.Count > 0 && !carers.Any(l => l.HoldsOn(day)) && (NeedsCarer(m) || (BirthDate.TryParse(m.Person.BirthDate, out var birth) && IsChild(birth, day)));
    }

    private static bool NeedsCarer(MeasuredPerson m) => m.Person.CategoryCode == "5.d" || m.Entitlements.Any(e => e.Kind == EntitlementKind.Care);
}
