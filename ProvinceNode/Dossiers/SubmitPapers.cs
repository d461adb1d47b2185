namespace ProvinceNode.Dossiers;

/// <summary>A paper that belongs to form 1đ.</summary>
/// <param name="Code">Stored in <see cref="Attachment.Paper"/>.</param>
/// <param name="Need">Whether the law wants it for these answers.</param>
public sealed record PaperKind(string Code, string Name, string Hint, Func<SubmitForm, bool> Need);

/// <summary>Papers of form 1đ (Decree 20 Art. 7, policy 3.4): shown at the desk, or sent as a photo or scan online. Pure.</summary>
public static class SubmitPapers
{
    public const string Certificate = "giay-xac-nhan-khuyet-tat";
    public const string Identity = "giay-to-tuy-than";
    public const string Pregnancy = "giay-xac-nhan-mang-thai";
    public const string BirthOfChild = "giay-khai-sinh-con";

    /// <summary>Sent in answer to a request to complete the dossier.</summary>
    public const string Supplement = "bo-sung";

    public static IReadOnlyList<PaperKind> All { get; } =
    [
        new(Certificate, "Giấy xác nhận khuyết tật", "Chụp rõ cả hai mặt, thấy số giấy, dạng tật và mức độ khuyết tật.", _ => true),
        new(Identity, "Căn cước, căn cước công dân hoặc giấy tờ xác nhận cư trú", "Giúp cán bộ đối chiếu nhanh hơn.", _ => false),
        new(BirthOfChild, "Giấy khai sinh của con dưới 36 tháng tuổi", "Chỉ cần khi đang nuôi con dưới 36 tháng tuổi.",
            f => int.TryParse(f.ChildrenUnder36Months, out var n) && n > 0),
        new(Pregnancy, "Giấy xác nhận đang mang thai của cơ sở y tế", "Chỉ cần khi đang mang thai.", f => f.Pregnant == "yes"),
    ];

    public static string NameOf(string code) =>
        code == Supplement ? "Giấy tờ bổ sung" : All.FirstOrDefault(p => p.Code == code)?.Name ?? code;

    public static bool IsKnown(string code) => code == Supplement || All.Any(p => p.Code == code);
}
