namespace NationalHub.Tests.Reporting;

/// <summary>Each filter is answered by SQLite and compared with the same condition in memory; it also has to translate for SQL Server.</summary>
public sealed class FilterBindingTests(BinderWorld world) : IClassFixture<BinderWorld>
{
    private static readonly TimeSpan Hanoi = TimeSpan.FromHours(7);

    private static readonly Dictionary<string, Func<BeneficiaryRow, bool>> Cases = new()
    {
        ["ProvinceCode eq '38'"] = x => x.ProvinceCode == "38",
        ["ProvinceCode ne '38'"] = x => x.ProvinceCode != "38",
        ["MonthlyAmount gt 500000"] = x => x.MonthlyAmount > 500_000,
        ["MonthlyAmount ge 1000000 and MonthlyAmount lt 2000000"] = x => x.MonthlyAmount is >= 1_000_000 and < 2_000_000,
        ["MonthlyAmount le 500000 or BirthYear eq 1950"] = x => x.MonthlyAmount <= 500_000 || x.BirthYear == 1950,
        ["not (BirthYear gt 1960)"] = x => !(x.BirthYear > 1960),
        ["not (BirthYear gt 1960 or MonthlyAmount gt 500000)"] = x => !(x.BirthYear > 1960 || x.MonthlyAmount > 500_000),
        ["not (CommuneCode gt 'C3')"] = x => string.CompareOrdinal(x.CommuneCode, "C3") <= 0,
        ["not (length(CommuneCode) gt 1)"] = x => x.CommuneCode is null,
        ["not (year(EndedOn) gt 2025)"] = x => x.EndedOn is null,
        ["not (BirthYear add 1 gt 1960)"] = x => !(x.BirthYear + 1 > 1960),
        ["not (BirthYear gt CoefficientHundredths mul 12)"] = x => !(x.BirthYear > x.CoefficientHundredths * 12),
        ["BirthYear eq null"] = x => x.BirthYear is null,
        ["null ne BirthYear"] = x => x.BirthYear is not null,
        ["BirthYear ne 1951"] = x => x.BirthYear != 1951,
        ["ProvinceCode in ('38','01')"] = x => x.ProvinceCode is "38" or "01",
        ["not (ProvinceCode in ('38','01'))"] = x => x.ProvinceCode == "40",
        ["MonthlyAmount in (500000,2000000)"] = x => x.MonthlyAmount is 500_000 or 2_000_000,
        ["BirthYear in (1951,1953)"] = x => x.BirthYear is 1951 or 1953,
        ["Status eq 'Paused'"] = x => x.Status == RowStatus.Paused,
        ["'Paused' ne Status"] = x => x.Status != RowStatus.Paused,
        ["Status in ('Paused','Ended')"] = x => x.Status is RowStatus.Paused or RowStatus.Ended,
        ["startswith(Status,'P')"] = x => x.Status == RowStatus.Paused,
        ["endswith(CheckStatus,'ed')"] = x => x.CheckStatus is RowStatus.Paused or RowStatus.Ended,
        ["contains(tolower(Status),'ctiv')"] = x => x.Status == RowStatus.Active,
        ["CheckStatus eq 'Ended'"] = x => x.CheckStatus == RowStatus.Ended,
        ["CheckStatus eq null"] = x => x.CheckStatus is null,
        ["contains(FullName,'Trần')"] = x => x.FullName.Contains("Trần"),
        ["startswith(FullName,'Nguyễn')"] = x => x.FullName.StartsWith("Nguyễn", StringComparison.Ordinal),
        ["endswith(FullName,'7')"] = x => x.FullName.EndsWith('7'),
        ["length(FullName) eq 12"] = x => x.FullName.Length == 12,
        ["tolower(ProvinceCode) eq '38' and toupper(Id) eq 'B000003'"] = x => x.Id == "b000003",
        ["trim(concat(' ',ProvinceCode)) eq '40'"] = x => x.ProvinceCode == "40",
        ["substring(Id,4) eq '007'"] = x => x.Id == "b000007",
        ["substring(Id,1,3) eq '000'"] = _ => true,
        ["indexof(Id,'7') ge 0"] = x => x.Id.Contains('7'),
        ["MonthlyAmount mul 12 gt 12000000"] = x => x.MonthlyAmount * 12 > 12_000_000,
        ["MonthlyAmount div 1000 sub 500 eq 0"] = x => (x.MonthlyAmount / 1000) - 500 == 0,
        ["(CoefficientHundredths add 50) mod 100 eq 0"] = x => (x.CoefficientHundredths + 50) % 100 == 0,
        ["CoefficientHundredths mul 100000000 gt 12000000000"] = x => x.CoefficientHundredths * 100_000_000L > 12_000_000_000,
        ["-CoefficientHundredths lt -150"] = x => -x.CoefficientHundredths < -150,
        ["Score gt 3.5"] = x => x.Score > 3.5,
        ["round(Score) eq 4 or floor(Score) eq 9 or ceiling(Score) eq 12"] = x => Math.Round(x.Score, MidpointRounding.AwayFromZero) == 4 || Math.Floor(x.Score) == 9 || Math.Ceiling(x.Score) == 12,
        ["MonthlyAmount gt 999999.5"] = x => x.MonthlyAmount > 999_999.5,
        ["StartedOn ge 2025-07-20"] = x => x.StartedOn >= new DateOnly(2025, 7, 20),
        ["EndedOn eq 2026-07-01"] = x => x.EndedOn == new DateOnly(2026, 7, 1),
        ["year(StartedOn) eq 2025 and month(StartedOn) eq 8 and day(StartedOn) gt 5"] = x => x.StartedOn.Month == 8 && x.StartedOn.Day > 5,
        ["RecordedAt gt 2026-01-05T00:00:00Z"] = x => x.RecordedAt > new DateTime(2026, 1, 5),
        ["RecordedAt ge 2026-01-05T00:00:00%2B07:00"] = x => x.RecordedAt >= new DateTime(2026, 1, 5) - Hanoi,
        ["RecordedAt ge 2026-01-05"] = x => x.RecordedAt >= new DateTime(2026, 1, 5) - Hanoi,
        ["date(RecordedAt) eq 2026-01-05"] = x => (x.RecordedAt + Hanoi).Date == new DateTime(2026, 1, 5),
        ["day(RecordedAt) eq 5 and hour(RecordedAt) lt 12"] = x => (x.RecordedAt + Hanoi).Day == 5 && (x.RecordedAt + Hanoi).Hour < 12,
        ["RecordedAt lt now()"] = x => x.RecordedAt < new DateTime(2026, 1, 10),
        ["date(now()) gt date(RecordedAt)"] = x => (x.RecordedAt + Hanoi).Date < new DateTime(2026, 1, 10),
        ["Alive eq true"] = x => x.Alive,
        ["not Alive"] = x => !x.Alive,
        ["Alive and MonthlyAmount eq 500000"] = x => x.Alive && x.MonthlyAmount == 500_000,
        ["FullName gt 'O'"] = x => string.CompareOrdinal(x.FullName, "O") > 0,
        ["FullName eq @n&@n='Trần Thị 5'"] = x => x.FullName == "Trần Thị 5",
        ["CommuneCode eq null or not contains(CommuneCode,'3')"] = x => x.CommuneCode is null || !x.CommuneCode.Contains('3'),
        ["FullName eq 'O''Hara'"] = _ => false,
    };

    public static TheoryData<string> Filters => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Filter_OnBothDatabases_GivesTheRowsOfTheSameCondition(string filter)
    {
        var expected = ReportDb.Rows().Where(Cases[filter]).Select(row => row.Id).Order(StringComparer.Ordinal);
        var given = world.Ask("$select=Id&$filter=" + filter).Select(row => (string)row[0]!).Order(StringComparer.Ordinal);
        Assert.Equal(expected, given);
    }

    [Theory]
    [InlineData("tran", 12)]
    [InlineData("tran thi", 12)]
    [InlineData("\"NGUYEN VAN 1\"", 9)]
    [InlineData("tran OR nguyen", 60)]
    [InlineData("NOT tran", 48)]
    [InlineData("nguyễn", 48)]
    public void Search_OverFoldedColumn_FindsWords(string search, int expected)
        => Assert.Equal(expected, world.Ask("$search=" + Uri.EscapeDataString(search)).Count);

    [Fact]
    public void Filter_WithAnotherValue_SharesTheCompiledQuery()
    {
        Assert.Equal(Text("ProvinceCode eq '38' and MonthlyAmount gt 500000"), Text("ProvinceCode eq '01' and MonthlyAmount gt 700000"));

        string Text(string filter)
        {
            using var db = ReportDb.SqlServer();
            var page = world.Plan(db, "$top=5&$filter=" + filter).Page(null, 0, 5);
            var sql = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToQueryString(page);
            return sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        }
    }

    [Fact]
    public void NegatedComparison_OnSqlServer_KeepsMissingValues()
        => Assert.Contains("ELSE CAST(1 AS bit)", world.Sql("$filter=not (CommuneCode gt 'C3')"), StringComparison.Ordinal);

    [Fact]
    public void IntegerColumn_ComparedWithInteger_StaysBareInSql()
    {
        var sql = world.Sql("$filter=MonthlyAmount gt 500000 and BirthYear eq 1950 and Status eq 'Paused'");
        sql = string.Join('\n', sql.Split('\n').Where(line => !line.StartsWith("DECLARE", StringComparison.Ordinal)));
        Assert.DoesNotContain("CAST(", sql, StringComparison.Ordinal);
        Assert.Contains("[Status] = @", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FullNam eq 'x'", "OData.UnknownProperty", "FullName")]
    [InlineData("Secret eq 'x'", "OData.UnknownProperty", "Secret")]
    [InlineData("FullName eq 5", "OData.TypeMismatch", "nháy đơn")]
    [InlineData("MonthlyAmount eq '5'", "OData.TypeMismatch", "nháy đơn")]
    [InlineData("FullName eq 'x", "OData.UnclosedQuote", "ký tự thứ 13")]
    [InlineData("FullName eq", "OData.Syntax", "$filter")]
    [InlineData("substringof('a',FullName)", "OData.UnknownFunction", "contains")]
    [InlineData("contains(MonthlyAmount,'a')", "OData.WrongArguments", "contains")]
    [InlineData("Status eq 'Pausedd'", "OData.UnknownValue", "Paused")]
    [InlineData("Status eq '1'", "OData.UnknownValue", "Paused")]
    [InlineData("MonthlyAmount div 0 eq 1", "OData.DivideByZero", "chia cho 0")]
    [InlineData("cast(MonthlyAmount,Edm.String) eq '5'", "OData.NotSupported", "hỗ trợ")]
    [InlineData("FullName eq @missing", "OData.UnknownAlias", "@missing")]
    [InlineData("Alive add 1 eq 2", "OData.TypeMismatch", "Edm.Boolean")]
    public void WrongFilter_WhenBound_IsRefusedWithAdvice(string filter, string code, string advice)
    {
        var fault = world.Refused("$filter=" + filter);
        Assert.Equal(code, fault.Code);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
    }
}
