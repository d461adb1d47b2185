namespace ProvinceNode.Documents.Pdf;

/// <summary>A table of a paper: the header on each page, rows whole unless one is longer than a page, words never cut while the columns can give way.</summary>
internal static class TableLayout
{
    private const double Padding = 3;
    private const double Leading = 1.2;
    private const double LargestSize = 11;
    private const double SmallestForComfort = 10;
    private const double SmallestSize = 8;
    private const double SmallestDenseSize = 7;
    private const int SampleRows = 24;

    public static void Lay(Column page, PaperTable table)
    {
        page.Add(table.Title, TextStyle.Centred, FontStyle.Bold);
        if (table.Title.Length > 0)
        {
            page.Boxes[^1].KeepWithNext = true;
        }

        var (size, widths) = Fit(page.Fonts, page.Width, table);
        var grid = new Grid(page, table, size, widths, new PdfTag("Table", page.Root));
        var header = grid.Row([.. table.Columns.Select(c => c.Header)], true, null)[0];
        header.Before = 6;
        header.KeepWithNext = true;
        page.Boxes.Add(header);
        var again = grid.Repeated();
        var strong = table.Strong.ToHashSet();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            page.Boxes.AddRange(grid.Row(table.Rows[i], false, again, strong.Contains(i)));
            // Neither does the head of a group end a page, nor its sum begin one.
            page.Boxes[^1].KeepWithNext = strong.Contains(i) ? i + 1 < table.Rows.Count && !strong.Contains(i + 1) : strong.Contains(i + 1);
        }

        foreach (var row in table.Footers)
        {
            page.Boxes[^1].KeepWithNext = true; // a sum does not begin a page
            page.Boxes.AddRange(grid.Row(row, false, again, true));
        }

        if (table.Caption.Length > 0)
        {
            page.Boxes[^1].KeepWithNext = true;
            page.Add(table.Caption, new TextStyle(12, TextAlign.Left) { Before = 4 }, FontStyle.Italic);
        }
    }

    /// <summary>Size of the letters and widths of the columns: smaller letters only where they save rows enough; under 8 pt long words are cut instead.</summary>
    public static (double Size, double[] Widths) Fit(PaperFonts fonts, double width, PaperTable table)
    {
        var weights = table.Columns.Select(c => Math.Max(c.Weight, 0.01)).ToArray();
        var strong = table.Strong.ToHashSet();
        var sample = table.Rows.Where((_, i) => !strong.Contains(i)).Take(SampleRows).ToList();
        (double Size, double[] Widths, double Cost) best = (0, [], double.MaxValue);
        var smallest = table.Dense ? SmallestDenseSize : SmallestSize;
        for (var size = LargestSize; size >= smallest; size -= 0.5)
        {
            var least = Least(fonts, table, size);
            var fits = least.Sum() <= width;
            if (best.Size > 0 && (!fits || size < SmallestForComfort))
            {
                break;
            }

            if (fits || size == smallest)
            {
                var widths = Share(width, weights, least);
                var breaker = new LineBreaker(fonts, size);
                var height = sample.Sum(r => widths.Select((w, i) => breaker.Break([new TextSpan(Cell(r, i))], w - (2 * Padding)).Count).Max() * size * Leading);
                var cost = height * Math.Pow(LargestSize / size, 2);
                best = best.Size == 0 || cost < best.Cost ? (size, widths, cost) : best;
            }
        }

        return (best.Size, best.Widths);
    }

    private static double[] Least(PaperFonts fonts, PaperTable table, double size)
    {
        var (breaker, strong) = (new LineBreaker(fonts, size), table.Strong.ToHashSet());
        return [.. table.Columns.Select((c, i) => (2 * Padding) + 0.5 + Math.Max(
            breaker.Widest(c.Header, FontStyle.Bold),
            table.Rows.Select((r, at) => (Row: r, Bold: strong.Contains(at))).Concat(table.Footers.Select(r => (Row: r, Bold: true))).Where(r => !r.Bold || i > 0 || table.Lead < 2)
                .Select(r => breaker.Widest(Cell(r.Row, i), r.Bold ? FontStyle.Bold : FontStyle.Regular, c.Cuts)).DefaultIfEmpty(0).Max()))];
    }

    // By weight, but no column narrower than its longest word; the others share what is left.
    private static double[] Share(double width, double[] weights, double[] least)
    {
        var sum = least.Sum();
        if (sum >= width)
        {
            return [.. least.Select(l => l / sum * width)];
        }

        var held = new bool[weights.Length];
        while (true)
        {
            var free = width - least.Where((_, i) => held[i]).Sum();
            var shares = weights.Where((_, i) => !held[i]).Sum();
            var narrow = Enumerable.Range(0, weights.Length).Where(i => !held[i] && weights[i] / shares * free < least[i]).ToList();
            if (narrow.Count == 0)
            {
                return [.. weights.Select((w, i) => held[i] ? least[i] : w / shares * free)];
            }

            narrow.ForEach(i => held[i] = true);
        }
    }

    private static string Cell(IReadOnlyList<string> row, int column) => column < row.Count ? row[column] : "";

    private sealed class Grid(Column page, PaperTable table, double size, double[] widths, PdfTag tag)
    {
        private readonly LineBreaker breaker = new(page.Fonts, size);
        private readonly double lineHeight = size * Leading;
        private readonly double width = widths.Sum();

        // A row that no page could hold goes on over pages, chunk by chunk.
        private readonly int longest = (int)((PageFormat.Landscape.Bottom - PageFormat.Landscape.Top) * 0.75 / (size * Leading));

        private readonly int lead = Math.Clamp(table.Lead, 1, widths.Length);

        public List<Box> Row(IReadOnlyList<string> cells, bool header, Box? repeated, bool strong = false)
        {
            var row = new PdfTag("TR", tag);
            // What heads or sums up has its words across the first columns.
            var first = strong && !header ? lead : 1;
            double[] across = first == 1 ? widths : [widths.Take(first).Sum(), .. widths.Skip(first)];
            IReadOnlyList<string> shown = first == 1 ? cells : [Cell(cells, 0), .. cells.Skip(first)];
            var tags = across.Select((_, i) => new PdfTag(header ? "TH" : "TD", row) { Columns = i == 0 ? first : 1 }).ToArray();
            var lines = Lines(shown, across, header || strong ? FontStyle.Bold : FontStyle.Regular);
            var count = Math.Max(1, lines.Max(l => l.Count));
            List<Box> boxes = [];
            for (var from = 0; from < count; from += longest)
            {
                var part = count <= longest ? lines : [.. lines.Select(l => l.Skip(from).Take(longest).ToList())];
                boxes.Add(new Box(HeightOf(part), (p, x, y) => Draw(p, (x, y), part, tags, across, header)) { Header = repeated });
            }

            return boxes;
        }

        /// <summary>The header as it stands on later pages: seen, but not read again.</summary>
        public Box Repeated()
        {
            var lines = Lines([.. table.Columns.Select(c => c.Header)], widths, FontStyle.Bold);
            return new Box(HeightOf(lines), (p, x, y) => Draw(p, (x, y), lines, null, widths, true));
        }

        private List<TextLine>[] Lines(IReadOnlyList<string> cells, double[] across, FontStyle face) =>
            [.. across.Select((w, i) => breaker.Break([new TextSpan(Cell(cells, i), face)], w - (2 * Padding)))];

        private double HeightOf(List<TextLine>[] cells) => (Math.Max(1, cells.Max(l => l.Count)) * lineHeight) + (2 * Padding);

        private void Draw(PdfPage p, (double X, double Y) at, List<TextLine>[] cells, PdfTag[]? tags, double[] across, bool header)
        {
            var (x, y, height, skipped) = (at.X, at.Y, HeightOf(cells), widths.Length - across.Length);
            Lines(p, x, y, height, across);
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Count > 0)
                {
                    Mark(p, tags?[i]);
                    var align = header ? TextAlign.Center : skipped > 0 && i == 0 ? TextAlign.Left : Align(i == 0 ? 0 : i + skipped);
                    Text(p, x, y + ((height - (cells[i].Count * lineHeight)) / 2), cells[i], align, across[i]);
                    p.End();
                }

                x += across[i];
            }
        }

        private void Text(PdfPage p, double x, double y, List<TextLine> lines, TextAlign align, double column)
        {
            foreach (var line in lines)
            {
                p.Text(line, x + Padding + TextBlock.Start(align, column - (2 * Padding), line.Width), y + (lineHeight / 2) + (size * 0.33));
                y += lineHeight;
            }
        }

        private static void Mark(PdfPage p, PdfTag? cell)
        {
            if (cell is null)
            {
                p.BeginArtifact();
            }
            else
            {
                p.Begin(cell);
            }
        }

        private void Lines(PdfPage p, double x, double y, double height, double[] across)
        {
            p.BeginArtifact();
            p.Rule(x, y, x + width, y, 0.5);
            p.Rule(x, y + height, x + width, y + height, 0.5);
            p.Rule(x, y, x, y + height, 0.5);
            foreach (var column in across)
            {
                x += column;
                p.Rule(x, y, x, y + height, 0.5);
            }

            p.End();
        }

        private TextAlign Align(int column) => table.Columns[column].Align switch
        {
            PaperAlign.Center => TextAlign.Center,
            PaperAlign.Right => TextAlign.Right,
            _ => TextAlign.Left,
        };
    }
}
