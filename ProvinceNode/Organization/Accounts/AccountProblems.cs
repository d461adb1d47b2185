using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Accounts;

/// <summary>Failures of making and changing accounts.</summary>
public static class AccountProblems
{
    public static readonly ProblemKind UserNameForm = new("user-name-form",
        "Tên đăng nhập “{0}” chưa đúng. Hãy dùng 3–40 chữ thường không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.");

    public static readonly ProblemKind UserNameTaken = new("user-name-taken", "Tên đăng nhập “{0}” đã có người dùng. Hãy chọn tên khác.");

    public static readonly ProblemKind UnknownOffice = new("unknown-office",
        "Không có đơn vị “{0}” trong phạm vi quản lý hoặc đơn vị không còn hoạt động vào hôm nay. Hãy ghi mã đơn vị, ví dụ 38.14758.");

    public static readonly ProblemKind UnknownRole = new("unknown-role", "Không có vai trò “{0}”. Hãy chọn trong danh sách vai trò.");

    public static readonly ProblemKind NoRole = new("no-role", "Hãy chọn ít nhất một vai trò.");

    public static readonly ProblemKind RoleElsewhere = new("role-elsewhere",
        "Theo quy định hiện hành, vai trò “{0}” không thuộc cấp của {1}. Hãy chọn vai trò hoặc đơn vị khác.");

    public static readonly ProblemKind FourEyes = new("four-eyes-roles",
        "Một tài khoản không được vừa là “{0}” vừa là “{1}”: hai việc này phải do hai người làm. Hãy bỏ một vai trò.");

    public static readonly ProblemKind DemoOnly = new("demo-only",
        "Chỉ bản dùng thử (Node:Demo=true) mới được đặt mật khẩu hoặc khóa xác thực từ dòng lệnh. Hãy bỏ --password và --totp; người dùng tự đặt bằng mã trên phiếu.");

    public static readonly ProblemKind OwnAccount = new("own-account",
        "Không được tự đổi vai trò, đơn vị hoặc trạng thái tài khoản của chính mình. Hãy nhờ một người quản trị khác.");

    public static readonly ProblemKind SheetEmpty = new("sheet-empty", "Bảng không có dòng nào. Hãy tải bảng mẫu, điền mỗi người một dòng rồi gửi lại.");

    public static readonly ProblemKind SheetColumns = new("sheet-columns", "Bảng thiếu cột: {0}. Hãy dùng bảng mẫu và giữ nguyên dòng tiêu đề.");

    public static readonly ProblemKind SheetLarge = new("sheet-large", "Bảng quá lớn: tối đa {0} dòng và 2 MB. Hãy chia thành nhiều bảng.");

    public static readonly ProblemKind SheetUnreadable = new("sheet-unreadable",
        "Không đọc được tệp này. Hãy gửi tệp .xlsx (Excel) hoặc .csv (UTF-8) lưu từ bảng mẫu.");

    public static readonly ProblemKind SheetRow = new("sheet-row", "Dòng {0}: {1}");

    public static readonly ProblemKind SheetRepeats = new("sheet-repeats", "Tên đăng nhập “{0}” có hai lần trong bảng. Hãy bỏ một dòng.");

    public static readonly ProblemKind SheetStale = new("sheet-stale", "Bản kiểm tra đã quá lâu hoặc bị thay đổi. Hãy gửi lại bảng.");
}
