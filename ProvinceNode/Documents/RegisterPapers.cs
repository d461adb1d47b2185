using ProvinceNode.Dossiers;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>D06 control sheet of one dossier and D07 register of an office: tables made from the log of moves, never typed (policy 4.3). Pure.</summary>
public static class RegisterPapers
{
    private static readonly PaperColumn[] ControlColumns =
    [
        new("TÊN CƠ QUAN", 2), new("THỜI GIAN GIAO, NHẬN HỒ SƠ", 3), new("KẾT QUẢ GIẢI QUYẾT HỒ SƠ (trước hạn/đúng hạn/quá hạn)", 2), new("GHI CHÚ", 2),
    ];

    private static readonly PaperColumn[] RegisterColumns =
    [
        new("STT", 0.6, PaperAlign.Center), new("Mã hồ sơ", 2), new("Tên TTHC", 2.5), new("Số lượng hồ sơ (bộ)", 0.8, PaperAlign.Center), new("Tên cá nhân, tổ chức", 1.8),
        new("Địa chỉ, số điện thoại", 2), new("Cơ quan chủ trì giải quyết", 1.6), new("Nhận hồ sơ", 1.4, PaperAlign.Center), new("Hẹn trả kết quả", 1.2, PaperAlign.Center),
        new("Trả kết quả", 1.2, PaperAlign.Center), new("Phương thức nhận kết quả", 1.3), new("Ký nhận", 0.9), new("Ghi chú", 1.2),
    ];

    /// <summary>D06: phiếu kiểm soát quá trình giải quyết hồ sơ.</summary>
    public static PaperContent ControlSheet(FlowContext context, Dossier dossier)
    {
        var scene = PaperScenes.Of(context, dossier);
        var (superior, issuer) = PaperStyle.Desk(scene);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), Title = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            DossierCode = dossier.Code,
            Lines =
            [
                new("Cơ quan (bộ phận) giải quyết hồ sơ", scene.AppraiserName),
                .. DeskPapers.Known("Cơ quan phối hợp giải quyết hồ sơ", scene.TwoTier ? "" : scene.Committee(scene.Commune)),
                new("Nội dung yêu cầu giải quyết", $"{Procedures.NameOf(dossier.ProcedureCode)} (mã {dossier.ProcedureCode})"),
            ],
            Tables = [new PaperTable { Columns = ControlColumns, Rows = dossier.Steps.OrderBy(s => s.Number).Select(Row).ToList() }],
            Notes = ["Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ; phiếu được lập từ nhật ký xử lý, không sửa."],
        };
    }

    /// <summary>D07: sổ theo dõi hồ sơ.</summary>
    /// <param name="rows">Cells as the register's page and files have them.</param>
    public static PaperContent Register(PaperScene scene, DateOnly from, DateOnly until, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var (superior, issuer) = PaperStyle.Desk(scene);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), Title = "SỔ THEO DÕI HỒ SƠ",
            Summary = $"Từ ngày {VietnameseFormat.Date(from)} đến ngày {VietnameseFormat.Date(until)}", Landscape = true,
            Tables = [new PaperTable { Columns = RegisterColumns, Rows = [.. rows.Select(r => (IReadOnlyList<string>)[.. r.Select(NeutralWords.Remark)])], Caption = $"Tổng số: {rows.Count} hồ sơ." }],
        };
    }

    private static IReadOnlyList<string> Row(DossierStep step) =>
    [
        step.OfficeName,
        $"1. Giao: {PaperStyle.Moment(step.At)}; người giao: {step.ActorName}\n2. Nhận: {step.NextOffice ?? "kết thúc xử lý"}",
        Result(step),
        NeutralWords.Remark(step.Note),
    ];

    // Measured on the day of handing over against the day on which that step was due.
    private static string Result(DossierStep step) => step.WasDueOn is not { } due ? "" : VietnamTime.Day(step.At).CompareTo(due) switch
    {
        < 0 => "Trước hạn",
        0 => "Đúng hạn",
        _ => "Quá hạn",
    };
}
