using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ProvinceNode.Import.Returned;

/// <summary>Looks of the returned workbook; every cell is text, so that Excel takes no zero away and makes no date.</summary>
internal static class ReturnedStyles
{
    public const uint Text = 1;
    public const uint Heading = 2;
    public const uint Faulty = 3;
    public const uint Doubtful = 4;
    public const uint Title = 5;

    // Number format "@".
    private const uint AsText = 49;

    public static void Write(WorkbookStylesPart part)
    {
        part.Stylesheet = new Stylesheet(
            new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Times New Roman" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Times New Roman" })),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), Solid("FFF2C4C0"), Solid("FFFFF4D6"), Solid("FFE7E9ED")),
            new Borders(new Border(), new Border(Thin<LeftBorder>(), Thin<RightBorder>(), Thin<TopBorder>(), Thin<BottomBorder>(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), Format(0, 0), Format(1, 4), Format(0, 2), Format(0, 3), Format(1, 0, border: 0)));
        part.Stylesheet.Save();
    }

    private static CellFormat Format(uint font, uint fill, uint border = 1) => new(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
    {
        NumberFormatId = AsText, FontId = font, FillId = fill, BorderId = border, ApplyNumberFormat = true, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true,
    };

    private static Fill Solid(string argb) => new(new PatternFill(new ForegroundColor { Rgb = argb }) { PatternType = PatternValues.Solid });

    private static T Thin<T>()
        where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };
}
