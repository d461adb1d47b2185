using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Block P of the declaration forms (policy 3.3): the person as declared.</summary>
public sealed record PersonData
{
    public string FullName
    {
        get;
        set => (field, FoldedName, SortName) = (value, VietnameseText.Fold(value), VietnameseText.SortKey(value));
    } = "";

    /// <summary>The name for search: lower case, without accents. Follows <see cref="FullName"/>.</summary>
    public string FoldedName { get; private set; } = "";

    /// <summary>Orders lists as Vietnamese lists are: by given name, then family name. Follows <see cref="FullName"/>.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>1 nam, 2 nữ.</summary>
    public int Sex { get; set; }

    /// <summary>Code of the ethnic group, 01–56.</summary>
    public string EthnicCode { get; set; } = "01";

    /// <summary>12-digit personal number, or empty when not yet given.</summary>
    public string CitizenId { get; set; } = "";

    /// <summary>9-digit CMND, kept as the old number.</summary>
    public string OldIdentityNumber { get; set; } = "";

    /// <summary>Commune of residence: its code on the day of filing.</summary>
    public string CommuneCode { get; set; } = "";

    public string CommuneName { get; set; } = "";

    /// <summary>Thôn, bản, tổ dân phố, số nhà.</summary>
    public string Village { get; set; } = "";

    /// <summary>Letters of a village, street and house at most.</summary>
    public const int MostVillage = 200;

    public string Phone { get; set; } = "";

    internal static void Map<TOwner>(OwnedNavigationBuilder<TOwner, PersonData> person)
        where TOwner : class
    {
        person.Property(p => p.FullName).HasMaxLength(120);
        person.Property(p => p.FoldedName).HasMaxLength(120).UseOrdinal();
        person.Property(p => p.SortName).HasMaxLength(300).UseOrdinal();
        person.Property(p => p.BirthDate).HasMaxLength(10);
        person.Property(p => p.EthnicCode).HasMaxLength(2);
        person.Property(p => p.CitizenId).HasMaxLength(12).UseOrdinal();
        person.HasIndex(p => p.CitizenId);
        person.Property(p => p.OldIdentityNumber).HasMaxLength(12).UseOrdinal();
        person.Property(p => p.CommuneCode).HasMaxLength(5);
        person.Property(p => p.CommuneName).HasMaxLength(120);
        person.Property(p => p.Village).HasMaxLength(MostVillage);
        person.Property(p => p.Phone).HasMaxLength(20);
    }
}

/// <summary>Who filed the dossier: the person, or the one who declares for him (người khai thay).</summary>
public sealed record ApplicantData
{
    public const int MostEmail = 120;

    public bool IsOwner { get; set; } = true;

    public string FullName { get; set; } = "";

    public string CitizenId { get; set; } = "";

    /// <summary>Relation to the owner, e.g. con, cháu, người giám hộ.</summary>
    public string Relation { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>As told at the desk; empty when none was.</summary>
    public string Email { get; set; } = "";

    internal static void Map<TOwner>(OwnedNavigationBuilder<TOwner, ApplicantData> applicant)
        where TOwner : class
    {
        applicant.Property(a => a.FullName).HasMaxLength(120);
        applicant.Property(a => a.CitizenId).HasMaxLength(12);
        applicant.Property(a => a.Relation).HasMaxLength(60);
        applicant.Property(a => a.Phone).HasMaxLength(20);
        applicant.Property(a => a.Address).HasMaxLength(300);
        applicant.Property(a => a.Email).HasMaxLength(MostEmail);
    }
}
