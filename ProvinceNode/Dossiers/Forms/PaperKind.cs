namespace ProvinceNode.Dossiers.Forms;

/// <summary>A kind of paper.</summary>
/// <param name="Code">Stored in <see cref="Attachment.Paper"/>.</param>
/// <param name="PortalRow">Row of the national portal's list of nine for 1.001776 (policy 3.3); null elsewhere.</param>
public sealed record PaperKind(string Code, string Name, string Hint, int? PortalRow = null)
{
    /// <summary>Name before a day, when a text changed what is shown.</summary>
    public (DateOnly Until, string Name)? Before { get; init; }

    /// <summary>Name of a day from the code lists in force; null: always <see cref="Name"/>, and so where it is empty on a day.</summary>
    public Func<DateOnly, string>? NameOf { get; init; }

    public string NameOn(DateOnly day) => Before is { } before && day <= before.Until ? before.Name : NameOf?.Invoke(day) is { Length: > 0 } name ? name : Name;
}
