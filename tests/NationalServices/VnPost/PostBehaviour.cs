namespace NationalServices.VnPost;

/// <summary>How results of a list come back.</summary>
internal enum PostMode
{
    /// <summary>Once, in order, true.</summary>
    Normal,

    /// <summary>Every result twice, in two issues.</summary>
    Duplicate,

    /// <summary>Lines shuffled by the seed; corrections before what they correct.</summary>
    Reorder,

    /// <summary>The first half; the rest with the next issue.</summary>
    Partial,

    /// <summary>Everybody unpaid first, then the truth as a correction.</summary>
    Corrected,

    /// <summary>The pages name the month after.</summary>
    WrongMonth,

    /// <summary>The pages carry a hash of something else.</summary>
    DamagedHash,

    /// <summary>Every third amount is a thousand đồng more.</summary>
    ChangedAmount,

    /// <summary>Rows that the list never had stand among its own.</summary>
    ForeignRows,
}

/// <summary>What happens to the request that hands a list over.</summary>
internal enum PostSendFault
{
    None,

    /// <summary>The list is taken, the answer never comes.</summary>
    Lost,

    /// <summary>503 before anything is taken.</summary>
    Fail,

    /// <summary>Refused with two faults.</summary>
    Refuse,
}

/// <param name="UnpaidPercent">Share of lines with a reason instead of money.</param>
/// <param name="Seed">The same seed pays the same lines in the same way.</param>
/// <param name="SendTimes">How many handings over meet the fault; then it is over.</param>
/// <param name="Hold">Results are issued only when told to.</param>
internal sealed record PostBehaviour(PostMode Mode, int UnpaidPercent, int Seed, PostSendFault Send, int SendTimes, bool Hold)
{
    public static PostBehaviour Standard { get; } = new(PostMode.Normal, 10, 1, PostSendFault.None, 0, false);
}
