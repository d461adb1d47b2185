namespace ProvinceNode.Documents.Pdf;

/// <summary>A4 with the margins of Decree 30/2020, Annex I: 20 mm above and below, 30 mm left, 15 mm right; points. Pure.</summary>
internal sealed record PageFormat(double Width, double Height)
{
    private const double Millimetre = 72 / 25.4;

    public static PageFormat Portrait { get; } = new(210 * Millimetre, 297 * Millimetre);

    public static PageFormat Landscape { get; } = new(297 * Millimetre, 210 * Millimetre);

    public double Left => 30 * Millimetre;

    public double Top => 20 * Millimetre;

    public double Bottom => Height - Top;

    /// <summary>Between the margins.</summary>
    public double TextWidth => Width - Left - (15 * Millimetre);

    public static PageFormat Of(bool landscape) => landscape ? Landscape : Portrait;
}
