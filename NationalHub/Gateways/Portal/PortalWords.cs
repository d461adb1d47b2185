using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.ResultPapers;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// What the portal and its ledger page are told in words. Only these fixed words leave the hub: an official's free text may name
/// what law keeps confidential (Law 64/2006 on HIV), so it is never passed on.
/// </summary>
internal static class PortalWords
{
    /// <summary>Content of a step of progress, by the kind of the act behind it.</summary>
    public static string Step(string action, int portalStatus) => action switch
    {
        "dossier.submit" => "Nộp hồ sơ",
        "dossier.receive" => "Tiếp nhận hồ sơ",
        "dossier.refuse" => "Từ chối tiếp nhận hồ sơ",
        "dossier.request-supplement" => "Yêu cầu bổ sung giấy tờ",
        "dossier.answer-supplement" => "Đã bổ sung giấy tờ",
        "dossier.review" => "Xét duyệt hồ sơ",
        "dossier.open-posting" => "Niêm yết công khai",
        "dossier.object" => "Tiếp nhận khiếu nại trong thời gian niêm yết",
        "dossier.conclude-objection" => "Kết luận khiếu nại",
        "dossier.close-posting" => "Kết thúc niêm yết",
        "dossier.forward" => "Trình cấp có thẩm quyền",
        "dossier.appraise" => "Thẩm định hồ sơ",
        "dossier.send-back" => "Trả lại để xem xét lại",
        "dossier.reject" => "Trình văn bản trả lời không đủ điều kiện",
        "dossier.sign" => "Ký kết quả giải quyết",
        "dossier.number" => "Cấp số và ban hành kết quả",
        "dossier.hand-over" => "Trả kết quả",
        "dossier.withdraw" => "Công dân yêu cầu rút hồ sơ",
        "dossier.stop" => "Dừng xử lý hồ sơ",
        _ => Status(portalStatus),
    };

    /// <summary>Status of the national portal (policy 5.3).</summary>
    public static string Status(int code) => code switch
    {
        1 => "Mới đăng ký",
        2 => "Được tiếp nhận",
        3 => "Không được tiếp nhận",
        4 => "Đang xử lý",
        5 => "Yêu cầu bổ sung giấy tờ",
        6 => "Yêu cầu thực hiện nghĩa vụ tài chính",
        7 => "Công dân yêu cầu rút hồ sơ",
        8 => "Dừng xử lý",
        9 => "Đã xử lý xong",
        10 => "Đã trả kết quả",
        _ => "Xử lý hồ sơ",
    };

    /// <summary>Why a dossier filed at the portal is not further; empty when nothing is wrong.</summary>
    /// <param name="opens">Whether the hub can open its content now.</param>
    public static string WhyNot(PortalFiling filing, bool opens) => filing.State == FilingState.Waiting && !opens ? PortalFiling.Unopened
        : filing.IsWithheld ? $"Trước đó trục quốc gia không mở được nội dung; nay đã mở được, tỉnh lấy về từ {LedgerModel.Moment(filing.NextAttemptAt)}."
        : filing is { State: FilingState.Waiting, Attempts: > PortalFiling.ShownAtOnce }
        ? $"Đã đưa cho tỉnh {filing.Attempts} lần mà tỉnh chưa nhận xong: đường truyền quá chậm so với giấy tờ, hoặc hệ thống của tỉnh gặp lỗi. Hãy báo quản trị hệ thống của tỉnh; hồ sơ khác không bị giữ lại."
        : filing.Reason;

    /// <summary>Where a dossier filed at the portal is.</summary>
    /// <param name="opens">Whether the hub can open its content now: what it cannot open no province can take.</param>
    public static (string Css, string Words) Filing(PortalFiling filing, bool opens) => filing.State switch
    {
        FilingState.Fetching when filing.Attempts > 0 => ("warn", "◆ chưa lấy đủ giấy tờ, sẽ thử lại"),
        FilingState.Fetching => ("wait", "○ đang lấy giấy tờ"),
        FilingState.Waiting when !opens => ("bad", "▲ trục giữ lại, tỉnh chưa lấy được"),
        FilingState.Waiting when filing.Attempts > PortalFiling.ShownAtOnce => ("warn", "◆ tỉnh chưa nhận xong"),
        FilingState.Waiting => ("wait", "○ chờ tỉnh lấy về"),
        FilingState.Accepted => ("good", "● tỉnh đã nhận, chờ báo Cổng"),
        _ => ("warn", "◆ trả lại người nộp, chờ báo Cổng"),
    };

    /// <summary>Where a result paper is.</summary>
    public static (string Css, string Words) Result(ResultState state) => state switch
    {
        ResultState.Waiting => ("wait", "○ chờ gửi"),
        ResultState.Uploaded => ("wait", "○ Cổng có tệp, chờ ghi nhận"),
        ResultState.Told => ("good", "● Cổng đã có"),
        ResultState.Withdrawn => ("wait", "○ tỉnh đã thu hồi hoặc thay thế"),
        _ => ("warn", "◆ chờ tỉnh gửi lại tệp"),
    };

    /// <summary>Class and words of a state; colour never speaks alone.</summary>
    public static (string Css, string Words) State(PortalState state) => state switch
    {
        PortalState.Stuck => ("bad", "▲ mắc, cần xử lý"),
        PortalState.Failed => ("warn", "◆ chưa được, sẽ gửi lại"),
        PortalState.Waiting => ("wait", "○ chờ gửi"),
        _ => ("good", "● đã khớp"),
    };
}
