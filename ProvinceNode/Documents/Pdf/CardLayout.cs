namespace ProvinceNode.Documents.Pdf;

/// <summary>A paper of the size of a card, on one side of one page: head, title and number, lines, and a foot with the code on the left and the signature on the right.</summary>
internal static class CardLayout
{
    private const double Largest = 8;
    private const double Smallest = 5;
    private const double Step = 0.25;
    private const double Gutter = 6;
    private const double CodeShare = 0.42;
    private const double CodeSize = 42;

    /// <summary>The largest letters with which everything stands on the card.</summary>
    public static Column Lay(PaperContent paper, PaperFonts fonts, PdfSignaturePlan? plan)
    {
        for (var size = Largest; ; size -= Step)
        {
            var card = Lay(paper, fonts, plan, size);
            if (card.Boxes.Height <= PageFormat.Card.Bottom - PageFormat.Card.Top || size - Step < Smallest)
            {
                return card;
            }
        }
    }

    private static Column Lay(PaperContent paper, PaperFonts fonts, PdfSignaturePlan? plan, double size)
    {
        var card = new Column(fonts, PageFormat.Card.TextWidth, new PdfTag("Document", null));
        Head(card, paper, size);
        card.Add(paper.Title, Centred(size * 1.25) with { Before = 3 }, FontStyle.Bold, "H1");
        card.Add(paper.NumberLine, Centred(size * 0.9));
        foreach (var line in paper.Lines)
        {
            card.Add([new TextSpan(line.Label + ": "), new TextSpan(line.Value, FontStyle.Bold)], new TextStyle(size, TextAlign.Left) { Before = 0.6, Leading = 1.15 });
        }

        Foot(card, paper, plan, size);
        return card;
    }

    private static void Head(Column card, PaperContent paper, double size)
    {
        var small = size * 0.72;
        var right = card.Fonts.Width(FontStyle.Bold, HeadLayout.Nation, small) + 2;
        var (issuer, nation) = (new Column(card.Fonts, card.Width - right - Gutter, card.Root), new Column(card.Fonts, right, card.Root));
        issuer.Add(PaperText.KeepNames(paper.Superior), Centred(small));
        issuer.Add(PaperText.KeepNames(paper.Issuer), Centred(small), FontStyle.Bold);
        nation.Add(HeadLayout.Nation, Centred(small), FontStyle.Bold);
        nation.Add(HeadLayout.Motto, Centred(small), FontStyle.Bold);
        nation.Rule(card.Fonts.Width(FontStyle.Bold, HeadLayout.Motto, small), 0.5);
        card.Boxes.Add(new Box(Math.Max(issuer.Boxes.Height, nation.Boxes.Height), (page, x, y) =>
        {
            issuer.Boxes.Draw(page, x, y);
            nation.Boxes.Draw(page, x + issuer.Width + Gutter, y);
        }));
    }

    private static void Foot(Column card, PaperContent paper, PdfSignaturePlan? plan, double size)
    {
        var left = new Column(card.Fonts, card.Width * CodeShare, card.Root);
        if (paper.CodeText.Length > 0)
        {
            left.Boxes.Add(FootLayout.Code(left, paper, left.Width, CodeSize, size * 0.62));
        }

        var right = new Column(card.Fonts, card.Width - left.Width, card.Root);
        right.Add(PaperText.KeepDate(paper.PlaceAndDate), Centred(size * 0.85), FontStyle.Italic);
        foreach (var signature in paper.Signatures.TakeLast(1))
        {
            foreach (var line in signature.TitleLines)
            {
                right.Add(PaperText.KeepNames(line), Centred(size * 0.85), FontStyle.Bold);
            }

            var height = plan?.HeightOf(card.Fonts, right.Width) ?? 20;
            right.Boxes.Add(new Box(height, (page, x, y) =>
            {
                if (plan is not null)
                {
                    page.Sign(x, y, right.Width, height);
                }
            }) { Before = 1 });
            right.Add(PaperText.Bind(signature.Name), Centred(size * 0.9) with { Before = 1 }, FontStyle.Bold);
        }

        card.Boxes.Add(new Box(Math.Max(left.Boxes.Height, right.Boxes.Height), (page, x, y) =>
        {
            left.Boxes.Draw(page, x, y + Math.Max(0, right.Boxes.Height - left.Boxes.Height));
            right.Boxes.Draw(page, x + left.Width, y);
        }) { Before = 2 });
    }

    private static TextStyle Centred(double size) => new(size, TextAlign.Center) { Leading = 1.15 };
}
