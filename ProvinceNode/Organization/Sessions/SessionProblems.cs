using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Sessions;

/// <summary>Failures of signing in. They never say which part was wrong.</summary>
public static class SessionProblems
{
    public static readonly ProblemKind NotSignedIn = new("not-signed-in",
        "Chưa đăng nhập được. Hãy kiểm tra lại tên đăng nhập và mật khẩu; sau 5 lần sai, tài khoản tạm khóa 15 phút. Nếu vẫn không được, hãy đề nghị người quản trị của tỉnh cấp phiếu kích hoạt mới.");

    public static readonly ProblemKind TooManyTries = new("too-many-sign-ins",
        "Từ mạng này đã có quá nhiều lần đăng nhập sai. Hãy đợi 15 phút rồi thử lại; nếu cơ quan vẫn không đăng nhập được, hãy báo người quản trị của tỉnh.");

    public static readonly ProblemKind WrongCode = new("wrong-code",
        "Mã xác thực chưa đúng, đã hết hạn hoặc đã dùng (mỗi mã dùng một lần). Hãy chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra giờ của điện thoại. Mất điện thoại: nhập một mã dự phòng, hoặc đề nghị người quản trị đặt lại.");

    public static readonly ProblemKind CodeLocked = new("code-locked",
        "Mã xác thực đã sai nhiều lần nên tài khoản tạm khóa xác thực 15 phút. Hãy chờ rồi nhập mã mới; nếu không phải ông/bà nhập sai, hãy báo ngay người quản trị của tỉnh.");

    public static readonly ProblemKind NoSecondFactor = new("no-second-factor",
        "Việc này cần xác thực hai lớp mà tài khoản chưa bật. Hãy mở trang Xác thực hai lớp (/tai-khoan/xac-thuc-hai-lop), quét mã bằng ứng dụng xác thực trên điện thoại, rồi quay lại làm tiếp.");

    public static readonly ProblemKind NotActivated = new("not-activated",
        "Chưa kích hoạt được. Hãy kiểm tra tên đăng nhập và mã trên phiếu; mã dùng một lần, trong 7 ngày. Nếu phiếu đã hết hạn, hãy đề nghị người quản trị của tỉnh cấp phiếu mới.");

    public static readonly ProblemKind PasswordShort = new("password-short", "Mật khẩu mới phải có ít nhất {0} ký tự. Một câu ngắn dễ nhớ là tốt nhất.");

    public static readonly ProblemKind PasswordLong = new("password-long", "Mật khẩu mới dài nhất {0} ký tự. Hãy chọn mật khẩu ngắn hơn.");

    public static readonly ProblemKind PasswordWeak = new("password-weak",
        "Mật khẩu mới dễ đoán: không dùng tên đăng nhập, không lặp vài ký tự, không theo dãy phím. Hãy chọn mật khẩu khác.");

    public static readonly ProblemKind PasswordSame = new("password-same", "Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn mật khẩu khác.");

    public static readonly ProblemKind PasswordsDiffer = new("passwords-differ", "Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại lần thứ hai.");

    public static readonly ProblemKind OldPasswordWrong = new("old-password-wrong", "Mật khẩu đang dùng chưa đúng. Hãy nhập lại.");
}
