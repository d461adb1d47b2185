using NationalHub.Provinces;
using Protos.Hosting;

namespace NationalHub.Operators;

/// <summary>Puts on record what came of a code, and of whatever else happens to accounts.</summary>
public sealed class CodeRecord(SecurityLog log)
{
    /// <summary>What an operator reads of a code that was not right.</summary>
    public static string Words(CodeOutcome outcome) => outcome == CodeOutcome.Locked
        ? "Mã xác thực đã sai nhiều lần nên tài khoản tạm khóa xác thực 15 phút. Hãy chờ rồi nhập mã mới; nếu không phải ông/bà nhập sai, hãy báo ngay người quản trị máy chủ của trục."
        : "Mã xác thực chưa đúng, đã hết hạn hoặc đã dùng (mỗi mã dùng một lần). Hãy chờ ứng dụng hiện mã mới rồi nhập lại; kiểm tra giờ của điện thoại. Mất điện thoại: nhập một mã dự phòng, hoặc đề nghị người quản trị máy chủ đặt lại.";

    /// <summary>A code that was wrong, or a recovery code that was used; a right one is told by what it opened.</summary>
    public Task TellAsync(HttpContext context, Operator account, CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Right => Task.CompletedTask,
        CodeOutcome.Recovery => TellAsync(context, account.Name, SecurityEventKind.RecoveryCodeUsed, "Đã dùng một mã dự phòng thay cho điện thoại."),
        CodeOutcome.Locked => TellAsync(context, account.Name, SecurityEventKind.AccountLocked, "Tạm khóa xác thực 15 phút sau 5 mã sai."),
        _ => TellAsync(context, account.Name, SecurityEventKind.SignInRefused, "Mật khẩu đúng, mã xác thực sai."),
    };

    /// <summary>Also when the client does not wait for the answer: what happened has happened.</summary>
    public Task TellAsync(HttpContext context, string name, SecurityEventKind kind, string detail) => log.RecordAsync(
        new SecurityEvent { Kind = kind, Subject = name, RemoteAddress = ClientNetwork.Of(context.Connection.RemoteIpAddress), Detail = detail }, CancellationToken.None);

    /// <summary>By the command line.</summary>
    public Task TellAsync(string name, SecurityEventKind kind, string detail, CancellationToken cancellation) =>
        log.RecordAsync(new SecurityEvent { Kind = kind, Subject = name, Detail = detail + " (lệnh tại máy chủ)" }, cancellation);
}
