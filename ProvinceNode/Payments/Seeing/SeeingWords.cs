using ProvinceNode.Registry;
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

    /// <summary>What is paid once.</summary>
    public static string Once(OneOffKind kind) => kind switch
    {
        OneOffKind.Funeral => "Hỗ trợ chi phí mai táng", OneOffKind.Treatment => "Hỗ trợ chi phí điều trị", OneOffKind.Housing => "Hỗ trợ làm nhà ở, sửa chữa nhà ở", OneOffKind.Arrears => "Truy lĩnh", _ => "Hỗ trợ một lần",
    };

    /// <summary>How money reaches somebody, in the words of his own page.</summary>
    /// <param name="unit">Commune of the list.</param>
    public static string Reaches(PayMethod method, string unit) => method switch
    {
        PayMethod.CashPoint => $"tiền mặt tại điểm chi trả của {unit}", PayMethod.CashHome => "tiền mặt tại nhà", PayMethod.Bank => "chuyển vào tài khoản ngân hàng", _ => "chuyển vào tài khoản an sinh xã hội trên VNeID",
    };

    /// <summary>What became of a sum, told to whom it is for.</summary>
    public static string Told(PaidClaim claim)
    {
        var how = Reaches(claim.Method, claim.Unit);
        var why = claim.Reason == Reason("R02") ? "tổ chức chi trả báo người nhận đã chết" : claim.Reason.ToLower(VietnameseFormat.Culture);
        var then = claim.CarriedTo > 0 ? $"Đã cộng vào danh sách tháng {new PayMonth(claim.CarriedTo)}" : "Sẽ cộng vào danh sách tháng sau nếu còn được hưởng";
        return claim.State switch
        {
            ClaimState.Paid => $"Đã trả{(claim.PaidOn is { } on ? $" ngày {VietnameseFormat.Date(on)}" : "")}, {(claim.Paper.Length > 0 ? $"tiền mặt theo danh sách giấy số {claim.Paper}" : how)}; người nhận: {(claim.Collector.Length > 0 ? $"{claim.Collector} (nhận thay {claim.Receiver})" : claim.Receiver)}",
            ClaimState.Listed => claim.List == ListStatus.Approved ? "Danh sách đã duyệt, sắp gửi tổ chức chi trả" : $"Đang chi trả, chưa có kết quả: {how}",
            ClaimState.Unpaid => $"Chưa nhận: {why}. {then}",
            ClaimState.Returned => $"Tổ chức chi trả đã trả lại cơ quan quản lý: {why}. {then}",
            ClaimState.Failed => $"Chưa chuyển khoản được: {why}. {then}; hãy kiểm tra lại số tài khoản",
            _ => "Không còn được hưởng khoản này",
        };
    }

    /// <summary>Where a sum stands.</summary>
    /// <param name="carriedTo">yyyyMM of the later list that holds it again; 0: none.</param>
    public static string State(ClaimState state, ListStatus list, int carriedTo) => state switch
    {
        ClaimState.Listed => list switch { ListStatus.Draft => "Trong dự thảo danh sách", ListStatus.Approved => "Trong danh sách đã duyệt, chờ gửi", _ => "Đang chi trả, chưa có kết quả" },
        ClaimState.Paid => "Đã chi trả",
        _ => $"{(state == ClaimState.Unpaid ? "Chưa nhận" : state == ClaimState.Returned ? "Tổ chức chi trả đã hoàn lại" : "Chuyển khoản lỗi")}, {(carriedTo > 0 ? $"đã chuyển sang danh sách tháng {new PayMonth(carriedTo)}" : "chuyển sang danh sách sau")}",
    };
}
