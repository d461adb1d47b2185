using System.Text.RegularExpressions;
using ProvinceNode.Platform.Text;
using Protos.Values;

namespace ProvinceNode.Import.Columns;

/// <summary>Reads a column's heading: which field its words name and how surely. Pure.</summary>
public static partial class FieldWords
{
    // Folded heading, first match wins: what is more special stands first. Weight 1: can hardly mean anything else.
    private static readonly (Field Field, double Weight, Regex Words)[] Rules =
    [
        Rule(Field.None, 1, @"^ly do|dong goc|ky nhan|chu ky|ky ten|truy linh|truy thu|khau tru|mai tang|chua nhan|thang truoc|chu ho\b|ho ten (cha|me)|hinh thuc chi"),
        Rule(Field.ReceiverRelation, 1, @"quan he"),
        Rule(Field.ReceiverNumber, 1, @"(nguoi nhan|nhan thay|uy quyen|giam ho|dai dien).*(cccd|cmnd|cmt|dinh danh|can cuoc|chung minh|giay to)|(cccd|cmnd|dinh danh|can cuoc).*(nguoi nhan|nhan thay|uy quyen|giam ho)"),
        Rule(Field.Account, 1, @"so tai khoan|so tk\b|\bstk\b|tai khoan"),
        Rule(Field.Bank, 1, @"ngan hang|\bbank\b"),
        Rule(Field.ReceiverName, 1, @"nguoi nhan|nhan thay|uy quyen|giam ho|nguoi dai dien"),
        Rule(Field.CertificateNumber, 1, @"giay xac nhan|\bgxn|giay chung nhan khuyet|giay xn"),
        Rule(Field.DisabilityDegree, 1, @"muc do|hang tat"),
        Rule(Field.DisabilityType, 1, @"dang (khuyet )?tat|dang kt|loai khuyet tat|loai tat|^dang$"),
        Rule(Field.DecisionDate, 1, @"(ngay|thang).*(quyet dinh|\bqd\b)|(quyet dinh|\bqd\b).*(ngay|thang)(?!.*so)|ngay ky"),
        Rule(Field.DecisionNumber, 1, @"quyet dinh|\bso qd|\bqd\b"),
        Rule(Field.StartMonth, 1, @"thoi diem huong|huong tu|tu thang|thang (bat dau )?huong|bat dau huong|thoi gian huong|tu ngay|thang nam huong|thoi diem bat dau"),
        Rule(Field.Order, 1, @"^(stt|tt|so tt|so thu tu|s t t|sott|no)$"),
        Rule(Field.BeneficiaryCode, 1, @"ma (so )?(doi tuong|ho so|dt)\b|^ma$"),
        Rule(Field.CareAmount, 1, @"(ho tro|kinh phi|tien|muc).*(cham soc|nuoi duong)|cham soc.*nuoi duong"),
        Rule(Field.StandardLevel, 1, @"muc chuan|chuan tro (giup|cap)|tro giup chuan|muc luong co so"),
        Rule(Field.Coefficient, 1, @"\bhe so\b|^hs$"),
        Rule(Field.Children, 1, @"\bsinh\b.*\b(cac |cua |tung )con\b|\bsinh con\b|\bcon\b.*\b(ngay|nam) (thang nam )?sinh\b|^cac con$"),
        Rule(Field.NumberIssuedOn, 1, @"ngay( thang nam)? cap"),
        Rule(Field.NumberIssuedBy, 1, @"noi cap|co quan cap"),
        Rule(Field.OldNumber, 1, @"(cmnd|cmt|chung minh).*(cu|9 so)\b|so cu\b"),
        Rule(Field.CitizenNumber, 1, @"cccd|can cuoc|dinh danh|\bddcn\b|\bcmnd\b|\bcmt\b|\bcmtnd\b|chung minh|so giay to"),
        Rule(Field.Phone, 1, @"dien thoai|\bsdt\b|\bso dt\b|^dt$|di dong|\bdtdd\b"),
        Rule(Field.Sex, 1, @"gioi tinh|^gioi$|^phai$|^nam nu$"),
        Rule(Field.Ethnic, 1, @"dan toc"),
        Rule(Field.Birth, 1, @"ngay.*sinh|nam sinh|sinh (ngay|nam)|^sinh$|^ns$|^ntns$"),
        Rule(Field.Poverty, 1, @"ho ngheo|can ngheo|dien ngheo|\bngheo\b|hoan canh kinh te"),
        Rule(Field.CommuneCode, 1, @"ma (xa|phuong|dvhc|don vi|dia ban)"),
        Rule(Field.FullName, 1, @"ho va ten|ho ten|^ten$|ten (doi tuong|nguoi (huong|cao tuoi|khuyet tat|duoc))|ho dem|ho.*chu dem.*ten"),
        Rule(Field.Address, 1, @"(thon|ban|xom|\bto\b|\bap\b).*\b(xa|phuong)\b"),
        Rule(Field.Village, 1, @"\b(thon|xom|to dan pho|tdp|khu pho|khoi pho|ap|khom|buon|tieu khu)\b|^ban$|\bban (lang|thon)|\blang\b|^to$|^khu$"),
        Rule(Field.Commune, 1, @"(?<!thi )\bxa\b|\bphuong\b|thi tran"),
        Rule(Field.District, 1, @"\bhuyen\b|\bquan\b|thi xa"),
        Rule(Field.Province, 0.9, @"\btinh\b(?! trang)|thanh pho"),
        Rule(Field.Address, 1, @"dia chi|noi o|cu tru|thuong tru|ho khau|cho o|noi sinh song"),
        Rule(Field.Category, 1, @"(loai|nhom|dien|dang) (doi tuong|huong|tro cap)|^doi tuong|doi tuong (huong|theo|bao tro|thu huong)|khoan.*dieu|^loai$|^nhom$|^dien$"),
        Rule(Field.MonthlyAmount, 1, @"muc (tro cap|huong|tc|tien)|tro cap( hang| xa hoi)? thang|tro cap xa hoi|tien tro cap|tien (hang )?thang"),
        Rule(Field.MonthlyAmount, 0.7, @"so tien|kinh phi|thanh tien|tong tien|tong cong|tien huong|^tien$|tro cap"),
        Rule(Field.Note, 1, @"ghi chu|luu y"),
    ];

    /// <summary>The field that a heading names, with the weight of its words (0 when none).</summary>
    /// <param name="path">Headings from the top row down to the column's own, e.g. "Năm sinh", "Nam".</param>
    public static (Field Field, double Weight) Read(IReadOnlyList<string> path)
    {
        if (path.Count == 0)
        {
            return (Field.None, 0);
        }

        var (leaf, whole) = (WordKey.Of(path[^1]), string.Join(' ', path.Select(WordKey.Of)));
        var above = string.Join(' ', path.SkipLast(1).Select(WordKey.Of));
        if (Birth(path[^1], leaf, above) is { } birth)
        {
            return (birth, 1);
        }

        if (above.Length > 0 && Group(leaf, above) is { } grouped)
        {
            return (grouped, 1);
        }

        var own = First(leaf);
        return own.Weight > 0 ? own : First(whole);
    }

    // Columns under a common heading say little alone: "Nam", "Số", "Ngày".
    private static Field? Birth(string heading, string leaf, string above)
    {
        var underBirth = BirthWords().IsMatch(above);
        var year = VietnameseText.NameKey(heading).Contains('ă', StringComparison.Ordinal);
        return leaf switch
        {
            "nu" or "nu gioi" when underBirth => Field.BirthFemale,
            "nam" when underBirth && year => Field.BirthYear,
            "nam" or "nam gioi" when underBirth => Field.BirthMale,
            "nam sinh nam" or "nam nam" or "nam sinh cua nam" => Field.BirthMale,
            "nam sinh nu" or "nam sinh cua nu" => Field.BirthFemale,
            "ngay" when underBirth => Field.BirthDay,
            "thang" when underBirth => Field.BirthMonth,
            "nu" or "nu gioi" => Field.FemaleMark,
            "nam" or "nam gioi" when !year => Field.MaleMark,
            _ => null,
        };
    }

    private static Field? Group(string leaf, string above)
    {
        if (ReceiverWords().IsMatch(above))
        {
            return First(leaf).Field switch { Field.CitizenNumber => Field.ReceiverNumber, Field.ReceiverRelation => Field.ReceiverRelation, Field.FullName => Field.ReceiverName, _ => null };
        }

        if (DecisionWords().IsMatch(above))
        {
            return leaf switch { "so" or "so qd" or "so quyet dinh" => Field.DecisionNumber, _ when leaf.StartsWith("ngay", StringComparison.Ordinal) => Field.DecisionDate, _ => null };
        }

        if (NumberWords().IsMatch(above))
        {
            return leaf switch { "so" => Field.CitizenNumber, _ => null };
        }

        if (ChildWords().IsMatch(above) && BirthWords().IsMatch(leaf))
        {
            return Field.Children;
        }

        return CertificateWords().IsMatch(above) && leaf == "so" ? Field.CertificateNumber : null;
    }

    private static (Field Field, double Weight) First(string words)
    {
        foreach (var (field, weight, regex) in Rules)
        {
            if (regex.IsMatch(words))
            {
                return (field, weight);
            }
        }

        return (Field.None, 0);
    }

    private static (Field, double, Regex) Rule(Field field, double weight, string words) => (field, weight, new Regex(words, RegexOptions.CultureInvariant));

    [GeneratedRegex(@"\bsinh\b")]
    private static partial Regex BirthWords();

    [GeneratedRegex("nguoi nhan|nhan thay|uy quyen|giam ho|dai dien")]
    private static partial Regex ReceiverWords();

    [GeneratedRegex(@"quyet dinh|\bqd\b")]
    private static partial Regex DecisionWords();

    [GeneratedRegex("cccd|cmnd|can cuoc|dinh danh|chung minh|giay to tuy than")]
    private static partial Regex NumberWords();

    [GeneratedRegex(@"^(cac )?con\b(?! lai)|\bcac con\b|\bcon dang nuoi")]
    private static partial Regex ChildWords();

    [GeneratedRegex("giay xac nhan|gxn")]
    private static partial Regex CertificateWords();
}
