using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A person and an award in the list of a letter, a submission or a decision.</summary>
/// <param name="Note">E.g. why not eligible, or the number of the old decision.</param>
public sealed record PaperListRow(PaperPerson Person, PaperAward? Award, string Note = "")
{
    public bool Sensitive => Award?.Sensitive ?? false;
}

/// <summary>The list annexed to letters and decisions, with the columns of policy 4.3. Pure.</summary>
public static class PaperLists
{
    private static readonly PaperColumn[] Columns =
    [
        new("STT", 0.6, PaperAlign.Center), new("Họ và tên", 2.2), new("Ngày sinh", 1.2, PaperAlign.Center), new("Giới tính", 0.7, PaperAlign.Center),
        new("Số định danh", 1.6, PaperAlign.Center), new("Nơi cư trú", 2), new("Đối tượng (mã)", 1.1, PaperAlign.Center), new("Hệ số", 0.7, PaperAlign.Center),
        new("Mức (đồng)", 1.2, PaperAlign.Right), new("Hưởng từ tháng", 1, PaperAlign.Center), new("Truy lĩnh (đồng)", 1.2, PaperAlign.Right), new("Ghi chú", 1.3),
    ];

    /// <summary>The annex of a decision or a letter.</summary>
    /// <param name="reference">What it goes with, e.g. Quyết định số 05/QĐ-UBND ngày 05 tháng 10 năm 2022 của …</param>
    public static PaperAnnex Annex(string title, string reference, IReadOnlyList<PaperListRow> rows)
    {
        var (monthly, arrears) = (rows.Sum(r => r.Award?.MonthlyDong ?? 0), rows.Sum(r => r.Award?.ArrearsDong ?? 0));
        return new PaperAnnex
        {
            Title = title, Reference = $"(Kèm theo {reference})", Landscape = true,
            Table = new PaperTable
            {
                Columns = Columns, Rows = rows.Select(Row).ToList(),
                Footers = [["", $"Cộng: {rows.Count} người", "", "", "", "", "", "", monthly > 0 ? Digits(monthly) : "", "", arrears > 0 ? Digits(arrears) : "", ""]],
                Caption = monthly > 0 ? $"Số tiền trợ cấp một tháng: {new Dong(monthly)} {PaperStyle.InWords(monthly)}." : "",
            },
        };
    }

    /// <summary>The annex of a decision that is no table of amounts: in each row what is decided about its person.</summary>
    public static PaperAnnex InWords(string title, string reference, IReadOnlyList<(PaperPerson Person, PaperContent Own)> members) => new()
    {
        Title = title, Reference = $"(Kèm theo {reference})", Landscape = true,
        Table = new PaperTable
        {
            Columns =
            [
                new("STT", 0.5, PaperAlign.Center), new("Họ và tên", 1.7), new("Ngày sinh", 1.1, PaperAlign.Center), new("Số định danh", 1.4, PaperAlign.Center), new("Nơi cư trú", 1.5), new("Nội dung quyết định", 6.5),
            ],
            Rows = members.Select((m, i) => (IReadOnlyList<string>)
            [
                $"{i + 1}", m.Person.FullName, m.Person.BirthPrinted, m.Person.Number, m.Person.Village.Length > 0 ? m.Person.Village : m.Person.Address, Decided(m.Person, m.Own),
            ]).ToList(),
            Footers = [["", $"Cộng: {members.Count} người", "", "", "", ""]],
        },
    };

    // Article 1 of his own decision. The sentence that only says what all have in common, and who he is, stands in the article and the other columns; one that names his carer stays.
    private static string Decided(PaperPerson person, PaperContent own)
    {
        var first = own.Paragraphs.TakeWhile(p => !p.StartsWith("Điều 2.", StringComparison.Ordinal)).ToList();
        var same = first.Count > 1 && first[0].Contains(PaperStyle.Upper(person.FullName), StringComparison.Ordinal);
        return string.Join(' ', same ? first.Skip(1) : first.Select(p => p.Replace("Điều 1. ", "", StringComparison.Ordinal)));
    }

    /// <summary>Digits of an amount in a column.</summary>
    internal static string Digits(long dong) => new Dong(dong).Digits();

    private static IReadOnlyList<string> Row(PaperListRow row, int index) =>
    [
        $"{index + 1}", row.Person.FullName, row.Person.BirthPrinted, row.Person.SexWord, row.Person.Number,
        row.Person.Village.Length > 0 ? row.Person.Village : row.Person.Address, row.Award?.ShortCode ?? "", row.Award?.CoefficientWords ?? "",
        row.Award is { } award ? Digits(award.MonthlyDong) : "", row.Award is { Start.Number: > 0 } starts ? starts.Start.ToString() : "",
        row.Award is { ArrearsDong: > 0 } late ? Digits(late.ArrearsDong) : "", NeutralWords.Remark(row.Note),
    ];
}
