using System.Globalization;
using System.Text.Json.Nodes;

namespace NationalServices.NationalPortal;

/// <summary>What a received message is: the dossier itself, a step of its progress, or its status.</summary>
internal enum MessageKind
{
    Dossier,
    Progress,
    Status,
}

/// <summary>
/// What identifies a message of a dossier when it comes again (policy 5.4 [D]: MaHoSo and seq): SoThuTu when sent, else the time it tells of.
/// <c>Text</c> is <c>#12</c> or <c>@20221005083000</c>.
/// </summary>
internal readonly record struct MessageKey(long? Sequence, string Moment)
{
    public string Text => Sequence is { } number ? $"#{number.ToString(CultureInfo.InvariantCulture)}" : $"@{Moment}";
}

/// <summary>A message the portal holds once, with the number of times it came.</summary>
internal sealed class Receipt
{
    public required MessageKey Key { get; init; }

    public required JsonNode Body { get; init; }

    public required string ReceivedAt { get; init; }

    public int Times { get; set; } = 1;
}

/// <summary>A dossier at the portal: as it was created, its progress and its statuses in order of arrival.</summary>
internal sealed class PortalDossier
{
    public required string Id { get; init; }

    public required string Code { get; init; }

    public required Receipt Created { get; init; }

    public List<Receipt> Progress { get; } = [];

    public List<Receipt> Statuses { get; } = [];

    public List<Receipt> Of(MessageKind kind) => kind switch
    {
        MessageKind.Progress => Progress,
        MessageKind.Status => Statuses,
        _ => [Created],
    };

    /// <summary>Messages that came more often than once, counted by their repeats.</summary>
    public int Repeats => Created.Times - 1 + Progress.Sum(receipt => receipt.Times - 1) + Statuses.Sum(receipt => receipt.Times - 1);

    /// <summary>
    /// The status (policy 5.3) of the highest SoThuTu, else of the latest moment, whatever the order of arrival;
    /// before any status came, 2 (received) when NgayTiepNhan was sent, else 1 (newly registered).
    /// </summary>
    public string Status()
    {
        var latest = Statuses.MaxBy(receipt => (receipt.Key.Sequence ?? -1, receipt.Key.Moment), StatusOrder);
        return latest is not null
            ? latest.Body["TrangThai"]!.ToString()
            : string.IsNullOrEmpty(Created.Body["NgayTiepNhan"]?.ToString()) ? "1" : "2";
    }

    private static readonly Comparer<(long Sequence, string Moment)> StatusOrder = Comparer<(long Sequence, string Moment)>.Create((one, other) =>
        one.Sequence != other.Sequence ? one.Sequence.CompareTo(other.Sequence) : string.CompareOrdinal(one.Moment, other.Moment));
}
