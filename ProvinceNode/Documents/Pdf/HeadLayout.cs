namespace ProvinceNode.Documents.Pdf;

/// <summary>Head of a paper: issuer and number on the left, the nation's name, motto, place and date on the right (Decree 30/2020, Annex I, II.1-4).</summary>
internal static class HeadLayout
{
    internal const string Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    internal const string Motto = "Độc lập - Tự do - Hạnh phúc";
    private const double Gutter = 10;

    private static readonly TextStyle Twelve = new(12, TextAlign.Center) { Leading = 1.2 };
    private static readonly TextStyle Thirteen = new(13, TextAlign.Center) { Leading = 1.2 };

    public static void Lay(Column page, PaperContent paper)
    {
        var right = RightWidth(page, paper);
        var alone = paper.Issuer.Length == 0;
        var nation = new Column(page.Fonts, alone ? page.Width : right, page.Root);
        var issuer = new Column(page.Fonts, page.Width - right - Gutter, page.Root);
        if (!alone)
        {
            Issuer(issuer, paper);
        }

        nation.Add(Nation, Twelve, FontStyle.Bold);
        nation.Add(Motto, Thirteen, FontStyle.Bold);
        nation.Rule(page.Fonts.Width(FontStyle.Bold, Motto, 13), 1.5);
        if (alone)
        {
            page.Boxes.AddRange(nation.Boxes);
            return;
        }

        var (number, date) = Second(page, paper, issuer.Width, nation.Width);
        var first = Math.Max(issuer.Boxes.Height, nation.Boxes.Height) + 4;
        page.Boxes.Add(new Box(first + Math.Max(number.Boxes.Height, date.Boxes.Height), (p, x, y) =>
        {
            issuer.Boxes.Draw(p, x, y);
            number.Boxes.Draw(p, x, y + first);
            nation.Boxes.Draw(p, x + issuer.Width + Gutter, y);
            date.Boxes.Draw(p, x + issuer.Width + Gutter, y + first);
        }));
    }

    /// <summary>Head of the block under a copied text: the copying body with its number on the left, the form of the copy, place and date on the right (Decree 30/2020, Annex I, part III).</summary>
    public static void Copy(Column page, PaperContent paper)
    {
        var right = RightWidth(page, paper);
        var form = new Column(page.Fonts, right, page.Root);
        var issuer = new Column(page.Fonts, page.Width - right - Gutter, page.Root);
        Issuer(issuer, paper);
        form.Add(paper.Title, Twelve with { Before = 0 }, FontStyle.Bold, "H1");
        var (number, date) = Second(page, paper, issuer.Width, form.Width);
        var first = Math.Max(issuer.Boxes.Height, form.Boxes.Height) + 4;
        page.Boxes.Add(new Box(first + Math.Max(number.Boxes.Height, date.Boxes.Height), (p, x, y) =>
        {
            issuer.Boxes.Draw(p, x, y);
            number.Boxes.Draw(p, x, y + first);
            form.Boxes.Draw(p, x + issuer.Width + Gutter, y);
            date.Boxes.Draw(p, x + issuer.Width + Gutter, y + first);
        }) { Before = 8 });
    }

    // Number and date stand on one line, whichever column is longer above them.
    private static (Column Number, Column Date) Second(Column page, PaperContent paper, double left, double right)
    {
        var (number, date) = (new Column(page.Fonts, left, page.Root), new Column(page.Fonts, right, page.Root));
        number.Add(paper.NumberLine, Thirteen);
        date.Add(PaperText.KeepDate(paper.PlaceAndDate), Thirteen, FontStyle.Italic);
        if (paper.IsLetter)
        {
            number.Add(paper.Summary, Twelve with { Before = 3 });
        }

        return (number, date);
    }

    private static void Issuer(Column column, PaperContent paper)
    {
        column.Add(PaperText.KeepNames(paper.Superior), Twelve);
        var issuer = PaperText.KeepNames(paper.Issuer);
        column.Add(issuer, Twelve, FontStyle.Bold);
        column.Rule(column.Longest(issuer, FontStyle.Bold, 12) * 0.4);
    }

    // The nation's name never breaks; a long place and date may ask for more, up to three fifths of the page.
    private static double RightWidth(Column page, PaperContent paper) => Math.Max(
        page.Fonts.Width(FontStyle.Bold, Nation, 12) + 2,
        Math.Min(page.Width * 0.6, page.Fonts.Width(FontStyle.Italic, paper.PlaceAndDate, 13) + 2));
}
