namespace ProvinceNode.Documents.Pdf;

/// <summary>Everything of a paper between its head and its signatures, in the order of Decree 30/2020 Art. 8.</summary>
internal static class BodyLayout
{
    private const double HangingNumber = 20;

    private static readonly TextStyle Title = new(14, TextAlign.Center) { Before = 16 };
    private static readonly TextStyle Summary = new(13.5, TextAlign.Center) { Before = 2 };
    private static readonly TextStyle Small = new(12, TextAlign.Center) { Before = 3 };

    public static void Lay(Column page, PaperContent paper)
    {
        Titles(page, paper);
        Addressees(page, paper.Addressees);
        page.Add(PaperText.KeepNames(paper.Authority), TextStyle.Centred with { Before = 10 }, FontStyle.Bold);
        foreach (var basis in paper.Bases)
        {
            page.Add(basis, TextStyle.Body, FontStyle.Italic);
        }

        page.Add(paper.Resolves, TextStyle.Centred with { Before = 8 }, FontStyle.Bold);
        KeepLast(page, paper.Resolves);
        Paragraphs(page, paper.Paragraphs);
        foreach (var line in paper.Lines)
        {
            page.Add(line.Label.Length == 0 ? [new TextSpan(line.Value)] : [new TextSpan(line.Label + ": "), new TextSpan(line.Value, FontStyle.Bold)], TextStyle.Body with { Before = 4 });
        }

        Items(page, paper);
        foreach (var table in paper.Tables)
        {
            TableLayout.Lay(page, table);
        }

        Paragraphs(page, paper.Closing);
    }

    public static void Lay(Column page, PaperAnnex annex)
    {
        page.Add(annex.Title, new TextStyle(14, TextAlign.Center), FontStyle.Bold, "H1");
        page.Add(annex.Summary, new TextStyle(14, TextAlign.Center) { Before = 2 }, FontStyle.Bold);
        page.Add(annex.Reference, new TextStyle(14, TextAlign.Center) { Before = 2 }, FontStyle.Italic);
        page.Rule(80, 4);
        Paragraphs(page, annex.Paragraphs);
        if (annex.Table is { } table)
        {
            TableLayout.Lay(page, table);
        }

        Paragraphs(page, annex.Closing);
    }

    private static void Titles(Column page, PaperContent paper)
    {
        if (paper.IsLetter)
        {
            page.Space(10);
        }
        else
        {
            page.Add(paper.Title, Title, FontStyle.Bold, "H1");
            // A paper of a citizen has no head of a body to bear its number.
            page.Add(paper.Issuer.Length == 0 ? paper.NumberLine : "", Small);
            if (paper.Summary.Length > 0)
            {
                page.Add(paper.Summary, Summary, FontStyle.Bold);
                page.Rule(page.Longest(paper.Summary, FontStyle.Bold, Summary.Size) * 0.4, 3);
            }
        }

        page.Add(paper.DossierCode.Length > 0 ? $"Mã hồ sơ: {paper.DossierCode}" : "", Small);
        page.Add(paper.HeadNote, Small, FontStyle.Italic);
    }

    private static void Addressees(Column page, IReadOnlyList<string> addressees)
    {
        if (addressees.Count == 1)
        {
            page.Add($"Kính gửi: {addressees[0]}", TextStyle.Centred with { Before = 10 });
            return;
        }

        if (addressees.Count > 1)
        {
            var style = TextStyle.Body with { Align = TextAlign.Left, Indent = 0, Inset = 70, Before = 10 };
            page.Add("Kính gửi:", style);
            foreach (var addressee in addressees)
            {
                page.Boxes[^1].KeepWithNext = true;
                page.Add($"- {addressee}", style with { Inset = 125, Before = 2 });
            }
        }
    }

    private static void Paragraphs(Column page, IReadOnlyList<string> paragraphs)
    {
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.StartsWith("Kính gửi:", StringComparison.Ordinal))
            {
                page.Add(paragraph, TextStyle.Centred with { Before = 10 });
                continue;
            }

            var (start, text) = PaperText.SplitArticle(paragraph);
            page.Add(start.Length > 0 ? [new TextSpan(start, FontStyle.Bold), new TextSpan(text)] : [new TextSpan(text)], TextStyle.Body);
        }
    }

    private static void Items(Column page, PaperContent paper)
    {
        if (paper.Items.Count == 0)
        {
            return;
        }

        page.Add(paper.ItemsTitle, TextStyle.Body);
        KeepLast(page, paper.ItemsTitle);
        var style = page.Fit(TextStyle.Body with { Indent = 0, Inset = TextStyle.Body.Indent + HangingNumber, Before = 3 });
        for (var i = 0; i < paper.Items.Count; i++)
        {
            Numbered(page, $"{i + 1}.", paper.Items[i], style);
        }
    }

    // The number hangs left of the text, and is read before it.
    private static void Numbered(Column page, string number, string text, TextStyle style)
    {
        var tag = new PdfTag("P", page.Root);
        var label = new LineBreaker(page.Fonts, style.Size).Break([new TextSpan(number)], page.Width)[0];
        var left = Math.Min(style.Inset - HangingNumber, style.Inset - label.Width - 4);
        var lines = TextBlock.Lay(page.Fonts, [new TextSpan(text)], style, page.Width, tag);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            page.Boxes.Add(i > 0 ? line : new Box(line.Height, (p, x, y) =>
            {
                p.Begin(tag);
                p.Text(label, x + left, y + (style.LineHeight / 2) + (style.Size * 0.33));
                p.End();
                line.Draw(p, x, y);
            }) { Before = line.Before, KeepWithNext = line.KeepWithNext });
        }
    }

    private static void KeepLast(Column page, string text)
    {
        if (text.Length > 0)
        {
            page.Boxes[^1].KeepWithNext = true;
        }
    }
}
