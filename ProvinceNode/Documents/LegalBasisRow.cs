using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Documents;

/// <summary>A text that the province adds to the legal bases, e.g. a resolution of its People's Council, with the days in force.</summary>
public sealed class LegalBasisRow
{
    public int Id { get; set; }

    /// <summary>E.g. NQ12-2023.</summary>
    public required string Code { get; set; }

    /// <summary>Topics of <see cref="LegalBases"/>, separated by commas.</summary>
    public required string Topics { get; set; }

    /// <summary>Place among the bases; resolutions stand before circulars.</summary>
    public int Order { get; set; } = 85;

    /// <summary>As cited, without "Căn cứ" and without a full stop.</summary>
    public required string Text { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public LegalBasis AsBasis() => new(Code, Topics.Split(','), Order, Text, ValidFrom, ValidTo) { Own = true };

    internal static void Map(EntityTypeBuilder<LegalBasisRow> basis)
    {
        basis.ToTable("LegalBases");
        basis.Property(b => b.Code).HasMaxLength(40);
        basis.Property(b => b.Topics).HasMaxLength(200);
        basis.Property(b => b.Text).HasMaxLength(600);
        basis.HasIndex(b => new { b.Code, b.ValidFrom }).IsUnique();
    }
}
