namespace ProvinceNode.Documents.Pdf;

/// <summary>Foot of a paper: Nơi nhận and the QR code on the left, signatures on the right (Decree 30/2020, Annex I, II.7-9).</summary>
internal static class FootLayout
{
    private const double Gutter = 4;
    private const double SigningRoom = 58;
    private const double TightSigningRoom = 48;
    private const double CodeSize = 62;

    private static readonly TextStyle Bold = new(13, TextAlign.Center) { Leading = 1.2 };
    private static readonly TextStyle Note = new(11, TextAlign.Justify) { Before = 4, Leading = 1.2 };
    private static readonly TextStyle CodeText = new(9, TextAlign.Left) { Leading = 1.2 };

    /// <summary>The rows of the foot; the first stays with the end of the text.</summary>
    public static void Lay(Column page, PaperContent paper, PdfSignaturePlan? plan)
    {
        page.KeepEnd(2);
        var target = plan is null ? -1 : Math.Clamp(plan.Signature ?? paper.Signatures.Count - 1, 0, Math.Max(0, paper.Signatures.Count - 1));
        var hasLeft = paper.Recipients.Count > 0 || paper.Signatures.Count == 1;
        var (taken, first) = (0, true);
        while (first || taken < paper.Signatures.Count)
        {
            var left = first && hasLeft ? Left(page, paper) : null;
            var columns = paper.Signatures.Skip(taken).Take(PerRow(page) - (left is null ? 0 : 1)).Select((s, i) => (Block: s, Plan: taken + i == target ? plan : null)).ToList();
            page.Boxes[^1].KeepWithNext = true;
            Row(page, left, columns, taken == 0 ? columns.Count : PerRow(page));
            taken += columns.Count;
            first = false;
        }

        for (var i = 0; i < paper.Notes.Count; i++)
        {
            page.Add(paper.Notes[i], i == 0 ? Note with { Before = 12 } : Note, FontStyle.Italic);
        }

        if (!hasLeft && paper.CodeText.Length > 0)
        {
            page.Boxes.Add(Code(page, paper, page.Width, CodeSize, CodeText.Size));
            page.Boxes[^1].Before = 8;
        }
    }

    // A later row is filled from the right, where the highest signs.
    private static int PerRow(Column page) => page.Width > PageFormat.Portrait.TextWidth + 1 ? 5 : 3;

    private static Column Left(Column page, PaperContent paper)
    {
        var signatures = Math.Min(paper.Signatures.Count, 2);
        var left = new Column(page.Fonts, signatures < 2 ? page.Width * 0.46 : page.Width * 0.36, page.Root);
        if (paper.Recipients.Count > 0)
        {
            left.Add("Nơi nhận:", new TextStyle(12, TextAlign.Left) { Leading = 1.2 }, FontStyle.BoldItalic);
        }

        foreach (var recipient in paper.Recipients)
        {
            left.Add($"- {recipient}", new TextStyle(11, TextAlign.Left) { Leading = 1.2 });
        }

        if (paper.CodeText.Length > 0)
        {
            left.Boxes.Add(Code(left, paper, left.Width, CodeSize, CodeText.Size));
            left.Boxes[^1].Before = 10;
        }

        return left;
    }

    private static void Row(Column page, Column? left, List<(SignatureBlock Block, PdfSignaturePlan? Plan)> signatures, int across)
    {
        var start = left is null ? 0 : left.Width + Gutter;
        var width = across == 0 ? 0 : (page.Width - start - (Gutter * (across - 1))) / across;
        start += (width + Gutter) * (across - signatures.Count);
        var columns = signatures.Select(s => (Top: Top(page, s.Block, width), Middle: Middle(page, s.Block, s.Plan, width), Name: Name(page, s.Block, width))).ToList();
        var top = columns.Select(c => c.Top.Boxes.Height).DefaultIfEmpty(0).Max();
        var middle = columns.Select(c => c.Middle.Height).DefaultIfEmpty(0).Max();
        var name = columns.Select(c => c.Name.Boxes.Height).DefaultIfEmpty(0).Max();
        page.Boxes.Add(new Box(Math.Max(left?.Boxes.Height ?? 0, top + middle + name), (p, x, y) =>
        {
            left?.Boxes.Draw(p, x, y);
            x += start;
            foreach (var (head, room, signer) in columns)
            {
                head.Boxes.Draw(p, x, y);
                room.Draw(p, x, y + top);
                signer.Boxes.Draw(p, x, y + top + middle);
                x += width + Gutter;
            }
        }) { Before = 14 });
    }

    private static Column Top(Column page, SignatureBlock block, double width)
    {
        var top = new Column(page.Fonts, width, page.Root);
        foreach (var line in block.TitleLines)
        {
            top.Add(PaperText.KeepNames(line), Bold, FontStyle.Bold);
        }

        top.Add(block.Hint, Bold with { Size = 12 }, FontStyle.Italic);
        return top;
    }

    // Room for a hand's signature and seal, the text that stands for them, or the field of the electronic signature.
    private static Box Middle(Column page, SignatureBlock block, PdfSignaturePlan? plan, double width)
    {
        if (plan is not null)
        {
            var height = plan.HeightOf(page.Fonts, width);
            return new Box(height + 12, (p, x, y) => p.Sign(x, y + 6, width, height));
        }

        var seal = new Column(page.Fonts, width, page.Root);
        foreach (var line in block.Seal)
        {
            seal.Add(line, CodeText with { Align = TextAlign.Center, Size = 10 });
        }

        return new Box(Math.Max(page.Tightness > 1 ? TightSigningRoom : SigningRoom, seal.Boxes.Height + 12), (p, x, y) => seal.Boxes.Draw(p, x, y + 6));
    }

    private static Column Name(Column page, SignatureBlock block, double width)
    {
        var name = new Column(page.Fonts, width, page.Root);
        name.Add(PaperText.Bind(block.Name), Bold, FontStyle.Bold);
        return name;
    }

    /// <summary>The QR code with the address beside it.</summary>
    /// <param name="size">Edge of the code in points.</param>
    /// <param name="letters">Size of the address.</param>
    internal static Box Code(Column page, PaperContent paper, double width, double size, double letters)
    {
        var cells = PaperCode.Cells(paper.CodeText);
        var figure = new PdfTag("Figure", page.Root) { Alternative = "Mã QR để xác thực hoặc tra cứu văn bản này" };
        var (text, style) = (new Column(page.Fonts, width - size - 6, page.Root), CodeText with { Size = letters });
        if (paper.VerifyUrl.Length > 0)
        {
            // The code stands on a line of its own, so that who types it finds its groups whole.
            var code = paper.VerifyUrl.LastIndexOf('/') + 1;
            text.Add("Xác thực, tra cứu tại:", style);
            text.Add($"{paper.VerifyUrl[..code]}\n{paper.VerifyUrl[code..]}".Trim(), style);
        }

        return new Box(Math.Max(size, text.Boxes.Height), (p, x, y) =>
        {
            p.Begin(figure);
            var cell = size / (cells.Length + 2);
            foreach (var (column, row, length) in PaperCode.Runs(cells))
            {
                p.Fill(x + ((column + 1) * cell), y + ((row + 1) * cell), length * cell, cell);
            }

            p.End();
            text.Boxes.Draw(p, x + size + 6, y + Math.Max(0, (size - text.Boxes.Height) / 2));
        });
    }
}
