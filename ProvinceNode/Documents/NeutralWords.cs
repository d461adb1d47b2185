using System.Text.RegularExpressions;

namespace ProvinceNode.Documents;

/// <summary>
/// Words that do not give away the HIV groups (clauses 3 and 8 of Article 5; Decree 20 Art. 8(1)(b), 28(1)(b)). A sensitive award has one
/// label, one article and one code on every paper, and typed text that names the illness is not printed. Pure.
/// </summary>
public static partial class NeutralWords
{
    public const string Label = "đối tượng bảo trợ xã hội thuộc hộ nghèo, có hoàn cảnh khó khăn";

    public const string Article = "Điều 5 Nghị định số 20/2021/NĐ-CP";

    /// <summary>In the column "Đối tượng" of lists.</summary>
    public const string Code = "Đ5";

    /// <summary>In place of a reason that would name the illness.</summary>
    public const string Reason = "Theo quy định tại Điều 5 Nghị định số 20/2021/NĐ-CP và hồ sơ được lưu riêng; nội dung chi tiết đã được giải thích trực tiếp cho người nộp hồ sơ.";

    /// <summary>Name of a medical confirmation among the papers filed.</summary>
    public const string MedicalPaper = "Giấy xác nhận của cơ sở y tế có thẩm quyền";

    public const string Declaration = "Tờ khai đề nghị trợ giúp xã hội";

    /// <summary>Whether a text names the illness, its clauses or its form.</summary>
    public static bool Reveals(string text) => Protos.Values.IllnessWords.Tell(text) || Telling().IsMatch(text);

    /// <summary>A reason or remark as it may be printed.</summary>
    public static string Remark(string text) => Reveals(text) ? Reason : text;

    /// <summary>Name of a filed paper as it may be printed.</summary>
    public static string Paper(string name) => !Reveals(name) ? name : FormOneB().IsMatch(name) ? Declaration : MedicalPaper;

    [GeneratedRegex(@"khoản\s*[38](\s*(,|và)\s*(khoản\s*)?8)?\s*Điều\s*5\b|\bK[38]Đ5\b|Đ5\.k[38]\b|(mẫu|số)\s*1b\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Telling();

    [GeneratedRegex(@"1b\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FormOneB();
}
