using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways;

namespace NationalHub.Duplicates;

/// <summary>
/// Which version of a person's record was compared, and the keys by which he is found: hashes with the gateway's key, so that twelve digits cannot be tried one by one by who has the database
/// alone. Null where there is no such key.
/// </summary>
public sealed class ComparedPerson
{
    public required string ProvinceCode { get; init; }

    public required string BeneficiaryId { get; init; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    public string? Number { get; set; }

    public string? OldNumber { get; set; }

    /// <summary>Name, whole birth date and sex of who has one kind of number alone.</summary>
    public string? NameBirth { get; set; }

    public PersonKey Key => new(ProvinceCode, BeneficiaryId);

    /// <summary>Takes the keys of a record; none for one that is erased or part of another.</summary>
    internal void Take(PersonTraits? traits, GatewayKey key)
    {
        Number = traits is { Number.Length: > 0 } ? NumberHash.Of(key, traits.Number) : null;
        OldNumber = traits is { OldNumber.Length: > 0 } ? NumberHash.Of(key, traits.OldNumber) : null;
        NameBirth = traits is { HasOneKind: true, HasTellingBirth: true, Name.Length: > 0 } ? key.Hash($"person {traits.Name}|{traits.Birth}|{traits.Sex}") : null;
    }

    internal static void Map(ModelBuilder model) => model.Entity<ComparedPerson>(e =>
    {
        e.ToTable("ComparedPeople");
        e.HasKey(p => new { p.ProvinceCode, p.BeneficiaryId });
        e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.BeneficiaryId).HasMaxLength(36).IsUnicode(false);
        e.Property(p => p.Number).HasMaxLength(64).IsUnicode(false);
        e.Property(p => p.OldNumber).HasMaxLength(64).IsUnicode(false);
        e.Property(p => p.NameBirth).HasMaxLength(64).IsUnicode(false);
        e.Ignore(p => p.Key);
        e.HasIndex(p => p.Number);
        e.HasIndex(p => p.OldNumber);
        e.HasIndex(p => p.NameBirth);
    });
}
