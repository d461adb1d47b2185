using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Protos.Values;
using ProvinceNode.Import.Returned;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>What goes back to the sender, and what becomes of it when he has mended it.</summary>
public sealed class ReturnedWorkbookTests
{
    private static readonly ReadSettings Settings = new("38", UglyDraft.Today, UglyDraft.Today, PayMonth.Of(UglyDraft.Today));

    [Theory]
    [InlineData("NumberTooShort", "BirthYearsByMaleAndFemale")]
    [InlineData("BirthNoSuchDay", "UnitsBefore2025WithDistrict")]
    [InlineData("AmountUnreadable", "BirthInThreeColumns")]
    public void RefusedRows_SentBack_AreTheSameColumnsWithReasons(string fault, string shape)
    {
        var (survey, rows) = Read(Ugly(fault, shape));
        using var output = new MemoryStream();
        var count = ReturnedWorkbook.Write(output, survey, rows);
        var refused = rows.Where(r => r.Verdict == RowVerdict.Refused).ToList();
        Assert.Equal(refused.Count, count);
        Assert.Single(refused);
        var (again, back) = Read(("lai.xlsx", output.ToArray()));
        Assert.Equal(survey.Map.Columns.Where(c => c.Field != 0).Select(c => (c.Column, c.Field)), again.Map.Columns.Where(c => c.Field != 0).Select(c => (c.Column, c.Field)));
        var row = Assert.Single(back);
        Assert.Equal(refused[0].Faults.Select(f => f.Problem.Code), row.Faults.Select(f => f.Problem.Code));
        Assert.Equal(refused[0].Texts, row.Texts.Take(refused[0].Texts.Count));
        Assert.Contains(refused[0].Faults[0].Problem.Message, row.Texts[^1], StringComparison.Ordinal);
        Assert.Equal(refused[0].Number.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Texts[^2]);
    }

    [Fact]
    public void FaultyCell_SentBack_IsColouredAndCarriesItsNote()
    {
        var (survey, rows) = Read(Ugly("NumberTooShort"));
        using var output = new MemoryStream();
        ReturnedWorkbook.Write(output, survey, rows);
        using var document = SpreadsheetDocument.Open(output, false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}"));
        var part = document.WorkbookPart!.WorksheetParts.Single();
        var fault = rows.SelectMany(r => r.Faults).Single();
        var comment = part.WorksheetCommentsPart!.Comments.CommentList!.Elements<Comment>().Single();
        Assert.Equal(CellPlace.ColumnLetters(fault.Place.Column) + "3", comment.Reference!.Value);
        Assert.Contains(fault.Problem.Message, comment.InnerText, StringComparison.Ordinal);
        var cell = part.Worksheet.Descendants<Cell>().Single(c => c.CellReference == comment.Reference);
        Assert.NotEqual(part.Worksheet.Descendants<Cell>().Last().StyleIndex!.Value, cell.StyleIndex!.Value);
        using var shapes = new StreamReader(part.VmlDrawingParts.Single().GetStream());
        Assert.Contains("<x:Row>2</x:Row>", shapes.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+84912345678", "'+84912345678")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("Nguyễn Văn An", "Nguyễn Văn An")]
    [InlineData("038050123456", "038050123456")]
    [InlineData("😀", "😀")]
    [InlineData("", "")]
    public void Text_ThatWouldRun_IsMadeHarmless(string text, string harmless) => Assert.Equal(harmless, SheetText.Harmless(text));

    [Fact]
    public void Text_WithWhatXmlCannotHold_LosesIt() => Assert.Equal("abc", SheetText.Harmless("a\u0001b\uD800c"));

    [Fact]
    public void Formula_InARefusedRow_ComesBackAsText()
    {
        var draft = new UglyDraft(5, 3);
        draft[ProvinceNode.Import.Columns.Field.FullName].Cells[0] = "=cmd|' /C calc'!A0";
        var (survey, rows) = Read(draft.Write());
        using var output = new MemoryStream();
        Assert.Equal(1, ReturnedWorkbook.Write(output, survey, rows));
        using var document = SpreadsheetDocument.Open(output, false);
        var part = document.WorkbookPart!.WorksheetParts.Single();
        Assert.Empty(part.Worksheet.Descendants<CellFormula>());
        Assert.Contains(part.Worksheet.Descendants<Cell>(), c => c.InnerText == "'=cmd|' /C calc'!A0");
    }

    private static (string, byte[]) Ugly(params string[] kinds)
    {
        var draft = new UglyDraft(17, 6);
        foreach (var kind in kinds)
        {
            UglyKinds.Named(kind).Apply(draft);
        }

        return draft.Write();
    }

    private static (SurveyedSheet Survey, List<ImportedRow> Rows) Read((string Name, byte[] Content) file)
    {
        var stream = new MemoryStream(file.Content);
        var source = WorkbookReader.Open(stream, FileGuard.Inspect(stream, file.Name).Value).Value;
        var survey = ReadSheet.Survey(source, 0, file.Name).Value;
        return (survey, new ReadSheet(Settings, UglyDraft.Book).Rows(source, survey, new DuplicateWatch()).ToList());
    }
}
