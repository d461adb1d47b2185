using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>Renders a paper as PDF 1.7 in the layout of Decree 30/2020: fonts packed, text extractable, structure tagged, in Vietnamese.</summary>
public static class PaperPdf
{
    /// <param name="paper">Content, as issued or as a draft.</param>
    /// <param name="fonts">The four faces, usually <see cref="PaperFonts.Shipped"/>.</param>
    /// <param name="options">Identity, time, and the plan of a signature.</param>
    public static PdfPaper Render(PaperContent paper, PaperFonts fonts, PdfOptions options)
    {
        PdfFont[] used = [.. Enum.GetValues<FontStyle>().Select(s => new PdfFont(fonts[s], s))];
        var flow = new PageFlow(fonts, used, paper.WatermarkText.Normalize());
        if (paper.Card)
        {
            options = options with { Signature = options.Signature?.OnCard };
            var card = CardLayout.Lay(paper, fonts, options.Signature);
            flow.Fill(card.Boxes, PageFormat.Card);
            return Write(paper, options, flow.Pages, used, (fonts, card.Root));
        }

        var format = PageFormat.Of(paper.Landscape);
        var page = Fitted(paper, fonts, options, format);
        flow.Fill(page.Boxes, format);
        foreach (var annex in paper.Annexes)
        {
            var lying = PageFormat.Of(annex.Landscape);
            var column = new Column(fonts, lying.TextWidth, page.Root);
            BodyLayout.Lay(column, annex);
            flow.Fill(column.Boxes, lying);
        }

        return Write(paper, options, flow.Pages, used, (fonts, page.Root));
    }

    // Spaced as usual; tighter, within what Decree 30/2020 allows, where that saves a page.
    private static Column Fitted(PaperContent paper, PaperFonts fonts, PdfOptions options, PageFormat format)
    {
        var page = Lay(paper, fonts, options, 0);
        var pages = PageFlow.Count(page.Boxes, format);
        for (var tightness = 1; pages > 1 && tightness <= 2; tightness++)
        {
            var tighter = Lay(paper, fonts, options, tightness);
            if (PageFlow.Count(tighter.Boxes, format) < pages)
            {
                return tighter;
            }
        }

        return page;
    }

    private static Column Lay(PaperContent paper, PaperFonts fonts, PdfOptions options, int tightness)
    {
        var page = new Column(fonts, PageFormat.Of(paper.Landscape).TextWidth, new PdfTag("Document", null), tightness);
        if (paper.Original is { } original)
        {
            Text(page, original);
            FootLayout.Lay(page, original, null);
            page.Space(14);
            page.Rule(page.Width);
            HeadLayout.Copy(page, paper);
            FootLayout.Lay(page, paper, options.Signature);
            return page;
        }

        Text(page, paper);
        FootLayout.Lay(page, paper, options.Signature);
        return page;
    }

    private static void Text(Column page, PaperContent paper)
    {
        HeadLayout.Lay(page, paper);
        BodyLayout.Lay(page, paper);
        if (paper.Issuer.Length == 0)
        {
            page.Add(PaperText.KeepDate(paper.PlaceAndDate), new TextStyle(13, TextAlign.Right) { Before = 10 }, FontStyle.Italic);
        }
    }

    private static PdfPaper Write(PaperContent paper, PdfOptions options, IReadOnlyList<PdfPage> pages, PdfFont[] used, (PaperFonts Fonts, PdfTag Root) drawn)
    {
        var file = new PdfFile();
        var (catalog, tree, resources, structure) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        foreach (var page in pages)
        {
            page.Number = file.Reserve();
        }

        var signed = options.Signature is { } plan && pages.FirstOrDefault(p => p.SignatureField is not null) is { } where
            ? SignatureField.Write(file, plan, where, drawn.Fonts, used, resources) : default;
        for (var i = 0; i < pages.Count; i++)
        {
            Page(file, pages[i], i, (tree, resources), signed.Page == pages[i] ? signed.Field : 0);
        }

        file.Add(tree, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(p => $"{p.Number} 0 R"))}]>>");
        file.Add(resources, $"<</ProcSet[/PDF/Text]/Font<<{string.Concat(used.Where(f => f.Used).Select(f => $"/{f.Key} {f.Write(file)} 0 R"))}>>>>");
        Structure(file, structure, drawn.Root, pages);
        var title = Title(paper);
        file.Add(catalog, $"<</Type/Catalog/Pages {tree} 0 R/Lang(vi-VN)/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata {Metadata(file, title, options)} 0 R{(signed.Field > 0 ? $"/AcroForm<</Fields[{signed.Field} 0 R]/SigFlags 3>>" : "")}>>");
        var info = file.Add($"<</Title{PdfFile.Text(title)}/Author{PdfFile.Text(Author(paper, options))}/Creator(BaoTroXaHoi)/Producer(BaoTroXaHoi)/CreationDate{PdfFile.Date(options.CreatedAt)}/ModDate{PdfFile.Date(options.CreatedAt)}>>");
        var bytes = file.Finish(catalog, info, Convert.ToHexString(SHA256.HashData(options.Id.ToByteArray()).AsSpan(0, 16)));
        return SignatureField.Close(bytes, pages.Count, signed.Signature);
    }

    private static void Page(PdfFile file, PdfPage page, int index, (int Tree, int Resources) shared, int field)
    {
        var content = file.AddStream("", Encoding.ASCII.GetBytes(page.Content));
        var annotations = field > 0 ? $"/Annots[{field} 0 R]" : "";
        file.Add(page.Number, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Page/Parent {shared.Tree} 0 R/MediaBox[0 0 {page.Format.Width:0.##} {page.Format.Height:0.##}]/Resources {shared.Resources} 0 R/Contents {content} 0 R/StructParents {index}/Tabs/S{annotations}>>"));
    }

    private static void Structure(PdfFile file, int number, PdfTag root, IReadOnlyList<PdfPage> pages)
    {
        root.Write(file, number);
        var back = string.Join(' ', pages.Select((p, i) => $"{i}[{string.Join(' ', p.Tags.Select(t => $"{t.Number} 0 R"))}]"));
        var parents = file.Add($"<</Nums[{back}]>>");
        file.Add(number, $"<</Type/StructTreeRoot/K {root.Number} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {pages.Count}>>");
    }

    private static int Metadata(PdfFile file, string title, PdfOptions options)
    {
        var time = options.CreatedAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var packet = $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{System.Security.SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """;
        return file.AddStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(packet));
    }

    private static string Title(PaperContent paper) =>
        string.Join(" – ", new[] { $"{paper.Title} {paper.Summary}".Trim(), paper.NumberLine, paper.DossierCode }.Where(t => t.Length > 0)).Normalize();

    private static string Author(PaperContent paper, PdfOptions options) => options.Author.Length > 0 ? options.Author : paper.Issuer;
}
