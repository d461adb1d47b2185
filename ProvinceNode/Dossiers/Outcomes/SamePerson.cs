using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Whether the person of a dossier is the one whom the registry has under his number. A number is mistyped easily, and a decision about it would end
/// or change what somebody else receives. One of name and birth may differ with a reason of the appraiser (a spelling, a year alone); never both. Pure.
/// </summary>
public static class SamePerson
{
    public static readonly ProblemKind OtherPerson = new("registry-other-person",
        "Số định danh này trong sổ đối tượng là của người khác: {0}, sinh {1}. Hãy kiểm tra lại số định danh với giấy tờ; nếu số trên tờ khai sai, hãy trả hồ sơ về để sửa.");

    public static readonly ProblemKind Differs = new("registry-differs",
        "Trong sổ đối tượng, người có số này là {0}, sinh {1}, khác hồ sơ. Nếu chỉ là khác cách ghi, hãy ghi lý do xác định cùng một người; nếu không, hãy kiểm tra lại số định danh.");

    public static readonly ProblemKind LookAlike = new("registry-look-alike",
        "Đã có người cùng họ tên, ngày sinh, giới tính đang hưởng (mã đối tượng {0}) mà không so được số định danh. Nếu là một người, hãy dùng thủ tục điều chỉnh; nếu là người khác, người thẩm định ghi rõ lý do.");

    /// <summary>Name and birth as far as both agree; null when there is nobody to compare or he was chosen from the registry itself.</summary>
    public static (bool Name, bool Birth)? Compare(Case found)
    {
        var (owner, person, chosen) = (found.Subject, found.Person, found.Dossier.BeneficiaryId is not null && found.Incoming is not { CrossesProvinces: true });
        return person is null || (chosen && found.Appraisal.About is null) ? null
            : (owner.FoldedName == person.FoldedName, SameBirth(owner.BirthDate, person.BirthDate));
    }

    public static Problem? Fault(Case found) => Compare(found) switch
    {
        null or (true, true) => null,
        (false, false) => OtherPerson.At(nameof(Measure.SamePersonWhy), found.Person!.FullName, Printed(found.Person.BirthDate)),
        _ => found.Measure.SamePersonWhy.Length > 0 ? null : Differs.At(nameof(Measure.SamePersonWhy), found.Person!.FullName, Printed(found.Person.BirthDate)),
    };

    /// <summary>1954 and 1954-03-02 may be one birth, 1954 and 1955 not.</summary>
    public static bool SameBirth(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    private static string Printed(string birth) => BirthDate.TryParse(birth, out var born) ? born.Printed : birth;
}
