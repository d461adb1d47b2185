using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>What can be wrong with signing, numbering or taking back a paper.</summary>
public static class PaperProblems
{
    public static readonly ProblemKind NothingChosen = new("papers-nothing-chosen", "Hãy chọn ít nhất một văn bản để ký.");

    public static readonly ProblemKind TextChanged = new("paper-text-changed", "Nội dung văn bản đã thay đổi sau khi ông/bà mở. Hãy đọc lại nội dung mới rồi ký.");

    public static readonly ProblemKind WrongState = new("paper-wrong-state", "Văn bản này {0} nên chưa làm được việc này. Hãy mở văn bản để xem việc cần làm tiếp theo.");

    public static readonly ProblemKind OtherOffice = new("paper-other-office", "Văn bản do {0} ban hành. Hãy để người có thẩm quyền của cơ quan đó, hoặc của cơ quan cấp trên khi thu hồi, làm việc này.");

    public static readonly ProblemKind NotIssuedYet = new("paper-not-issued", "Văn bản chưa phát hành nên không có gì để thu hồi. Hãy sửa dự thảo trước khi ký.");

    public static readonly ProblemKind NoLongerValid = new("paper-no-longer-valid", "Văn bản này {0} nên không ký, không thu hồi được nữa. Hãy mở văn bản đang có hiệu lực.");

    public static readonly ProblemKind NotCopied = new("paper-not-copied", "Chỉ sao y văn bản giấy khổ A4 đã phát hành và đang có giá trị, không sao y bản sao. Hãy mở văn bản gốc đang có giá trị.");

    public static readonly ProblemKind ChooseGround = new("paper-choose-ground", "Hãy chọn lý do thu hồi.");

    public static readonly ProblemKind WhyNeeded = new("paper-revoke-why", "Hãy ghi rõ vì sao thu hồi, ít nhất {0} ký tự, để người sau hiểu.");

    /// <summary>Words of a state, inside a sentence.</summary>
    public static string Word(PaperState state) => state switch
    {
        PaperState.AwaitingSignature => "đang chờ ký",
        PaperState.AwaitingNumber => "đã ký, đang chờ vào số",
        PaperState.Frozen => "đã phát hành, đang ký số",
        _ => "đã phát hành",
    };

    public static string Word(PaperValidity validity) => validity switch
    {
        PaperValidity.Revoked => "đã bị thu hồi",
        PaperValidity.Superseded => "đã được văn bản khác thay thế",
        _ => "đang có giá trị",
    };
}
