using ProvinceNode.Platform;

namespace ProvinceNode.Import.DryRun;

/// <summary>What keeps a row that reads well from the registry, or should be looked at before it enters. Codes with <c>warn-</c> keep nothing out.</summary>
public static class EntryProblems
{
    public static readonly ProblemKind CommuneMissing = new("import-commune-missing", "Dòng này chưa có xã, phường. Hãy ghi tên hoặc mã xã, phường nơi người này cư trú.");
    public static readonly ProblemKind OutsideOffice = new("import-outside-office", "{0} nằm ngoài địa bàn của đơn vị gửi danh sách. Hãy chuyển dòng này cho đơn vị phụ trách.");
    public static readonly ProblemKind CategoryMissing = new("import-category-missing", "Dòng này chưa có loại đối tượng. Hãy ghi theo khoản, điểm của Điều 5 Nghị định số 20/2021/NĐ-CP hoặc ghi mã.");
    public static readonly ProblemKind SexMissing = new("import-sex-missing", "Dòng này chưa có giới tính và không có số định danh để suy ra. Hãy ghi Nam hoặc Nữ.");
    public static readonly ProblemKind BirthMissing = new("import-birth-missing", "Dòng này chưa có ngày sinh và không có số định danh 12 số để suy ra năm sinh. Hãy ghi ngày sinh; nếu không rõ ngày, tháng thì chỉ ghi năm.");
    public static readonly ProblemKind BirthFromNumber = new("warn-import-birth-from-number", "Không có ngày sinh; đã lấy năm sinh {0} theo số định danh.");
    public static readonly ProblemKind AmountMissing = new("import-amount-missing", "Dòng này không có mức tiền và không tính được mức theo quy định. Hãy ghi mức trợ cấp tháng.");
    public static readonly ProblemKind AmountDiffers = new("warn-import-amount-differs", "Tệp ghi {0} đồng, theo quy định là {1} đồng: chênh lệch {2} đồng một tháng.");
    public static readonly ProblemKind CareAmount = new("warn-import-care-amount",
        "Tiền hỗ trợ chăm sóc {0} đồng ghi chung dòng nên không được nhập từ danh sách; cần nhập riêng cho người chăm sóc theo Điều 20 Nghị định số 20/2021/NĐ-CP.");

    public static readonly ProblemKind ChildrenMissing = new("import-children-missing",
        "Người đơn thân nghèo được trợ cấp theo số con (khoản 4 Điều 5, điểm d khoản 1 Điều 6 Nghị định số 20/2021/NĐ-CP). Hãy ghi ngày hoặc năm sinh từng con, ví dụ 12/05/2015; 2018; con từ 16 đến 22 tuổi đang học ghi thêm (đang học).");
    public static readonly ProblemKind ChildrenNone = new("import-children-none",
        "Không con nào dưới 16 tuổi, hoặc từ 16 đến 22 tuổi đang học, trong tháng của danh sách: không còn thuộc khoản 4 Điều 5 Nghị định số 20/2021/NĐ-CP. Hãy kiểm tra ngày sinh các con hoặc lập hồ sơ thôi hưởng.");
    public static readonly ProblemKind DegreeContradicts = new("import-degree-contradicts",
        "Cột mức độ khuyết tật ghi “{0}”, loại đối tượng là {1}. Mức trợ cấp tính theo mức độ trong giấy xác nhận khuyết tật: hãy đối chiếu giấy và sửa một trong hai ô.");

    public static readonly ProblemKind Registered = new("warn-import-registered", "Đã có trong sổ (mã {0}) và đang hưởng đúng chế độ này; chỉ bổ sung thông tin còn thiếu.");
    public static readonly ProblemKind KnownPerson = new("warn-import-known-person", "Đã có trong sổ (mã {0}), hiện không hưởng; sẽ ghi chế độ cho chính người này.");
    public static readonly ProblemKind RecordedDead = new("import-registry-dead", "Theo sổ, người này (mã {0}) đã chết ngày {1}. Hãy bỏ dòng này; nếu sổ ghi nhầm, hãy hủy bỏ quyết định đã ký theo tin báo tử sai trước.");
    public static readonly ProblemKind Stopped = new("import-registry-stopped",
        "Theo sổ, người này (mã {0}) đã thôi hưởng chế độ này từ tháng {1} theo quyết định (lý do {2}). Danh sách không mở lại chế độ đã thôi. Nếu sau đó có quyết định hưởng mới, hãy ghi tháng bắt đầu hưởng của quyết định đó vào cột “Hưởng từ tháng”; nếu không, hãy bỏ dòng này.");
    public static readonly ProblemKind OtherEntitlement = new("import-registry-other", "Theo sổ, người này (mã {0}) đang hưởng {1} đồng một tháng. Hãy lập hồ sơ điều chỉnh; danh sách không thay đổi chế độ đang hưởng.");
    public static readonly ProblemKind Elsewhere = new("import-registry-elsewhere", "Số định danh này đã có trong sổ của đơn vị khác trong tỉnh. Hãy liên hệ Sở để đối chiếu, hoặc lập hồ sơ chuyển nơi cư trú.");
    public static readonly ProblemKind OtherPerson = new("import-registry-person", "Trong sổ, số định danh này là của người có họ tên và ngày sinh khác (mã {0}). Hãy kiểm tra lại số với giấy tờ.");
    public static readonly ProblemKind LookAlike = new("import-registry-look-alike", "Trong sổ có người cùng họ tên, giới tính, ngày sinh (mã {0}) mà không so được số định danh. Hãy chọn: là người này hay là người khác.");
    public static readonly ProblemKind LookAlikeElsewhere = new("import-registry-look-alike-elsewhere",
        "Trong sổ của đơn vị khác trong tỉnh có người cùng họ tên, giới tính, ngày sinh mà không so được số định danh. Hãy đối chiếu với Sở; nếu là người khác thì chọn “Là người khác”.");

    public static readonly ProblemKind LivesThere = new("warn-import-registry-lives",
        "Theo sổ, người này (mã {0}) đang hưởng trợ cấp tại {1}, tệp ghi {2}. Danh sách không thay đổi nơi cư trú của người đang hưởng; nếu đã chuyển đi, cần lập hồ sơ theo thủ tục chuyển nơi cư trú.");

    public static readonly ProblemKind Differs = new("import-registry-differs", "{0} trong sổ là “{1}”, trong tệp là “{2}”. Hãy chọn giá trị đúng.");
    public static readonly ProblemKind OtherImport = new("warn-import-other-import", "Số định danh này cũng có ở {0}; cần xem có nhập hai lần không.");
    public static readonly ProblemKind UsedTwice = new("import-registry-twice", "Một dòng khác của đợt nhập này đã ghi cho cùng người (mã {0}). Hãy kiểm tra: một người chỉ ghi một dòng.");
}
