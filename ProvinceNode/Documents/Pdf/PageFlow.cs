using System.Globalization;

namespace ProvinceNode.Documents.Pdf;

/// <summary>Puts pieces on pages: what must stay together does, a table's header is drawn again, each run of pages counts from one.</summary>
internal sealed class PageFlow(PaperFonts fonts, IReadOnlyList<PdfFont> used, string watermark)
{
    private readonly List<PdfPage> pages = [];

    public IReadOnlyList<PdfPage> Pages => pages;

    /// <summary>Lays a paper or an annex on pages of its own.</summary>
    public void Fill(Stack boxes, PageFormat format)
    {
        PdfPage? page = null;
        var last = -1;
        foreach (var (box, number, y, header) in Places(boxes, format))
        {
            if (number != last)
            {
                (page, last) = (NewPage(format, number + 1), number);
            }

            header?.Draw(page!, format.Left, format.Top);
            box.Draw(page!, format.Left, y);
        }
    }

    /// <summary>Pages that the pieces would take.</summary>
    public static int Count(Stack boxes, PageFormat format) => Places(boxes, format).Select(p => p.Page).LastOrDefault() + 1;

    private static IEnumerable<(Box Box, int Page, double Y, Box? Header)> Places(Stack boxes, PageFormat format)
    {
        var (y, number) = (format.Top, 0);
        for (var i = 0; i < boxes.Count; i++)
        {
            var box = boxes[i];
            var gap = y > format.Top ? box.Before : 0;
            var need = Group(boxes, i);
            var fitsAPage = need + (box.Header?.Height ?? 0) <= format.Bottom - format.Top;
            Box? header = null;
            if (y > format.Top && y + gap + (fitsAPage ? need : box.Height) > format.Bottom + 0.01)
            {
                (number, gap, header) = (number + 1, 0, box.Header);
                y = format.Top + (header?.Height ?? 0);
            }

            yield return (box, number, y + gap, header);
            y += gap + box.Height;
        }
    }

    private static double Group(Stack boxes, int from)
    {
        var need = boxes[from].Height;
        for (var i = from; boxes[i].KeepWithNext && i + 1 < boxes.Count; i++)
        {
            need += boxes[i + 1].Before + boxes[i + 1].Height;
        }

        return need;
    }

    private PdfPage NewPage(PageFormat format, int number)
    {
        var page = new PdfPage(format, used);
        pages.Add(page);
        if (format.Ground is { } ground)
        {
            page.Paint(ground);
        }

        if (watermark.Length > 0)
        {
            page.Watermark(WatermarkLine(format));
        }

        // Centred in the top margin, not on the first page (Decree 30/2020, Annex I).
        if (number > 1)
        {
            var line = new LineBreaker(fonts, 13).Break([new TextSpan(number.ToString(CultureInfo.InvariantCulture))], format.TextWidth)[0];
            page.BeginArtifact();
            page.Text(line, format.Left + ((format.TextWidth - line.Width) / 2), format.Top - 18);
            page.End();
        }

        return page;
    }

    private TextLine WatermarkLine(PageFormat format)
    {
        var room = Math.Min(format.Width, format.Height) * 0.95;
        var size = Math.Min(96, room / fonts.Width(FontStyle.Bold, watermark, 1));
        return new TextLine([new TextSpan(watermark, FontStyle.Bold)], size, fonts.Width(FontStyle.Bold, watermark, size), 0);
    }
}
