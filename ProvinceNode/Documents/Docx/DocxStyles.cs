using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ProvinceNode.Documents.Docx;

/// <summary>
/// Named styles of an editable paper: whoever corrects a draft keeps the layout of Decree 30/2020, Annex I, by choosing a style. Pure.
/// </summary>
internal static class DocxStyles
{
    public const string Body = "ThanVanBan";
    public const string Basis = "CanCu";
    public const string Title = "TenLoai";
    public const string Summary = "TrichYeu";
    public const string Centred = "CanGiua";
    public const string Small = "ChuNho";
    public const string Head = "DauVanBan";
    public const string Rule = "DuongKe";
    public const string Item = "LietKe";
    public const string Addressee = "KinhGui";
    public const string RecipientsTitle = "TieuDeNoiNhan";
    public const string Recipient = "NoiNhan";
    public const string Signature = "ChuKy";
    public const string Cell = "OBang";
    public const string Note = "GhiChu";

    private const string Normal = "Normal";
    private const string Font = "Times New Roman";

    public static Styles All()
    {
        var defaults = new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font }, new FontSize { Val = "26" }, new FontSizeComplexScript { Val = "26" },
                new Languages { Val = "vi-VN", EastAsia = "vi-VN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto })));
        return new Styles(
            defaults,
            new Style(new StyleName { Val = Normal }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = Normal, Default = true },
            Style(Body, "Thân văn bản", JustificationValues.Both, 13, before: 6, indent: 567),
            Style(Basis, "Căn cứ ban hành", JustificationValues.Both, 13, before: 6, indent: 567, italic: true),
            Style(Title, "Tên loại văn bản", JustificationValues.Center, 14, before: 16, bold: true),
            Style(Summary, "Trích yếu", JustificationValues.Center, 13.5, before: 2, bold: true),
            Style(Centred, "Căn giữa", JustificationValues.Center, 13, before: 8),
            Style(Small, "Chữ nhỏ giữa dòng", JustificationValues.Center, 12, before: 3),
            Style(Head, "Đầu văn bản", JustificationValues.Center, 12),
            Style(Rule, "Đường kẻ ngắn", JustificationValues.Center, 1),
            Style(Item, "Liệt kê có số", JustificationValues.Both, 13, before: 3),
            Style(Addressee, "Kính gửi", JustificationValues.Left, 13, before: 2),
            Style(RecipientsTitle, "Tiêu đề nơi nhận", JustificationValues.Left, 12, bold: true, italic: true),
            Style(Recipient, "Nơi nhận", JustificationValues.Left, 11),
            Style(Signature, "Chữ ký", JustificationValues.Center, 13, bold: true),
            Style(Cell, "Ô của bảng", JustificationValues.Left, 11, before: 2, after: 2),
            Style(Note, "Ghi chú", JustificationValues.Left, 12, before: 4, italic: true));
    }

    // Sizes in points, indents in twentieths of a point.
    private static Style Style(
        string id, string name, JustificationValues align, double size, double before = 0, double after = 0, int indent = 0, bool bold = false, bool italic = false)
    {
        var paragraph = new StyleParagraphProperties(new SpacingBetweenLines { Before = Twips(before), After = Twips(after) });
        if (indent > 0)
        {
            paragraph.Append(new Indentation { FirstLine = Twips(indent / 20.0) });
        }

        paragraph.Append(new Justification { Val = align });
        var run = new StyleRunProperties();
        if (bold)
        {
            run.Append(new Bold());
        }

        if (italic)
        {
            run.Append(new Italic());
        }

        run.Append(new FontSize { Val = HalfPoints(size) }, new FontSizeComplexScript { Val = HalfPoints(size) });
        return new Style(new StyleName { Val = name }, new BasedOn { Val = Normal }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
    }

    internal static string Twips(double points) => ((int)Math.Round(points * 20)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static string HalfPoints(double points) => ((int)Math.Round(points * 2)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
