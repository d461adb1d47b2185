using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>A row of the annex.</summary>
/// <param name="Receiver">Who takes the money when it is somebody else; empty otherwise.</param>
public sealed record LevelPaperRow(PaperPerson Person, LevelLine Line, string Receiver);

/// <summary>What one commune of the decision comes to.</summary>
public sealed record LevelPaperSum(string Name, int People, long BeforeDong, long AfterDong, long ArrearsDong);

/// <summary>
/// The decision that converts everybody to a new level, or to the social pension, by list: D15 or D26 with an annex for each commune (policy 3.5, 4.3;
/// Circular 02/2021 Art. 5). Pure.
/// </summary>
public static class LevelPapers
{
    private static readonly PaperColumn[] Columns =
    [
        new("STT", 0.6, PaperAlign.Center), new("Họ và tên", 2.1), new("Ngày sinh", 1.2, PaperAlign.Center), new("Giới tính", 0.7, PaperAlign.Center),
        new("Số định danh", 1.6, PaperAlign.Center), new("Nơi cư trú", 1.8), new("Đối tượng (mã)", 1.1, PaperAlign.Center), new("Hệ số", 0.7, PaperAlign.Center),
        new("Mức cũ (đồng)", 1.1, PaperAlign.Right), new("Mức mới (đồng)", 1.1, PaperAlign.Right), new("Hưởng mức mới từ tháng", 1.1, PaperAlign.Center),
        new("Truy lĩnh (đồng)", 1.1, PaperAlign.Right), new("Ghi chú", 1.8),
    ];

    /// <summary>The decision without its annexes.</summary>
    public static PaperContent Decision(PaperScene scene, LevelChange change, PayMonth month, IReadOnlyList<LevelPaperSum> communes, SignedInOfficial signer)
    {
        var (people, before, after, arrears) = (communes.Sum(c => c.People), communes.Sum(c => c.BeforeDong), communes.Sum(c => c.AfterDong), communes.Sum(c => c.ArrearsDong));
        var pension = change == LevelChange.Pension;
        var paper = DecisionPapers.Decision(scene, LevelWords.About(change), pension ? [LegalBases.Pension, LegalBases.Assistance] : [LegalBases.Assistance, LegalBases.Care, LegalBases.Pension], Proposal(scene), signer);
        return paper with
        {
            DossierCode = "",
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(LevelWords.About(change))} đối với {PaperStyle.Count(people)} trường hợp{(communes.Count > 1 ? $" tại {PaperStyle.Count(communes.Count)} xã, phường, thị trấn" : "")} (có danh sách kèm theo).",
                $"Tổng số tiền một tháng: mức cũ {new Dong(before)}, mức mới {new Dong(after)} {PaperStyle.InWords(after)}. Truy lĩnh đến hết tháng {month}: {new Dong(arrears)}.",
                $"Điều 2. Mức mới được chi trả từ kỳ chi trả tháng {month.AddMonths(1)} qua tổ chức dịch vụ chi trả; tiền truy lĩnh được trả một lần cùng kỳ. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định.{(pension ? " Người hưởng không phải nộp hồ sơ mới." : "")}",
                Execution(scene, communes.Count > 1),
            ],
            Tables = communes.Count > 1 ? [Sums(communes)] : [],
        };
    }

    /// <summary>D13: the submission of the division that prepared the list; its head's name is not put for him.</summary>
    /// <param name="maker">Who prepared it.</param>
    /// <param name="longArrears">Payments whose arrears are long, see <see cref="LevelTerms.WarnMonths"/>.</param>
    public static PaperContent Submission(PaperScene scene, LevelChange change, PayMonth month, IReadOnlyList<LevelPaperSum> communes, string maker, int longArrears)
    {
        var (people, added, arrears) = (communes.Sum(c => c.People), communes.Sum(c => c.AfterDong - c.BeforeDong), communes.Sum(c => c.ArrearsDong));
        var (superior, issuer) = PaperStyle.Division(scene);
        var chairman = $"Chủ tịch {scene.Committee(scene.Decider)}";
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), NumberLine = PaperStyle.Unnumbered($"TTr-{scene.DivisionLetters}"),
            Title = "TỜ TRÌNH", Summary = $"Về việc đề nghị quyết định {LevelWords.About(change)}", Addressees = [chairman],
            Bases = FlowPapers.Closed(scene.Bases(change == LevelChange.Pension ? LegalBases.Pension : LegalBases.Assistance)),
            Paragraphs =
            [
                $"{scene.AppraiserName} đã rà soát các chế độ đang chi trả và đề nghị {LevelWords.About(change)} đối với {PaperStyle.Count(people)} trường hợp, chi trả từ kỳ chi trả tháng {month.AddMonths(1)}.",
                $"Kinh phí tăng thêm mỗi tháng: {new Dong(added)} {PaperStyle.InWords(added)}. Kinh phí truy lĩnh đến hết tháng {month}: {new Dong(arrears)} {PaperStyle.InWords(arrears)}."
                    + (longArrears > 0 ? $" Trong đó {PaperStyle.Count(longArrears)} trường hợp có thời gian truy lĩnh dài, đã ghi số tháng trong danh sách." : ""),
                $"{scene.AppraiserName} kính trình {chairman} xem xét, quyết định (có danh sách và dự thảo quyết định kèm theo)./.",
            ],
            Tables = communes.Count > 1 ? [Sums(communes)] : [], Recipients = ["Như trên;", $"Lưu: VT, {scene.DivisionLetters}."],
            Signatures = [new("NGƯỜI LẬP DANH SÁCH", maker), new("TRƯỞNG PHÒNG", "")],
        };
    }

    /// <summary>The annex of one commune.</summary>
    /// <param name="rules">Names the categories.</param>
    /// <param name="warnMonths">Longer arrears are told in the note, see <see cref="LevelTerms.WarnMonths"/>.</param>
    public static PaperAnnex Annex(string commune, IReadOnlyList<LevelPaperRow> rows, RuleBook rules, int warnMonths = int.MaxValue)
    {
        var (before, after, arrears) = (rows.Sum(r => r.Line.BeforeDong), rows.Sum(r => r.Line.Versions[^1].MonthlyDong), rows.Sum(r => r.Line.Arrears.Sum(a => a.TotalDong)));
        return new PaperAnnex
        {
            Title = PaperStyle.Upper($"Danh sách người hưởng mức mới tại {FlowContext.Lower(commune)}"), Landscape = true,
            Table = new PaperTable
            {
                Columns = Columns, Rows = rows.Select((r, i) => Row(r, i, rules, warnMonths)).ToList(),
                Footers = [["", $"Cộng: {rows.Count} trường hợp", "", "", "", "", "", "", Digits(before), Digits(after), "", arrears > 0 ? Digits(arrears) : "", ""]],
                Caption = $"Số tiền mức mới một tháng: {new Dong(after)} {PaperStyle.InWords(after)}.",
            },
        };
    }

    /// <summary>What an annex goes with.</summary>
    /// <param name="scene">Of the day of the signature.</param>
    public static string Reference(PaperScene scene) => $"(Kèm theo Quyết định số ………/QĐ-UBND {PaperStyle.LongDate(scene.Today)} của Chủ tịch {scene.Committee(scene.Decider)})";

    /// <summary>The decision with only the annex of one commune: what its office gets, and what its record of the decision holds.</summary>
    /// <param name="alone">The list has one commune only.</param>
    public static PaperContent Extract(PaperContent decision, PaperAnnex annex, bool alone) =>
        decision with { Annexes = [annex], Tables = [], Watermark = alone ? "" : Bulk.ListPapers.Extracted };

    private static IReadOnlyList<string> Row(LevelPaperRow row, int index, RuleBook rules, int warnMonths)
    {
        var (line, last) = (row.Line, row.Line.Versions[^1]);
        var category = rules.Category(last.CategoryCode, new PayMonth(last.From));
        var award = new PaperAward
        {
            CategoryCode = last.CategoryCode, CategoryLabel = category?.Label ?? last.CategoryCode, CategoryArticle = category?.Article ?? "", Sensitive = rules.IsSensitive(last.CategoryCode),
            CoefficientHundredths = last.Kind == Registry.EntitlementKind.SocialPension ? 0 : last.CoefficientHundredths, Times = last.Times, MonthlyDong = last.MonthlyDong, Start = new PayMonth(last.From),
        };
        var arrears = line.Arrears.Sum(a => a.TotalDong);
        return
        [
            $"{index + 1}", row.Person.FullName, row.Person.BirthPrinted, row.Person.SexWord, row.Person.Number, row.Person.Village.Length > 0 ? row.Person.Village : row.Person.Address,
            award.ShortCode, award.CoefficientWords, Digits(line.BeforeDong), Digits(last.MonthlyDong), $"{new PayMonth(last.From)}", arrears > 0 ? Digits(arrears) : "", Note(row, warnMonths),
        ];
    }

    // Levels between, who takes the money, and what an official settled.
    private static string Note(LevelPaperRow row, int warnMonths) => string.Join("; ", row.Line.Versions.SkipLast(1).Select(v => $"từ {new PayMonth(v.From)}: {Digits(v.MonthlyDong)}")
        .Append(row.Receiver.Length > 0 ? $"Người nhận: {row.Receiver}" : "").Append(row.Line.Choice is { } choice ? LevelWords.Choice(choice) : "")
        .Append(row.Line.ArrearsMonths > warnMonths ? $"Truy lĩnh {row.Line.ArrearsMonths} tháng" : "").Where(t => t.Length > 0));

    private static PaperTable Sums(IReadOnlyList<LevelPaperSum> communes) => new()
    {
        Title = "TỔNG HỢP THEO XÃ, PHƯỜNG, THỊ TRẤN",
        Columns = [new("STT", 0.5, PaperAlign.Center), new("Đơn vị", 2), new("Số trường hợp", 1, PaperAlign.Right), new("Mức cũ một tháng (đồng)", 1.3, PaperAlign.Right), new("Mức mới một tháng (đồng)", 1.3, PaperAlign.Right), new("Truy lĩnh (đồng)", 1.3, PaperAlign.Right)],
        Rows = communes.Select((c, i) => (IReadOnlyList<string>)[$"{i + 1}", c.Name, $"{c.People}", Digits(c.BeforeDong), Digits(c.AfterDong), Digits(c.ArrearsDong)]).ToList(),
        Footers = [["", "Cộng", $"{communes.Sum(c => c.People)}", Digits(communes.Sum(c => c.BeforeDong)), Digits(communes.Sum(c => c.AfterDong)), Digits(communes.Sum(c => c.ArrearsDong))]],
    };

    private static string Proposal(PaperScene scene) => scene.TwoTier ? $"Trưởng phòng Văn hóa – Xã hội {scene.Inside(scene.Decider)}" : scene.HeadOfDivision;

    // Of a district all communes carry it out.
    private static string Execution(PaperScene scene, bool several)
    {
        const string persons = "các ông (bà) có tên trong danh sách tại Điều 1";
        return several
            ? $"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng HĐND và UBND, {scene.HeadOfDivision}, Trưởng phòng Tài chính – Kế hoạch, Chủ tịch Ủy ban nhân dân các xã, phường, thị trấn và {persons} chịu trách nhiệm thi hành Quyết định này./."
            : DecisionPapers.Execution(scene, "Điều 3", persons);
    }

    private static string Digits(long dong) => PaperLists.Digits(dong);
}
