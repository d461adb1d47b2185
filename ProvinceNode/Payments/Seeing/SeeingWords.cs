using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>Words of pages that show what was paid. Pure.</summary>
public static class SeeingWords
{
    /// <summary>Reasons of policy 6.6, as the payer gives them.</summary>
    public static string Reason(string code) => code switch
    {
        "R01" => "Không đến nhận, vắng mặt", "R02" => "Đã chết", "R03" => "Chuyển nơi cư trú", "R04" => "Sai thông tin, giấy tờ", "R05" => "Từ chối nhận", "R06" => "Tài khoản sai hoặc đã đóng",
        "R07" => "Bị tạm giam, chấp hành án", "R08" => "Đi điều trị, đi xa", "R09" => "Lý do khác", "" => "Không nêu lý do", _ => code,
    };

    /// <summary>Name of an outcome in an address.</summary>
    public static string Slug(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Open => "chua-co", LineOutcome.Paid => "da-chi", LineOutcome.Unpaid => "chua-nhan", LineOutcome.Returned => "hoan-tra", _ => "loi",
    };

    public static string Slug(PayMethod method) => ListWords.Code(method);

    /// <summary>Numbers of people are masked in lists.</summary>
    public static string Masked(string number) => ListPageModel.Masked(number);

    public static string Number(long number) => number.ToString("#,0", VietnameseFormat.Culture);

    /// <summary>"12,5%" of a whole; "–" of nothing.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "–" : $"{(part * 100m / whole).ToString("0.#", VietnameseFormat.Culture)}%";

    /// <summary>What a month of a person is for.</summary>
    public static string Kind(ClaimKind kind, int month) => kind switch
    {
        ClaimKind.Regular => $"Trợ cấp tháng {new PayMonth(month)}", ClaimKind.Care => $"Hỗ trợ chăm sóc tháng {new PayMonth(month)}", ClaimKind.Arrears => "Truy lĩnh", ClaimKind.Recovery => "Truy thu, khấu trừ", _ => "Chi một lần",
    };

    /// <summary>Where a sum stands.</summary>
    /// <param name="carriedTo">yyyyMM of the later list that holds it again; 0: none.</param>
    public static string State(ClaimState state, ListStatus list, int carriedTo) => state switch
    {
        ClaimState.Listed => list switch { ListStatus.Draft => "Trong dự thảo danh sách", ListStatus.Approved => "Trong danh sách đã duyệt, chờ gửi", _ => "Đang chi trả, chưa có kết quả" },
        ClaimState.Paid => "Đã chi trả",
        ClaimState.Void => "Không còn được hưởng",
        _ => $"{(state == ClaimState.Unpaid ? "Chưa nhận" : state == ClaimState.Returned ? "Tổ chức chi trả đã hoàn lại" : "Chuyển khoản lỗi")}, {(carriedTo > 0 ? $"đã chuyển sang danh sách tháng {new PayMonth(carriedTo)}" : "chuyển sang danh sách sau")}",
    };
}
