using Protos.Transfer;

namespace NationalHub.Gateways.Transfers;

/// <summary>Where an object is, in words that name nobody. Pure; colour never speaks alone.</summary>
public static class TransferWords
{
    public static (string Css, string Words) Stage(TransferStage stage) => stage switch
    {
        TransferStage.Fetching => ("wait", "○ nơi đi đang gửi giấy tờ"),
        TransferStage.Waiting => ("wait", "○ trong hộp thư"),
        TransferStage.Offered => ("wait", "○ nút nơi đến đang lấy"),
        TransferStage.Received => ("wait", "● nơi đến đã nhận, chưa quyết định"),
        TransferStage.Answered => ("warn", "◆ đã có trả lời, nơi đi chưa lấy"),
        TransferStage.Settled => ("good", "● xong, đã xóa nội dung"),
        TransferStage.Recalled => ("good", "● nơi đi đã rút, đã xóa nội dung"),
        _ => ("bad", "✕ không rõ"),
    };

    /// <summary>Which province must do something next: the two digits of its code; empty when nobody must.</summary>
    public static string WaitsFor(TransferObject row) => row.Stage switch
    {
        TransferStage.Fetching or TransferStage.Answered => row.FromProvince,
        TransferStage.Waiting or TransferStage.Offered or TransferStage.Received => row.ToProvince,
        _ => "",
    };

    /// <summary>Since when it waits for that.</summary>
    public static DateTime Since(TransferObject row) => row.Stage switch
    {
        TransferStage.Received => row.ReceivedAt ?? row.PostedAt,
        TransferStage.Answered => row.AnsweredAt ?? row.PostedAt,
        TransferStage.Settled or TransferStage.Recalled => row.ClosedAt ?? row.PostedAt,
        _ => row.PostedAt,
    };

    public static string Outcome(TransferOutcome outcome) => outcome switch
    {
        TransferOutcome.Taken => "nơi đến chi trả",
        TransferOutcome.Returned => "nơi đến trả lại",
        TransferOutcome.Ended => "nơi đến kết luận không đủ điều kiện",
        _ => "",
    };
}
