using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>How somebody in emergency care is brought home or to an institution (Circular 02/2021 Art. 3(3)). Stored by name.</summary>
public enum TransportWay
{
    None = 0,

    /// <summary>Giá phương tiện công cộng phổ thông tại địa phương.</summary>
    Public = 1,

    /// <summary>Phương tiện của cơ quan, đơn vị: 0,2 lít xăng/km.</summary>
    Own = 2,

    /// <summary>Thuê xe theo hợp đồng.</summary>
    Hired = 3,
}

/// <summary>Temporary care of somebody in urgent need of protection (Decree 20 Art. 18(2), 19(2)).</summary>
/// <param name="Urgent">Which of the four kinds of persons.</param>
/// <param name="PaperNumber">Decision of the province's chairman, for the fourth.</param>
/// <param name="DaysBefore">Days paid before in the same emergency.</param>
public sealed record EmergencyCareCase(BirthDate Birth, UrgentCase Urgent, string PaperNumber, DateOnly From, DateOnly Until, int DaysBefore)
{
    /// <summary>Who has a health card is treated at its cost (Art. 19(2)(b)).</summary>
    public bool HealthCard { get; init; }

    /// <summary>What the fund would have paid for the treatment of somebody with a card, đồng; 0: none.</summary>
    public long TreatmentDong { get; init; }

    public TransportWay Transport { get; init; }

    /// <summary>Ticket or contract, đồng.</summary>
    public long TransportDong { get; init; }

    public int Kilometres { get; init; }

    /// <summary>Price of a litre of petrol on that day, đồng.</summary>
    public long PetrolDong { get; init; }
}

/// <summary>What temporary emergency care costs, line by line with its article: meals, treatment, transport (Circular 02/2021 Art. 3). Pure.</summary>
public static class EmergencyCosts
{
    private const string Who = "khoản 2 Điều 18 " + Articles.Decree20;
    private const string Treatment = "điểm b khoản 2 Điều 19 " + Articles.Decree20 + " và khoản 2 Điều 3 Thông tư số 02/2021/TT-BLĐTBXH";
    private const string Transport = "khoản 3 Điều 3 Thông tư số 02/2021/TT-BLĐTBXH";
    private const int ChildYears = 16;
    private const int MillilitresOfALitre = 1000;

    /// <summary>The sum of the lines that hold; nothing when the person is of none of the kinds, or no day of care was given.</summary>
    public static OneOffAnswer Of(EmergencyCareCase care, RuleBook rules)
    {
        var meals = OneOff.EmergencyCare(care.From, care.Until, rules, care.DaysBefore);
        if (meals.Trials.Count == 0)
        {
            return meals;
        }

        var who = Person(care);
        List<OneOffTrial> trials = [meals.Trials[0] with { Clauses = [.. meals.Trials[0].Clauses, who] }, .. Treated(care, who), .. Brought(care, who, rules)];
        var paid = trials.Where(t => t.Holds && t.Dong > 0).ToList();
        if (!trials[0].Holds || paid.Count == 0)
        {
            return meals with { Trials = trials, Code = null, Dong = 0, Arithmetic = "" };
        }

        var sum = paid.Sum(t => t.Dong);
        var words = string.Join("; ", paid.Select(t => t.Arithmetic));
        return new(trials, trials[0].Code, sum, paid.Count == 1 ? words : $"{words}; cộng {new Dong(sum)}", meals.Remarks);
    }

    private static Clause Person(EmergencyCareCase care)
    {
        var child = care.Birth.AgeInYears(care.From) < ChildYears;
        var (point, found, holds) = care.Urgent switch
        {
            UrgentCase.Orphan => ("điểm a ", child ? "Trẻ em không còn cha mẹ, không có người thân thích có khả năng chăm sóc" : "Không phải là trẻ em", child),
            UrgentCase.Victim => ("điểm b ", "Nạn nhân của bạo lực gia đình, xâm hại, mua bán, cưỡng bức lao động", true),
            UrgentCase.Wandering => ("điểm c ", "Trẻ em, người lang thang xin ăn", true),
            UrgentCase.Other => ("điểm d ", care.PaperNumber.Length > 0 ? care.PaperNumber : "Chưa có quyết định của Chủ tịch UBND cấp tỉnh", care.PaperNumber.Length > 0),
            _ => ("", "Chưa xác định trường hợp", false),
        };
        return new(point + Who, "Thuộc đối tượng cần bảo vệ khẩn cấp", found, holds);
    }

    private static IEnumerable<OneOffTrial> Treated(EmergencyCareCase care, Clause who)
    {
        if (care.TreatmentDong > 0)
        {
            yield return new("KC.chamsoc.dieutri", "Chi phí điều trị khi chăm sóc khẩn cấp",
                [new(Treatment, "Không có thẻ bảo hiểm y tế", care.HealthCard ? "Có thẻ bảo hiểm y tế: quỹ bảo hiểm y tế chi trả" : "Không có thẻ", !care.HealthCard), who],
                care.HealthCard ? 0 : care.TreatmentDong, $"điều trị {new Dong(care.TreatmentDong)}, bằng mức quỹ bảo hiểm y tế chi trả cho người có thẻ ({Treatment})");
        }
    }

    private static IEnumerable<OneOffTrial> Brought(EmergencyCareCase care, Clause who, RuleBook rules)
    {
        var each = rules.Parameter(LawParameters.EmergencyPetrolMillilitres, care.From);
        var (dong, words) = care.Transport switch
        {
            TransportWay.Own when each is not null => (Petrol(care, each.Value), $"{care.Kilometres} km × {Litres(each.Value)} lít × {new Dong(care.PetrolDong)} = {new Dong(Petrol(care, each.Value))} ({each.Legal})"),
            TransportWay.Public => (care.TransportDong, $"đưa đi bằng phương tiện công cộng {new Dong(care.TransportDong)} ({Transport})"),
            TransportWay.Hired => (care.TransportDong, $"thuê xe theo hợp đồng {new Dong(care.TransportDong)} ({Transport})"),
            _ => (0L, ""),
        };
        if (care.Transport != TransportWay.None)
        {
            yield return new("KC.chamsoc.dua", "Chi phí đưa về nơi cư trú hoặc đến cơ sở trợ giúp xã hội",
                [new(Transport, "Có giá vé, hợp đồng, hoặc số km và giá xăng", dong > 0 ? "Có" : "Chưa có", dong > 0), who], dong, words);
        }
    }

    private static long Petrol(EmergencyCareCase care, long millilitres) =>
        (long)Math.Round((decimal)care.Kilometres * millilitres * care.PetrolDong / MillilitresOfALitre, MidpointRounding.AwayFromZero);

    private static string Litres(long millilitres) => ((decimal)millilitres / MillilitresOfALitre).ToString("0.###", VietnameseFormat.Culture);
}
