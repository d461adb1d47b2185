using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Search;

/// <summary>
/// A name that people of the province bear or bore, as its <see cref="NameKey"/>. Half a million people have a few ten thousand names: words and orders are
/// looked for among these. Who bears it is asked of the people, within the official's scope; a name alone tells nothing of anybody.
/// </summary>
public sealed class PersonName
{
    public required string Name { get; init; }

    /// <summary><see cref="NameKey.Sorted"/> of it.</summary>
    public required string Sorted { get; init; }

    /// <summary><see cref="NameKey.Ends"/> of it.</summary>
    public required string Ends { get; init; }

    /// <summary>Number of its words.</summary>
    public required int Length { get; init; }

    public static PersonName Of(string key) => new() { Name = key, Sorted = NameKey.Sorted(key), Ends = NameKey.Ends(key), Length = NameKey.Words(key).Length };

    internal static void Map(EntityTypeBuilder<PersonName> name)
    {
        name.ToTable("PersonNames");
        name.HasKey(n => n.Name);
        name.Property(n => n.Name).HasMaxLength(NameKey.Longest).UseOrdinal();
        name.Property(n => n.Sorted).HasMaxLength(NameKey.Longest).UseOrdinal();
        name.HasIndex(n => n.Sorted);
        name.Property(n => n.Ends).HasMaxLength(NameKey.Longest).UseOrdinal();
        name.HasIndex(n => new { n.Ends, n.Length });
    }
}

/// <summary>A word and a name that has it.</summary>
public sealed class NameWord
{
    public required string Word { get; init; }

    public required string Name { get; init; }

    public static IEnumerable<NameWord> Of(string key) => NameKey.Words(key).Distinct(StringComparer.Ordinal).Select(w => new NameWord { Word = w, Name = key });

    internal static void Map(EntityTypeBuilder<NameWord> word)
    {
        word.ToTable("NameWords");
        word.HasKey(w => new { w.Word, w.Name });
        word.Property(w => w.Word).HasMaxLength(NameKey.Longest).UseOrdinal();
        word.Property(w => w.Name).HasMaxLength(NameKey.Longest).UseOrdinal();
        word.HasIndex(w => w.Name);
    }
}

/// <summary>A person whose record is new or changed and was not compared with the others yet.</summary>
public sealed class UncheckedPerson
{
    public required Guid BeneficiaryId { get; init; }

    /// <summary>Grows by one with each change, so that a change during the comparison is not lost.</summary>
    public long Changes { get; set; }

    internal static void Map(EntityTypeBuilder<UncheckedPerson> person)
    {
        person.ToTable("UncheckedPeople");
        person.HasKey(p => p.BeneficiaryId);
        person.Property(p => p.BeneficiaryId).ValueGeneratedNever();
        person.Property(p => p.Changes).IsConcurrencyToken();
    }
}
