using ProvinceNode.Platform;

namespace ProvinceNode.Import.Direct;

/// <summary>What can be wrong with a direct entry.</summary>
public static class DirectProblems
{
    public static readonly ProblemKind Missing = new("entry-missing", "Hãy nhập {0}.");
    public static readonly ProblemKind Scan = new("entry-scan", "Hãy chọn bản quét hoặc ảnh chụp quyết định (PDF, JPG, PNG).");
    public static readonly ProblemKind NotDecided = new("entry-after-today", "Ngày quyết định {0} sau ngày hôm nay. Hãy kiểm tra lại ngày trên quyết định.");
    public static readonly ProblemKind SayWhy = new("entry-amount-why", "Mức trên quyết định là {0} đồng, theo quy định là {1} đồng. Hãy kiểm tra; nếu quyết định ghi đúng như vậy, hãy ghi lý do.");
    public static readonly ProblemKind OwnEntry = new("entry-own", "Người nhập không được tự kiểm tra. Hãy để một người khác duyệt ghi sổ.");
    public static readonly ProblemKind NotWaiting = new("entry-not-waiting", "Mục này đã được ghi sổ hoặc trả lại. Hãy mở lại danh sách để xem.");
    public static readonly ProblemKind WrongOffice = new("entry-wrong-office", "Người ở {0} do {1} quyết định. Hãy chuyển quyết định cho đơn vị đó nhập.");

    public static readonly ProblemKind ErasedWaiting = new("direct-erased-waiting", "Người này có trong một mục nhập trực tiếp đang chờ kiểm tra. Hãy kiểm tra hoặc trả lại mục đó trước khi xóa dữ liệu.");
}
