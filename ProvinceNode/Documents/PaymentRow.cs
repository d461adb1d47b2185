using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A line of the monthly payment list (policy 6.3), with labels as the list was frozen: neutral for HIV groups. Money in đồng.</summary>
public sealed record PaymentRow
{
    /// <summary>Mã đối tượng, e.g. 38-400-16063-000123.</summary>
    public required string BeneficiaryCode { get; init; }

    public required PaperPerson Person { get; init; }

    /// <summary>Short label of column 7, e.g. K5Đ5.a; several are parted by ", ".</summary>
    public string Category { get; init; } = "";

    /// <summary>As printed, e.g. 1,5.</summary>
    public string Coefficient { get; init; } = "";

    public long MonthlyDong { get; init; }

    public long CareDong { get; init; }

    public long ArrearsDong { get; init; }

    /// <summary>First and last month of the arrears; null without.</summary>
    public PayMonth? ArrearsFrom { get; init; }

    public PayMonth? ArrearsTo { get; init; }

    public long DeductDong { get; init; }

    /// <summary>Left unpaid in earlier months.</summary>
    public long CarriedDong { get; init; }

    public int CarriedMonths { get; init; }

    /// <summary>Funeral and other one-off amounts.</summary>
    public long OneOffDong { get; init; }

    /// <summary>CASH_POINT, CASH_HOME, BANK or EPAY.</summary>
    public string Method { get; init; } = "CASH_POINT";

    public string AccountNumber { get; init; } = "";

    public string Bank { get; init; } = "";

    public string AccountHolder { get; init; } = "";

    /// <summary>Who takes the money for the person, by law or by authorisation: name, number and relation; empty for himself.</summary>
    public string Taker { get; init; } = "";

    /// <summary>Beneficiaries of the line.</summary>
    public int People { get; init; } = 1;

    public string Note { get; init; } = "";

    /// <summary>Column 15 = 9+10+11−12+13+14; never below nothing.</summary>
    public long TotalDong => Math.Max(0, MonthlyDong + CareDong + ArrearsDong - DeductDong + CarriedDong + OneOffDong);

    /// <summary>"0123456, Agribank, Lê Thị Số"; empty for cash.</summary>
    public string Account => string.Join(", ", new[] { AccountNumber, Bank, AccountHolder }.Where(t => t.Length > 0));
}

/// <summary>Sums of the columns 9–15 over some lines. Money in đồng.</summary>
public sealed record PaymentTotals(int Lines, int People, long Monthly, long Care, long Arrears, long Deduct, long Carried, long OneOff, long Total)
{
    public static PaymentTotals Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public PaymentTotals And(PaymentRow row) => new(
        Lines + 1, People + row.People, Monthly + row.MonthlyDong, Care + row.CareDong, Arrears + row.ArrearsDong, Deduct + row.DeductDong, Carried + row.CarriedDong, OneOff + row.OneOffDong, Total + row.TotalDong);
}

/// <summary>What stands in one row of a printed list: the head of a village, a line with its number there, or the sum of a village.</summary>
/// <param name="Row">Null for heads and sums.</param>
/// <param name="Sum">Null for heads and lines.</param>
public sealed record PaymentItem(string Label, PaymentRow? Row = null, int Number = 0, PaymentTotals? Sum = null);

/// <summary>Turns lines in the order of a list into rows with a head and a sum for each village; it keeps no line, so a list may be as long as it is. Pure.</summary>
public sealed class VillageRun
{
    private string? _village;
    private PaymentTotals _sum = PaymentTotals.Nothing;

    /// <summary>Of all lines so far.</summary>
    public PaymentTotals Total { get; private set; } = PaymentTotals.Nothing;

    public IEnumerable<PaymentItem> Add(PaymentRow row)
    {
        if (row.Person.Village != _village)
        {
            foreach (var item in Close())
            {
                yield return item;
            }

            (_village, _sum) = (row.Person.Village, PaymentTotals.Nothing);
            yield return new(Name);
        }

        (_sum, Total) = (_sum.And(row), Total.And(row));
        yield return new("", row, _sum.Lines);
    }

    /// <summary>The sum of the last village; call once, after the last line.</summary>
    public IEnumerable<PaymentItem> Close()
    {
        if (_village is not null)
        {
            yield return new($"Cộng {Name}: {PaymentPapers.People(_sum)}", Sum: _sum);
        }
    }

    private string Name => string.IsNullOrEmpty(_village) ? "Chưa rõ thôn, bản, tổ" : _village;
}
