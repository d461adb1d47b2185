namespace ProvinceNode.Payments;

/// <summary>Where a payment list stands. Stored by name.</summary>
public enum ListStatus
{
    /// <summary>Dự thảo: built, may be discarded.</summary>
    Draft = 1,

    /// <summary>Đã duyệt: frozen and hashed; nothing of it changes any more.</summary>
    Approved,

    /// <summary>Đang gửi: handed to the payer's door, no answer yet.</summary>
    Sending,

    /// <summary>Chưa rõ: no answer came. It is asked about before anything is sent again.</summary>
    Unknown,

    /// <summary>Đã gửi: the payer has it.</summary>
    Sent,

    /// <summary>Đã quyết toán: each line has its result.</summary>
    Settled,

    /// <summary>Đã hủy: a draft that was given up, its lines and claims are gone; or an approved list that was withdrawn before it went out, its lines stay as they were signed, its claims are gone.</summary>
    Discarded,
}

/// <summary>What is done with a list.</summary>
public enum ListVerb
{
    Approve = 1,
    Discard,

    /// <summary>Takes an approved list back that no payer has.</summary>
    Withdraw,

    /// <summary>Begin to send.</summary>
    Send,

    /// <summary>The payer took it.</summary>
    Accepted,

    /// <summary>The payer refused it whole, or never got it: it may be sent again.</summary>
    Refused,

    /// <summary>No answer.</summary>
    Lost,

    /// <summary>The last line got its result.</summary>
    Settle,

    /// <summary>A corrected result opened a line again.</summary>
    Reopen,

    /// <summary>It was handed out by a signed list on paper: no payer gets it any more.</summary>
    PayOnPaper,
}

/// <summary>One allowed move.</summary>
/// <param name="Action">Action of an official; null: the sender, the payer's answer and the results move it.</param>
public sealed record ListMove(ListStatus From, ListVerb Verb, ListStatus To, string? Action);

/// <summary>
/// The moves of a payment list: Draft → Approved → Sending → (Unknown →) Sent → Settled, and Discarded from Draft, or from Approved while no payer has it. What is not here is refused by name.
/// Nobody acts twice on one list: who built it does not approve it, who sends it did neither (policy 6; reliability, payments 2). Pure.
/// </summary>
public static class PaymentStatusTable
{
    /// <summary>Every allowed move.</summary>
    public static IReadOnlyList<ListMove> Moves { get; } =
    [
        new(ListStatus.Draft, ListVerb.Approve, ListStatus.Approved, Organization.Actions.PaymentApprove),
        new(ListStatus.Draft, ListVerb.Discard, ListStatus.Discarded, Organization.Actions.PaymentBuild),
        new(ListStatus.Approved, ListVerb.Withdraw, ListStatus.Discarded, Organization.Actions.PaymentApprove),
        new(ListStatus.Approved, ListVerb.Send, ListStatus.Sending, Organization.Actions.PaymentSend),
        new(ListStatus.Approved, ListVerb.PayOnPaper, ListStatus.Sent, Organization.Actions.PaymentApprove),
        new(ListStatus.Sending, ListVerb.Accepted, ListStatus.Sent, null),
        new(ListStatus.Sending, ListVerb.Refused, ListStatus.Approved, null),
        new(ListStatus.Sending, ListVerb.Lost, ListStatus.Unknown, null),
        new(ListStatus.Unknown, ListVerb.Accepted, ListStatus.Sent, null),
        new(ListStatus.Unknown, ListVerb.Refused, ListStatus.Approved, null),
        new(ListStatus.Sent, ListVerb.Settle, ListStatus.Settled, null),
        new(ListStatus.Settled, ListVerb.Reopen, ListStatus.Sent, null),
    ];

    public static ListMove? Find(ListStatus from, ListVerb verb) => Moves.FirstOrDefault(m => m.From == from && m.Verb == verb);

    /// <summary>Whether nothing of the list may change but its results.</summary>
    public static bool IsFrozen(ListStatus status) => status is not (ListStatus.Draft or ListStatus.Discarded);

    /// <summary>Why this person may not act now because of what he did before, as the word of that act; null when he may.</summary>
    public static string? ActedBefore(PaymentList list, ListVerb verb, Guid official) => verb switch
    {
        ListVerb.Approve when list.BuiltById == official => "lập danh sách",
        ListVerb.Send when list.BuiltById == official => "lập danh sách",
        ListVerb.Send when list.ApprovedById == official => "duyệt danh sách",
        _ => null,
    };

    /// <summary>Words on screens and papers.</summary>
    public static string Name(ListStatus status) => status switch
    {
        ListStatus.Draft => "Dự thảo, chờ duyệt",
        ListStatus.Approved => "Đã duyệt, chờ gửi",
        ListStatus.Sending => "Đang gửi",
        ListStatus.Unknown => "Chưa rõ đã nhận hay chưa, đang hỏi lại",
        ListStatus.Sent => "Đã gửi, đang chi trả",
        ListStatus.Settled => "Đã có đủ kết quả chi trả",
        ListStatus.Discarded => "Đã hủy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
