namespace ProvinceNode.Documents.Pdf;

/// <summary>A piece of a page that is never cut: a line, a row of a table, a signature block.</summary>
internal sealed class Box(double height, Action<PdfPage, double, double> draw)
{
    public double Height { get; } = height;

    /// <summary>Free space over it, not at the top of a page.</summary>
    public double Before { get; set; }

    /// <summary>Stands on the same page as the next piece.</summary>
    public bool KeepWithNext { get; set; }

    /// <summary>Drawn again when this piece begins a page: the header of its table.</summary>
    public Box? Header { get; init; }

    /// <summary>Draws with its upper left corner at a place.</summary>
    public void Draw(PdfPage page, double x, double y) => draw(page, x, y);
}

/// <summary>Pieces one under the other in a column.</summary>
internal sealed class Stack : List<Box>
{
    public double Height => this.Sum(b => b.Height) + this.Skip(1).Sum(b => b.Before);

    public void Draw(PdfPage page, double x, double y)
    {
        for (var i = 0; i < Count; i++)
        {
            y += i == 0 ? 0 : this[i].Before;
            this[i].Draw(page, x, y);
            y += this[i].Height;
        }
    }
}
