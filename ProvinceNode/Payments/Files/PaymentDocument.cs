using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>Whom a list is from, for which month, and what its lines add up to (policy 6.6). Pure.</summary>
/// <param name="ListId">The node's id of the list; results name it.</param>
/// <param name="UnitCode">Official code of the commune, five digits.</param>
/// <param name="UnitName">As printed: <c>Xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa</c>.</param>
/// <param name="Type">Code of <see cref="WireCodes.ListTypes"/>.</param>
/// <param name="Method">Code of <see cref="WireCodes.Methods"/>: one method a list.</param>
/// <param name="Seq">Number of the list among those of its commune, month, type and method, from 1; supplementary lists count on.</param>
/// <param name="TotalPeople">Beneficiaries of all lines.</param>
/// <param name="ApprovalHash">Of the list as it was approved, which the node keeps; sealed here too, so that one follows from the other.</param>
/// <param name="Hash">Of this document: <see cref="WireHash"/>.</param>
/// <param name="SignedBy">Who approved: office and position, no account name. Empty before.</param>
/// <param name="SignedAt">Vietnamese wall clock.</param>
public sealed record PaymentHeader(
    string ListId, string UnitCode, string UnitName, PayMonth Month, string Type, string Method, int Seq,
    int TotalLines, int TotalPeople, Dong TotalAmount, string ApprovalHash, string Hash, string SignedBy, DateTime? SignedAt);

/// <summary>One line (policy 6.3, columns 1–18 and 20; column 19 is for ink). Pure.</summary>
public sealed record PaymentRow
{
    /// <summary>The node's id of the line; its result names it.</summary>
    public required string RowId { get; init; }

    /// <summary>Order within the list, from 1.</summary>
    public int Seq { get; init; }

    /// <summary>Stable code of the beneficiary; empty for a receiver who is in no registry.</summary>
    public string BenCode { get; init; } = "";

    public required string FullName { get; init; }

    /// <summary>Text form of <see cref="Protos.Values.BirthDate"/>.</summary>
    public string BirthDate { get; init; } = "";

    /// <summary>1 male, 2 female, empty unknown.</summary>
    public string Sex { get; init; } = "";

    public string IdNumber { get; init; } = "";

    public string Village { get; init; } = "";

    /// <summary>Label as printed: <c>K5Đ5.c</c>; neutral where the category would tell an illness.</summary>
    public string Category { get; init; } = "";

    /// <summary>As printed: <c>1,5</c>.</summary>
    public string Coefficient { get; init; } = "";

    public Dong Monthly { get; init; }

    public Dong Care { get; init; }

    public Dong Arrears { get; init; }

    public PayMonth? ArrearsFrom { get; init; }

    public PayMonth? ArrearsTo { get; init; }

    /// <summary>Truy thu, khấu trừ: taken from the sum.</summary>
    public Dong Deduct { get; init; }

    /// <summary>Not collected in earlier months.</summary>
    public Dong Carried { get; init; }

    public int CarriedMonths { get; init; }

    public Dong OneOff { get; init; }

    /// <summary>What is handed over: <see cref="Sum"/>.</summary>
    public Dong Total { get; init; }

    /// <summary>Code of <see cref="WireCodes.Methods"/>.</summary>
    public string Method { get; init; } = WireCodes.CashPoint;

    public string AccountNumber { get; init; } = "";

    public string Bank { get; init; } = "";

    public string AccountHolder { get; init; } = "";

    /// <summary>Who takes the money when it is not the person of the line: guardian, carer.</summary>
    public string ReceiverName { get; init; } = "";

    public string ReceiverId { get; init; } = "";

    public string ReceiverRelation { get; init; } = "";

    /// <summary>Who collects by a certified authorisation.</summary>
    public string ProxyName { get; init; } = "";

    public string ProxyId { get; init; } = "";

    public string ProxyRelation { get; init; } = "";

    /// <summary>Beneficiaries of the line, who collects for several included.</summary>
    public int People { get; init; } = 1;

    /// <summary>Names and codes of the further ones.</summary>
    public string Others { get; init; } = "";

    /// <summary>Number and day of the decision for an increase.</summary>
    public string Note { get; init; } = "";

    /// <summary>Columns 9 + 10 + 11 − 12 + 13 + 14.</summary>
    public Dong Sum() => Monthly + Care + Arrears - Deduct + Carried + OneOff;
}

/// <summary>A list on its way to who pays. Pure.</summary>
public sealed record PaymentDocument(PaymentHeader Header, IReadOnlyList<PaymentRow> Rows);

/// <summary>What came of reading a list: the document when nothing is wrong, else every fault.</summary>
public sealed record PaymentReading(PaymentDocument? Document, IReadOnlyList<WireFault> Faults);
