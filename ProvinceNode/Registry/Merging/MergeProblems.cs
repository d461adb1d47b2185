using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Merging;

/// <summary>What stands in the way of a merge or of undoing it.</summary>
public static class MergeProblems
{
    public static readonly ProblemKind OneRecord = new("merge-one-record", "Hai hồ sơ phải khác nhau. Hãy chọn lại hồ sơ thứ hai trong danh sách nghi trùng.");

    public static readonly ProblemKind ReasonNeeded = new("merge-reason", "Hãy ghi căn cứ kết luận (giấy tờ đã đối chiếu, ai xác nhận), ít nhất {0} ký tự.");

    public static readonly ProblemKind ChooseSurvivor = new("merge-choose", "Hãy chọn hồ sơ được giữ lại.");

    public static readonly ProblemKind BothRun = new("merge-both-run",
        "Cả hai hồ sơ đang hưởng chế độ không được hưởng cùng nhau: {0}. Hãy lập hồ sơ thôi hưởng hoặc điều chỉnh một chế độ bằng quyết định trước, rồi gộp.");

    public static readonly ProblemKind TwoPeople = new("merge-two-people",
        "Hai hồ sơ có số định danh khác nhau và cả hai đã khớp Cơ sở dữ liệu quốc gia về dân cư: đây là hai người. Hãy chọn “Không phải một người”, hoặc kiểm tra lại số định danh.");

    public static readonly ProblemKind Elsewhere = new("merge-elsewhere",
        "Hồ sơ có phần thuộc đơn vị khác ({0}) mà ông/bà không được sửa. Cần đề nghị cấp trên của cả hai đơn vị thực hiện.");

    public static readonly ProblemKind UndoneAlready = new("unmerge-done", "Lần gộp này đã được tách. Hãy mở lại trang đối tượng để xem hồ sơ hiện nay.");

    public static readonly ProblemKind LaterFirst = new("unmerge-later-first", "Sau lần gộp này còn lần gộp khác. Hãy tách lần gộp sau cùng trước: {0}.");

    public static readonly ProblemKind Built = new("unmerge-built",
        "Sau khi gộp đã phát sinh {0}, không rõ là của người nào. Cần giải quyết xong hoặc hủy phần này trước khi tách.");

    public static readonly ProblemKind Edited = new("unmerge-edited",
        "Sau khi gộp, {0} của đối tượng đã được sửa. Tách sẽ làm mất lần sửa đó: hãy ghi lại nội dung cũ bằng cách sửa đối tượng về như lúc gộp rồi mới tách.");
}

/// <summary>Tables and columns as people call them. Pure.</summary>
public static class MergeWords
{
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["Entitlements"] = "chế độ", ["OneOffPayments"] = "khoản chi một lần", ["TransferHalves"] = "lần chuyển nơi cư trú", ["Dossiers"] = "hồ sơ đề nghị", ["PersonLinks"] = "người giám hộ, người chăm sóc",
        ["PovertyYears"] = "năm hộ nghèo, cận nghèo", ["InstitutionStays"] = "thời gian ở cơ sở trợ giúp xã hội", ["HouseholdMembers"] = "tư cách thành viên hộ", ["LifeEvents"] = "biến động", ["PaymentHolds"] = "tạm giữ chi trả", ["ElsewhereCases"] = "trường hợp hưởng ở hai tỉnh",
        ["PaymentClaims"] = "khoản đã vào danh sách chi trả", ["OverpaidMonths"] = "tháng đã chi vượt",
        ["ReceivingAccounts"] = "tài khoản nhận tiền", ["MethodChanges"] = "yêu cầu đổi hình thức chi trả", ["ProxyAuthorisations"] = "giấy ủy quyền nhận thay",
        ["ImportRows"] = "dòng của danh sách đã nhập", ["DirectEntries"] = "mục nhập trực tiếp", ["HealthCardNotices"] = "thông báo thẻ bảo hiểm y tế", ["InstitutionResidents"] = "lần tiếp nhận vào cơ sở trợ giúp xã hội",
    };

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        [nameof(Beneficiary.FullName)] = "họ tên", [nameof(Beneficiary.BirthDate)] = "ngày sinh", [nameof(Beneficiary.Sex)] = "giới tính", [nameof(Beneficiary.CitizenId)] = "số định danh",
        [nameof(Beneficiary.OldIdentityNumber)] = "số CMND", [nameof(Beneficiary.Village)] = "thôn, tổ", [nameof(Beneficiary.Phone)] = "số điện thoại", [nameof(Beneficiary.EthnicCode)] = "dân tộc",
    };

    public static string Table(string name) => Tables.GetValueOrDefault(name, "dữ liệu khác");

    public static string Field(string name) => Fields.GetValueOrDefault(name, "thông tin");

    /// <summary>"2 chế độ, 1 hồ sơ đề nghị".</summary>
    public static string Counted(IEnumerable<MovedRow> rows) =>
        string.Join(", ", rows.GroupBy(r => Table(r.Table)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));
}
