using Protos.Values;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>One choice of a question.</summary>
public sealed record Choosable(string Value, string Words);

/// <summary>A question of the pre-check: short, in people's words, about one thing.</summary>
/// <param name="Key">Name of its field.</param>
/// <param name="Applies">Whether it can be asked of somebody of this age in months.</param>
public sealed record Question(string Key, string Text, string Hint, IReadOnlyList<Choosable> Choices, Func<int, bool> Applies)
{
    public string WordsOf(string value) => Choices.FirstOrDefault(c => c.Value == value)?.Words ?? value;
}

/// <summary>The questions in the order in which people find them easiest; those that change nothing are never asked. Pure.</summary>
public static class Questions
{
    public const string Disability = "khuyet-tat";
    public const string Parents = "cha-me";
    public const string Orphan = "mo-coi";
    public const string Study = "di-hoc";
    public const string Poverty = "ho-ngheo";
    public const string Area = "vung";
    public const string Children = "nuoi-con";
    public const string Infants = "con-nho";
    public const string Pension = "luong-huu";
    public const string Supporter = "phung-duong";
    public const string Care = "cham-soc";
    public const string Fit = "vao-co-so";
    public const string Institution = "co-so";
    public const string Hiv = "hiv";
    public const string Income = "thu-nhap";

    /// <summary>Whom nobody else maintains; asked of elderly people, and of the ages of a group that wants it.</summary>
    public static Question MaintainedBy { get; } = new(Supporter, "Người đó có vợ, chồng, con, cháu phải phụng dưỡng mình không?", "",
        [new("0", "Không còn ai"), new("1", "Có, nhưng những người ấy đang hưởng trợ cấp xã hội hàng tháng"), new("2", "Có")], a => a >= 60 * 12);

    private const int Adult = 16 * 12;
    private static readonly IReadOnlyList<Choosable> NoYes = [new("0", "Không"), new("1", "Có")];

    /// <param name="pensionLevel">Level of the social pension today, for the words of one choice.</param>
    public static IReadOnlyList<Question> All(Dong pensionLevel) =>
    [
        new(Disability, "Người đó có giấy xác nhận khuyết tật không?", "Xem dòng “Mức độ khuyết tật” trên giấy do Ủy ban nhân dân xã cấp.",
            [new("0", "Không có giấy"), new("1", "Có, mức độ nhẹ"), new("2", "Có, mức độ nặng"), new("3", "Có, mức độ đặc biệt nặng")], _ => true),
        new(Parents, "Cha mẹ của cháu có nuôi cháu được không?", "Không nuôi được là: đã chết, bị Tòa án tuyên bố mất tích, đang ở cơ sở trợ giúp xã hội, đang chấp hành án tù hoặc bị đưa vào trường giáo dưỡng, cơ sở giáo dục, cơ sở cai nghiện bắt buộc.",
            [new("0", "Cha, mẹ hoặc cả hai đang nuôi cháu, hoặc cháu đã có cha mẹ nuôi"), new("1", "Cả cha và mẹ đều không nuôi được, vì những lẽ kể trên"), new("2", "Cháu bị bỏ rơi, chưa có ai nhận làm con nuôi")], a => a < Adult),
        new(Orphan, "Trước khi đủ 16 tuổi, người đó có hưởng trợ cấp cho trẻ mồ côi, trẻ bị bỏ rơi không?", "", NoYes, a => a is >= Adult and <= 22 * 12),
        new(Study, "Người đó còn đang đi học không?", "Học phổ thông, học nghề, trung cấp, cao đẳng hoặc đại học văn bằng thứ nhất.", NoYes, a => a is >= Adult and <= 22 * 12),
        new(Poverty, "Gia đình người đó có thuộc hộ nghèo hoặc hộ cận nghèo không?", "Theo giấy chứng nhận của xã năm nay. Nếu không rõ, chọn “Không” rồi hỏi lại trưởng thôn.",
            [new("0", "Không"), new("1", "Hộ cận nghèo"), new("2", "Hộ nghèo")], _ => true),
        new(Area, "Nơi ở có thuộc xã, thôn đặc biệt khó khăn vùng đồng bào dân tộc thiểu số và miền núi không?", "Nếu không rõ, hỏi trưởng thôn hoặc Ủy ban nhân dân xã.", NoYes, _ => true),
        new(Pension, "Người đó có lương hưu hoặc trợ cấp bảo hiểm xã hội hàng tháng không?", "",
            [new("0", "Không có"), new("1", $"Có, dưới {pensionLevel} một tháng"), new("2", $"Có, từ {pensionLevel} một tháng trở lên")], a => a >= Adult),
        MaintainedBy,
        new(Children, "Người đó có đang một mình nuôi con không?", "Một mình là chưa kết hôn, hoặc chồng, vợ đã chết hay mất tích. Tính con dưới 16 tuổi và con từ 16 đến 22 tuổi đang đi học.",
            [new("0", "Không"), new("1", "Nuôi 1 con"), new("2", "Nuôi 2 con"), new("3", "Nuôi 3 con"), new("4", "Nuôi 4 con"), new("5", "Nuôi 5 con")], a => a >= Adult),
        new(Infants, "Người đó có đang mang thai hoặc nuôi con dưới 36 tháng tuổi không?", "",
            [new("0", "Không"), new("1", "Đang mang thai, hoặc nuôi một con dưới 36 tháng"), new("2", "Vừa mang thai vừa nuôi một con dưới 36 tháng, hoặc nuôi từ hai con dưới 36 tháng")], a => a is >= Adult and < 60 * 12),
        new(Care, "Ai đang chăm sóc người đó?", "", [new("0", "Tự lo được, hoặc chưa có ai"), new("1", "Người trong nhà"), new("2", "Gia đình khác, người khác nhận về nuôi")], _ => true),
        new(Fit, "Xã có xác nhận người đó không thể sống ở cộng đồng và đủ điều kiện vào cơ sở trợ giúp xã hội không?",
            "Điểm d khoản 5 Điều 5 Nghị định số 20/2021/NĐ-CP: hộ nghèo, không có người phụng dưỡng, không có điều kiện sống ở cộng đồng, nay có người nhận về nuôi. Nếu không rõ, chọn “Không”.", NoYes, a => a >= 60 * 12),
        new(Institution, "Người đó có đang được nuôi trong cơ sở trợ giúp xã hội không?", "Ví dụ trung tâm bảo trợ xã hội, nhà xã hội.", NoYes, _ => true),
        new(Income, "Người đó có tiền lương, tiền công hoặc thu nhập ổn định hàng tháng không?", "", NoYes, a => a >= Adult),
        new(Hiv, "Người đó có giấy xác nhận nhiễm HIV không?", "Không bắt buộc trả lời. Trang này không ghi lại điều gì; khi xét hồ sơ, thông tin này không bao giờ bị niêm yết.",
            [new("0", "Không, hoặc không muốn trả lời"), new("1", "Có")], _ => true),
    ];
}
