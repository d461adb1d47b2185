using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Button of a verb: its word, its page and the key that presses it.</summary>
public sealed record VerbLink(string Text, string Address, string Key, bool Main);

/// <summary>Buttons of the verbs, in the words of the law.</summary>
public static class VerbLinks
{
    public static VerbLink Of(string verb, Guid id) => verb switch
    {
        ActKinds.Receive => new("Tiếp nhận", At(id, "tiep-nhan"), "t", true),
        ActKinds.RequestSupplement => new("Yêu cầu bổ sung", At(id, "yeu-cau-bo-sung"), "b", false),
        ActKinds.TakeSupplement => new("Nhận bổ sung trực tiếp", At(id, "nhan-bo-sung"), "b", true),
        ActKinds.TakeWithdrawal => new("Rút hồ sơ trực tiếp", At(id, "rut-ho-so"), "r", false),
        ActKinds.Refuse => new("Từ chối tiếp nhận", At(id, "tu-choi"), "c", false),
        ActKinds.Review => new("Xét duyệt", At(id, "xet-duyet"), "x", true),
        ActKinds.OpenPosting => new("Mở niêm yết", At(id, "niem-yet"), "n", true),
        ActKinds.Object => new("Ghi nhận khiếu nại", At(id, "khieu-nai"), "k", false),
        ActKinds.ConcludeObjection => new("Kết luận khiếu nại", At(id, "ket-luan-khieu-nai"), "k", true),
        ActKinds.ClosePosting => new("Kết thúc niêm yết", At(id, "ket-thuc-niem-yet"), "n", true),
        ActKinds.Forward => new("Trình", At(id, "trinh"), "t", true),
        ActKinds.Appraise => new("Thẩm định", At(id, "tham-dinh"), "t", true),
        ActKinds.SignSubmission => new("Ký trình", At(id, "ky-trinh"), "k", true),
        ActKinds.ConcludeCouncil => new("Kết luận của Hội đồng", At(id, "hoi-dong"), "h", true),
        ActKinds.AskSchool => new("Hỏi ý kiến nhà trường", At(id, "hoi-nha-truong"), "n", false),
        ActKinds.ConveneCouncil => new("Triệu tập Hội đồng", At(id, "trieu-tap"), "t", true),
        ActKinds.SendToBoard => new("Chuyển giám định y khoa", At(id, "chuyen-giam-dinh"), "g", false),
        ActKinds.TakeBoardConclusion => new("Nhập kết luận giám định", At(id, "giam-dinh-y-khoa"), "g", true),
        ActKinds.CheckCertificate => new("Kiểm tra Giấy xác nhận", At(id, "kiem-tra-giay"), "k", true),
        ActKinds.IssueCertificate => new("Ký kết quả", At(id, "ky-giay-xac-nhan"), "k", true),
        ActKinds.Propose => new("Đề nghị Sở", At(id, "de-nghi-so"), "d", true),
        ActKinds.AppraiseProvince => new("Sở thẩm định", At(id, "so-tham-dinh"), "s", true),
        ActKinds.ReturnTransfer => new("Trả lại nơi chuyển đi", At(id, "tra-lai-chuyen-di"), "r", false),
        ActKinds.SendBack => new("Trả lại", At(id, "tra-lai"), "l", false),
        ActKinds.Sign => new("Ký", At(id, "ky"), "k", true),
        ActKinds.Number => new("Vào số", At(id, "vao-so"), "s", true),
        ActKinds.HandOver => new("Trả kết quả", At(id, "tra-ket-qua"), "t", true),
        ActKinds.Stop => new("Xác nhận rút hồ sơ", At(id, "dung-xu-ly"), "d", true),
        ActKinds.KeepGoing => new("Tiếp tục giải quyết", At(id, "tiep-tuc"), "p", false),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No page performs this verb."),
    };

    /// <summary>What was done, for the control sheet.</summary>
    public static string Past(string verb) => verb switch
    {
        ActKinds.Submit => "Nộp hồ sơ",
        ActKinds.AnswerSupplement => "Bổ sung giấy tờ",
        ActKinds.Apologise => "Xin lỗi và hẹn lại",
        ActKinds.AnnounceChild => "Thông báo tìm thân nhân",
        ActKinds.CalendarChange => "Tính lại thời hạn",
        ActKinds.Withdraw => "Đề nghị rút hồ sơ",
        ActKinds.ChangeRegime => "Chuyển thẩm quyền",
        ActKinds.Transfer => "Chuyển hồ sơ đến",
        ActKinds.Open => "Lập hồ sơ",
        ActKinds.NumberPaper => "Vào số công văn",
        ActKinds.RefuteEvent => "Bác bỏ tin báo sai",
        ActKinds.PaymentResult => "Tin của tổ chức chi trả",
        ActKinds.EndForDeath => "Dừng giải quyết do chết hoặc mất tích",
        _ => Of(verb, Guid.Empty).Text,
    };

    private static string At(Guid id, string verb) => $"/ho-so/{id}/{verb}";
}
