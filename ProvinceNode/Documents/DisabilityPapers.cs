using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What a certificate says of a person (Circular 01/2019, Mẫu 06).</summary>
/// <param name="Type">E.g. Khuyết tật vận động.</param>
/// <param name="Degree">Nhẹ, Nặng, Đặc biệt nặng.</param>
public sealed record DisabilityCase(PaperPerson Person, string Type, string Degree);

/// <summary>Mẫu 06 of Circular 01/2019/TT-BLĐTBXH, the certificate, and its withdrawal; the council's own papers are made by the council (policy 3.11). Pure.</summary>
public static class DisabilityPapers
{
    /// <summary>Mẫu 06: giấy xác nhận khuyết tật; valid from the chairman's signature.</summary>
    /// <param name="number">E.g. 38.400.16063.000123.</param>
    public static PaperContent Certificate(PaperScene scene, string number, DisabilityCase concluded, SignedInOfficial chairman)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), Title = "GIẤY XÁC NHẬN KHUYẾT TẬT", NumberLine = $"Số hiệu: {number}",
            Lines =
            [
                new("Họ và tên", PaperStyle.Upper(concluded.Person.FullName)),
                .. DeskPapers.Known("Ngày sinh", concluded.Person.BirthPrinted),
                .. DeskPapers.Known("Giới tính", concluded.Person.SexWord),
                new("Nơi cư trú", concluded.Person.Address),
                new("Dạng khuyết tật", concluded.Type),
                new("Mức độ khuyết tật", concluded.Degree),
            ],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)], Card = true,
        };
    }

    /// <summary>The certificate is taken back when an authority found the conclusion wrong.</summary>
    public static PaperContent Withdraw(PaperScene scene, string number, PaperPerson person, string reason, SignedInOfficial chairman) =>
        DecisionPapers.Decision(scene, "thu hồi Giấy xác nhận khuyết tật", [LegalBases.Disability], "Hội đồng xác định mức độ khuyết tật " + scene.Inside(scene.Commune), chairman) with
        {
            Superior = "ỦY BAN NHÂN DÂN", Issuer = PaperStyle.Upper(scene.Unit(scene.Commune)), Authority = PaperStyle.Upper($"Chủ tịch {scene.Committee(scene.Commune)}"),
            PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune),
            Paragraphs =
            [
                $"Điều 1. Thu hồi Giấy xác nhận khuyết tật số {number} đã cấp cho {person.Described(scene.Today)}.",
                $"Lý do: {reason.TrimEnd('.')}.",
                "Điều 2. Người được cấp nộp lại Giấy xác nhận khuyết tật tại Ủy ban nhân dân nơi cấp.",
                $"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. {scene.OfficeName(Authorities.CommuneOfficer)} và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            ],
            Recipients = ["Như Điều 3;", "Lưu: VT, VHXH."],
        };
}

/// <summary>A row of Mẫu 07 and 08: people determined in the period, by type of disability.</summary>
public sealed record DisabilityReportRow(string Type, int Determined, int ExtremelySevere, int Severe, int Mild, int Children, int Women, int ToMedicalBoard, int Certificates);

/// <summary>Mẫu 07 (commune) and 08 (district, province) of Circular 01/2019 (policy 7.1). Pure.</summary>
public static class DisabilityReports
{
    /// <param name="commune">Mẫu 07, else Mẫu 08.</param>
    public static PaperContent Report(PaperScene scene, ReportHead head, IReadOnlyList<DisabilityReportRow> rows, bool commune) => ReportPapers.Head(
        scene, head, commune ? "07" : "08", "KẾT QUẢ XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT VÀ CẤP GIẤY XÁC NHẬN KHUYẾT TẬT", new PaperTable
        {
            Columns =
            [
                new("STT", 0.6, PaperAlign.Center), new("Dạng khuyết tật", 2.5), .. new[] { "Số người được xác định", "Đặc biệt nặng", "Nặng", "Nhẹ", "Trẻ em", "Nữ", "Chuyển Hội đồng Giám định y khoa", "Số giấy đã cấp" }.Select(ReportPapers.Count),
            ],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)[$"{i + 1}", r.Type, .. Cells([r])]).ToList(),
            Footers = [["", "Tổng cộng", .. Cells(rows)]],
        });

    private static IEnumerable<string> Cells(IReadOnlyList<DisabilityReportRow> rows) => new[]
    {
        rows.Sum(r => r.Determined), rows.Sum(r => r.ExtremelySevere), rows.Sum(r => r.Severe), rows.Sum(r => r.Mild), rows.Sum(r => r.Children), rows.Sum(r => r.Women), rows.Sum(r => r.ToMedicalBoard), rows.Sum(r => r.Certificates),
    }.Select(ReportPapers.N);
}
