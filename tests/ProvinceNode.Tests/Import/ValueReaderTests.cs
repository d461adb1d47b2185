using Protos.Values;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Tests.Import;

/// <summary>Cells to values: what is read, what is read with a warning, what goes back (an empty fault means none).</summary>
public sealed class ValueReaderTests
{
    private static readonly DateOnly Today = new(2024, 9, 15);

    [Theory]
    [InlineData("1954", "1954", "")]
    [InlineData("1954 ", "1954", "")]
    [InlineData("'1954", "1954", "")]
    [InlineData("l954", "1954", "")]
    [InlineData("03/1954", "1954-03", "")]
    [InlineData("2/3/1954", "1954-03-02", "")]
    [InlineData("02-03-1954", "1954-03-02", "")]
    [InlineData("02.03.1954", "1954-03-02", "")]
    [InlineData("02 03 1954", "1954-03-02", "")]
    [InlineData("02031954", "1954-03-02", "")]
    [InlineData("1954-03-02", "1954-03-02", "")]
    [InlineData("1954-03-02 00:00:00", "1954-03-02", "")]
    [InlineData("00/00/1954", "1954", "")]
    [InlineData("00/03/1954", "1954-03", "")]
    [InlineData("ngày 2 tháng 3 năm 1954", "1954-03-02", "")]
    [InlineData("Sinh năm 1954", "1954", "")]
    [InlineData("01/01/1954", "1954-01-01", "")]
    [InlineData("12/25/1950", "1950-12-25", "warn-import-birth-month-first")]
    [InlineData("2/3/54", "1954-03-02", "warn-import-birth-short-year")]
    [InlineData("2/3/15", null, "import-birth-two-ways")]
    [InlineData("31/02/1954", null, "import-birth-day")]
    [InlineData("29/02/1955", null, "import-birth-day")]
    [InlineData("02/03/2025", null, "import-birth-outside")]
    [InlineData("1890", null, "import-birth-outside")]
    [InlineData("không rõ", null, "import-birth")]
    [InlineData("54", null, "import-birth")]
    [InlineData("13/13/1954", null, "import-birth")]
    public void Birth_AsText_IsReadOrFaulted(string text, string? value, string fault) =>
        Check(BirthReader.Read(SheetCell.Of(text), new BirthColumn(), Today), b => b.ToString(), value, fault);

    [Theory]
    [InlineData(1954, "1954", "")]
    [InlineData(19785, "1954-03-02", "warn-import-birth-serial")]
    [InlineData(2025, null, "import-birth-outside")]
    [InlineData(54, null, "import-birth")]
    [InlineData(1954.5, null, "import-birth")]
    public void Birth_AsNumber_IsYearOrSerial(double number, string? value, string fault) =>
        Check(BirthReader.Read(SheetCell.Of(number), new BirthColumn(), Today), b => b.ToString(), value, fault);

    [Fact]
    public void Birth_ByItsColumn_IsReadAsTheColumnMeans()
    {
        var years = Column(Enumerable.Range(1940, 6).Select(y => SheetCell.Of(new DateTime(y, 1, 1))));
        Check(BirthReader.Read(SheetCell.Of(new DateTime(1954, 1, 1)), years, Today), b => b.ToString(), "1954", "");
        Check(BirthReader.Read(SheetCell.Of("01/01/1954"), years, Today), b => b.ToString(), "1954", "");
        var american = Column([SheetCell.Of("12/25/1950"), SheetCell.Of("3/4/1951")]);
        Check(BirthReader.Read(SheetCell.Of("3/4/1951"), american, Today), b => b.ToString(), null, "import-birth-two-ways");
        Check(BirthReader.Read(SheetCell.Of("4/4/1951"), american, Today), b => b.ToString(), "1951-04-04", "");
        var swapped = Column([SheetCell.Of("25/03/1954"), .. Enumerable.Range(1, 3).Select(i => SheetCell.Of(new DateTime(1950, 5, i)))]);
        Check(BirthReader.Read(SheetCell.Of(new DateTime(1950, 5, 2)), swapped, Today), b => b.ToString(), null, "import-birth-two-ways");
        var serials = Column(Enumerable.Range(1950, 4).Select(y => SheetCell.Of(DateTime.FromOADate(y))));
        Check(BirthReader.Read(SheetCell.Of(DateTime.FromOADate(1954)), serials, Today), b => b.ToString(), "1954", "warn-import-birth-serial");
        Check(BirthReader.Read(SheetCell.Of("2/3/15"), new BirthColumn(), Today, hint: 1915), b => b.ToString(), "1915-03-02", "warn-import-birth-short-year");
        Check(BirthReader.Read(SheetCell.Of(new DateTime(1954, 1, 1), "yyyy"), new BirthColumn(), Today), b => b.ToString(), "1954", "");
    }

    [Theory]
    [InlineData("2", "3", "1954", "1954-03-02", "")]
    [InlineData("", "3", "1954", "1954-03", "")]
    [InlineData("", "", "1954", "1954", "")]
    [InlineData("31", "2", "1954", null, "import-birth-day")]
    [InlineData("2", "", "1954", null, "import-birth")]
    [InlineData("2", "3", "", null, "import-birth")]
    public void Birth_InThreeColumns_IsPutTogether(string day, string month, string year, string? value, string fault) =>
        Check(BirthReader.Read(day, month, year, Today), b => b.ToString(), value, fault);

    [Theory]
    [InlineData("038050123456", "038050123456|", "")]
    [InlineData("038 050 123 456", "038050123456|", "")]
    [InlineData("038.050.123.456", "038050123456|", "")]
    [InlineData("'038050123456", "038050123456|", "")]
    [InlineData("CCCD: 038050123456", "038050123456|", "")]
    [InlineData("038050123456 cấp ngày 10/05/2021", "038050123456|", "")]
    [InlineData("171234567", "|171234567", "")]
    [InlineData("171234567 / 038050123456", "038050123456|171234567", "")]
    [InlineData("038050123456 (171234567)", "038050123456|171234567", "")]
    [InlineData("38050123456", "038050123456|", "warn-import-number-zero")]
    [InlineData("1050123456", "001050123456|", "warn-import-number-zero")]
    [InlineData("O38O5O123456", "038050123456|", "warn-import-number-letters")]
    [InlineData("099050123456", "099050123456|", "warn-import-number-province")]
    [InlineData("03805012345", null, "import-number-length")]
    [InlineData("0380501234567", null, "import-number-length")]
    [InlineData("3.80501E+10", null, "import-number-scientific")]
    [InlineData("3,8050123456E+10", null, "import-number-scientific")]
    [InlineData("mất giấy tờ", null, "import-number-letters")]
    [InlineData("0380501234A6", null, "import-number-letters")]
    public void Number_AsText_IsReadOrFaulted(string text, string? value, string fault) =>
        Check(NumberReader.Read(SheetCell.Of(text)), n => $"{n!.Citizen}|{n.Old}", value, fault);

    [Fact]
    public void Number_AsNumber_GetsItsZeroBack()
    {
        Check(NumberReader.Read(SheetCell.Of(38050123456d)), n => n!.Citizen, "038050123456", "warn-import-number-zero");
        Check(NumberReader.Read(SheetCell.Of(38050123456d, "0.00E+00")), n => n!.Citizen, "038050123456", "warn-import-number-zero");
        Check(NumberReader.Read(SheetCell.Of(38050123456d, "000000000000")), n => n!.Citizen, "038050123456", "");
        Check(NumberReader.Read(SheetCell.Of(11234567d)), n => n!.Old, "011234567", "warn-import-number-zero");
        Assert.False(NumberReader.Read(SheetCell.Of("chưa có")).Said);
    }

    [Theory]
    [InlineData("Nguyễn Văn An", "Nguyễn Văn An", "")]
    [InlineData("NGUYỄN VĂN AN", "Nguyễn Văn An", "")]
    [InlineData("nguyễn  văn an ", "Nguyễn Văn An", "")]
    [InlineData("Y-Bhim Êban", "Y-Bhim Êban", "")]
    [InlineData("Bà Nguyễn Thị Bảy", "Nguyễn Thị Bảy", "warn-import-name-title")]
    [InlineData("Nguyễn Thị Bảy (Tý)", "Nguyễn Thị Bảy", "warn-import-name-title")]
    [InlineData("12. Nguyễn Thị Bảy", "Nguyễn Thị Bảy", "warn-import-name-title")]
    [InlineData("Bảy", "Bảy", "warn-import-name-short")]
    [InlineData("Nguy?n Th? B?y", null, "import-name-characters")]
    [InlineData("NguyÔn Bảy", null, "import-name-characters")]
    [InlineData("12345", null, "import-name-characters")]
    public void Name_AsText_IsReadOrFaulted(string text, string? value, string fault) => Check(NameReader.Read(TextCleaner.Clean(text)), n => n, value, fault);

    [Theory]
    [InlineData("1.080.000", 1_080_000, "")]
    [InlineData("1,080,000 đ", 1_080_000, "")]
    [InlineData("1080000", 1_080_000, "")]
    [InlineData("1.080.000,00", 1_080_000, "")]
    [InlineData("1080000.00", 1_080_000, "")]
    [InlineData("540.000/tháng", 540_000, "")]
    [InlineData("540 000 đồng/tháng", 540_000, "")]
    [InlineData("540.OOO", 540_000, "")]
    [InlineData("540k", 540_000, "")]
    [InlineData("540 nghìn", 540_000, "")]
    [InlineData("1,08 triệu", 1_080_000, "")]
    [InlineData("540", 540_000, "warn-import-amount-thousands")]
    [InlineData("1.080", 1_080_000, "warn-import-amount-thousands")]
    [InlineData("1.08", null, "import-amount-odd")]
    [InlineData("54000000000", null, "import-amount-odd")]
    [InlineData("1.08.000", null, "import-amount")]
    [InlineData("năm trăm", null, "import-amount")]
    [InlineData("-540.000", null, "import-amount")]
    public void Money_AsText_IsReadOrFaulted(string text, int? value, string fault) =>
        Check(AmountReader.Money(SheetCell.Of(text), thousands: false), d => d.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture), value?.ToString(System.Globalization.CultureInfo.InvariantCulture), fault);

    [Fact]
    public void Money_InThousands_IsReadAsTheSheetSays()
    {
        Check(AmountReader.Money(SheetCell.Of(540), thousands: true), d => d.Digits(), "540.000", "");
        Check(AmountReader.Money(SheetCell.Of(540), thousands: false), d => d.Digits(), "540.000", "warn-import-amount-thousands");
        Check(AmountReader.Money(SheetCell.Of(540_000), thousands: true), d => d.Digits(), "540.000", "");
        Check(AmountReader.Money(SheetCell.Of(1.08), thousands: false), d => d.Digits(), null, "import-amount-odd");
        Assert.False(AmountReader.Money(SheetCell.Of("-"), false).Said);
    }

    [Theory]
    [InlineData("1,5", 150, "")]
    [InlineData("1.5", 150, "")]
    [InlineData("2", 200, "")]
    [InlineData("2,0", 200, "")]
    [InlineData("HS 1,5", 150, "")]
    [InlineData("x1,5", 150, "")]
    [InlineData("l,5", 150, "")]
    [InlineData("15", null, "import-coefficient")]
    [InlineData("1,7", null, "import-coefficient")]
    [InlineData("0", null, "import-coefficient")]
    [InlineData("một", null, "import-coefficient")]
    public void Coefficient_AsText_IsOneOfTheLaw(string text, int? value, string fault) =>
        Check(AmountReader.Coefficient(SheetCell.Of(text)), c => $"{c}", value is { } v ? $"{v}" : null, fault);

    [Fact]
    public void Coefficient_MadeADate_IsOfferedBack()
    {
        var reading = AmountReader.Coefficient(SheetCell.Of(new DateTime(2024, 5, 1)));
        Assert.Equal("1,5", Assert.Single(reading.Faults).Mend);
        Assert.False(reading.HasValue);
    }

    internal static void Check<T>(Reading<T> reading, Func<T?, string?> show, string? value, string fault)
    {
        Assert.Equal(fault, string.Join(",", reading.Faults.Select(f => f.Problem.Code)));
        Assert.Equal(value, reading.HasValue ? show(reading.Value) : null);
        Assert.All(reading.Faults, f => Assert.Equal(value is null, f.Level == FaultLevel.Error));
        Assert.All(reading.Faults, f => Assert.Equal(f.Level == FaultLevel.Warning, f.Problem.Code.StartsWith("warn-", StringComparison.Ordinal)));
    }

    private static BirthColumn Column(IEnumerable<SheetCell> cells)
    {
        var column = new BirthColumn();
        foreach (var cell in cells)
        {
            column.Add(cell);
        }

        return column;
    }
}
