using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>Head of a result file (policy 6.6). Pure.</summary>
/// <param name="Unit">Code of the commune, or of the province where the file covers many lists.</param>
/// <param name="Month">The month whose lists were paid.</param>
/// <param name="Seq">Number of the file for its unit and month, from 1.</param>
/// <param name="ListId">The one list; empty where lines are of many.</param>
/// <param name="Provider">Who paid, as he calls himself.</param>
/// <param name="MadeAt">Vietnamese wall clock.</param>
/// <param name="Hash">Of <see cref="WireHash"/>.</param>
public sealed record ResultHeader(string Unit, PayMonth Month, int Seq, string ListId, string Provider, DateTime? MadeAt, int TotalLines, Dong TotalAmount, string Hash);

/// <summary>What became of one line of a list. Pure.</summary>
public sealed record ResultRow
{
    public required string ListId { get; init; }

    public required string RowId { get; init; }

    /// <summary>Code of <see cref="WireCodes.Statuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Vietnamese wall clock; only of money handed over.</summary>
    public DateTime? PaidAt { get; init; }

    /// <summary>What the list said: the provider cannot change it.</summary>
    public required Dong Amount { get; init; }

    /// <summary>Code of <see cref="WireCodes.Methods"/>; empty when as in the list.</summary>
    public string Method { get; init; } = "";

    /// <summary>Code of <see cref="WireCodes.Collectors"/>; empty for accounts.</summary>
    public string CollectedBy { get; init; } = "";

    public string CollectorName { get; init; } = "";

    public string CollectorId { get; init; } = "";

    /// <summary>R01–R09 of <see cref="WireCodes.Reasons"/>; empty for money handed over.</summary>
    public string ReasonCode { get; init; } = "";

    public string ReasonText { get; init; } = "";

    /// <summary>The provider's id of the signed list or bank voucher.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>From 1; a correction counts on, so that it is known even when it comes first.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>A whole result file, for those who write one. Pure.</summary>
public sealed record ResultDocument(ResultHeader Header, IReadOnlyList<ResultRow> Rows);

/// <summary>A line of a result file or page as read: the row when nothing is wrong with it by itself, and what is wrong or worth telling.</summary>
/// <param name="Line">As <see cref="WireFault.Line"/>.</param>
public sealed record ResultEntry(int Line, ResultRow? Row, IReadOnlyList<WireFault> Faults);
