namespace ProvinceNode.Documents.Pdf;

/// <summary>A page and its margins in points: A4 of Decree 30/2020, Annex I (20 mm above and below, 30 mm left, 15 mm right), or a card. Pure.</summary>
internal sealed record PageFormat(double Width, double Height)
{
    private const double Millimetre = 72 / 25.4;

    public static PageFormat Portrait { get; } = new(210 * Millimetre, 297 * Millimetre);

    public static PageFormat Landscape { get; } = new(297 * Millimetre, 210 * Millimetre);

    /// <summary>Giấy xác nhận khuyết tật: 66 × 98 mm, light blue (Circular 01/2019, policy 3.11).</summary>
    public static PageFormat Card { get; } = new(98 * Millimetre, 66 * Millimetre)
    {
        Left = 4.5 * Millimetre, Right = 4.5 * Millimetre, Top = 3.5 * Millimetre, Ground = (0.86, 0.94, 1),
    };

    public double Left { get; init; } = 30 * Millimetre;

    public double Right { get; init; } = 15 * Millimetre;

    public double Top { get; init; } = 20 * Millimetre;

    /// <summary>Colour of the whole page as red, green and blue from 0 to 1; null is white.</summary>
    public (double Red, double Green, double Blue)? Ground { get; init; }

    public double Bottom => Height - Top;

    /// <summary>Between the margins.</summary>
    public double TextWidth => Width - Left - Right;

    public static PageFormat Of(bool landscape) => landscape ? Landscape : Portrait;
}
