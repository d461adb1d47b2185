using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>People and money of a part of the month.</summary>
public sealed record StatCut(string Label, int People, long Dong);

/// <summary>A table of cuts, on the page and in the workbook.</summary>
/// <param name="Id">In addresses of the page.</param>
/// <param name="Head">Heading of the labels.</param>
public sealed record StatTable(string Id, string Title, string Caption, string Head, IReadOnlyList<StatCut> Cuts);

/// <summary>A table of two sides, on the page and in the workbook: people and money of each label by column, and of the whole label.</summary>
/// <param name="Id">In addresses of the page.</param>
/// <param name="Head">Heading of the labels.</param>
/// <param name="Said">What it says, in one sentence above its chart.</param>
/// <param name="Charted">Column whose money the chart shows; -1: the whole.</param>
public sealed record StatGrid(string Id, string Title, string Caption, string Head, IReadOnlyList<string> Columns, IReadOnlyList<StatRow> Rows, string Said, int Charted);

/// <summary>A label of a <see cref="StatGrid"/>.</summary>
/// <param name="Cells">By column.</param>
public sealed record StatRow(string Label, IReadOnlyList<StatCell> Cells)
{
    public StatCell Whole => new(Cells.Sum(c => c.People), Cells.Sum(c => c.Dong));
}

/// <summary>People and money where a label and a column meet.</summary>
public sealed record StatCell(int People, long Dong);

/// <summary>Receivers of a commune whom a reason kept from their money.</summary>
public sealed record ReasonOfCommune(string Commune, string Code, int Lines, long Dong);

/// <summary>Whether the money of a category was paid.</summary>
/// <param name="State">1 paid, 2 not paid, 3 no result yet.</param>
public sealed record OutcomeOfCategory(string Label, int State, int People, long Dong);

/// <summary>Money of a month by whether it went without cash.</summary>
public sealed record CashMonth(int Month, int Lines, int Cashless, long Dong, long CashlessDong);

/// <summary>The month in the statistics of policy 6.9.</summary>
/// <param name="Lines">Receivers, by commune, method and outcome.</param>
/// <param name="People">Different beneficiaries of the month.</param>
public sealed record MonthStatistics(int Month, int People, IReadOnlyList<(string Commune, PayMethod Method, LineOutcome Outcome, int Lines, int People, long Dong)> Lines)
{
    public IReadOnlyList<StatCut> Categories { get; init; } = [];

    public IReadOnlyList<StatCut> Sexes { get; init; } = [];

    public IReadOnlyList<StatCut> Ages { get; init; } = [];

    public IReadOnlyList<StatCut> Ethnics { get; init; } = [];

    /// <summary>Why lines were not paid, by commune.</summary>
    public IReadOnlyList<ReasonOfCommune> ReasonsOfCommunes { get; init; } = [];

    /// <summary>What of each category was paid.</summary>
    public IReadOnlyList<OutcomeOfCategory> Outcomes { get; init; } = [];

    /// <summary>Why lines were not paid, the most frequent first.</summary>
    public IReadOnlyList<ReasonSum> Reasons => [.. ReasonsOfCommunes.GroupBy(r => r.Code).Select(g => new ReasonSum(g.Key, g.Sum(r => r.Lines), g.Sum(r => r.Dong))).OrderByDescending(r => r.Lines).ThenBy(r => r.Code, StringComparer.Ordinal)];

    /// <summary>Receivers by an authorisation, and lines with arrears.</summary>
    public (int Lines, long Dong) Proxies { get; init; }

    public (int Lines, long Dong) Arrears { get; init; }

    /// <summary>People whose money of a strand was on no list of the month before, and the other way round.</summary>
    public int Increased { get; init; }

    public int Decreased { get; init; }

    /// <summary>Lists whose results were not whole before the 20th (Decree 20/2021 Art. 34), of those that went out.</summary>
    public (int Late, int Sent) Reports { get; init; }

    public long Dong => Lines.Sum(l => l.Dong);

    /// <summary>What was paid, of all ways.</summary>
    public (int Lines, long Dong) Paid => Sum(Lines.Where(l => l.Outcome == LineOutcome.Paid));

    /// <summary>Paid lines of an account whose money was handed over by a list on paper.</summary>
    public (int Lines, long Dong) ByHand { get; init; }

    /// <summary>What was paid without cash; what an account was only to get is not in it.</summary>
    public (int Lines, long Dong) Cashless => Sum(Lines.Where(l => l.Outcome == LineOutcome.Paid && ListWords.IsAccount(l.Method))) is var (lines, dong) ? (lines - ByHand.Lines, dong - ByHand.Dong) : default;

    /// <summary>The month by who receives.</summary>
    public IReadOnlyList<StatTable> Tables =>
    [
        new("loai", "Theo loại đối tượng", "Người hưởng nhiều chế độ được tính ở từng loại; không trừ truy thu", "Loại đối tượng", Categories),
        new("xa", "Theo xã, phường", "Số đối tượng của các dòng và số tiền thực lĩnh", "Xã, phường", [.. Lines.GroupBy(l => l.Commune).Select(g => new StatCut(g.Key, g.Sum(l => l.People), g.Sum(l => l.Dong)))]),
        new("gioi", "Theo giới tính", "Không trừ truy thu", "Giới tính", Sexes),
        new("tuoi", "Theo độ tuổi", "Tuổi đủ vào ngày cuối tháng; không trừ truy thu", "Độ tuổi", Ages),
        new("dan-toc", "Theo dân tộc", "Không trừ truy thu", "Dân tộc", Ethnics),
    ];

    private static (int Lines, long Dong) Sum(IEnumerable<(string Commune, PayMethod Method, LineOutcome Outcome, int Lines, int People, long Dong)> lines) => lines.Aggregate((0, 0L), (sum, l) => (sum.Item1 + l.Lines, sum.Item2 + l.Dong));

    /// <summary>The month by two sides at once.</summary>
    public IReadOnlyList<StatGrid> Grids => [.. new[] { StatGrids.ReasonsByCommune(ReasonsOfCommunes), StatGrids.OutcomesByCategory(Outcomes) }.OfType<StatGrid>()];
}
