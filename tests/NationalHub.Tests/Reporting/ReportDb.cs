using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

public enum RowStatus
{
    Active,
    Paused,
    Ended,
}

/// <summary>A beneficiary in the shape of the hub's read model, with one column of every type the door knows.</summary>
public sealed class BeneficiaryRow
{
    public required string ProvinceCode { get; set; }
    public required string Id { get; set; }
    public required string FullName { get; set; }
    public string FoldedName { get; set; } = "";
    public string? BirthDate { get; set; }
    public int? BirthYear { get; set; }
    public required string CategoryCode { get; set; }
    public string? CommuneCode { get; set; }
    public long MonthlyAmount { get; set; }
    public int CoefficientHundredths { get; set; }
    public RowStatus Status { get; set; }
    public RowStatus? CheckStatus { get; set; }
    public DateTime RecordedAt { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public bool Alive { get; set; }
    public double Score { get; set; }
    public string Secret { get; set; } = "";
    public int Gone { get; set; }
}

public sealed class ProvinceRow
{
    public required string Code { get; set; }
    public required string Name { get; set; }
    public Guid Mark { get; set; }
    public int Rank { get; set; }
}

public sealed class ReportDb(DbContextOptions<ReportDb> options) : DbContext(options)
{
    public DbSet<BeneficiaryRow> Beneficiaries => Set<BeneficiaryRow>();

    public DbSet<ProvinceRow> Provinces => Set<ProvinceRow>();

    /// <summary>As the hub's own context does it.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>().HavePrecision(6);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var row = modelBuilder.Entity<BeneficiaryRow>();
        row.ToTable("Beneficiaries").HasKey(x => new { x.ProvinceCode, x.Id });
        row.Property(x => x.Status).HasConversion<string>();
        row.Property(x => x.CategoryCode).HasMaxLength(20).IsUnicode(false);
        modelBuilder.Entity<ProvinceRow>().ToTable("Provinces").HasKey(x => x.Code);
    }

    /// <summary>The published model of the tests: Secret is not published, BirthDate is hidden from a user named "masked".</summary>
    public static ODataModel Published(AnnotationSource? annotations = null)
    {
        var builder = new ODataModelBuilder("Bao").Set<BeneficiaryRow>("Beneficiaries", Define)
            .Set<ProvinceRow>("Provinces", set => set.Typed("Province").Key(x => x.Code).Property(x => x.Name, "Tên tỉnh").Property(x => x.Mark).Property(x => x.Rank));
        return (annotations is null ? builder : builder.Annotate(annotations)).Build();
    }

    private static void Define(EntitySetDefinition<BeneficiaryRow> set) => set.Typed("Beneficiary").Describe("Đối tượng bảo trợ")
        .From((db, _) => db.Set<BeneficiaryRow>().AsNoTracking().Where(x => x.Gone == 0))
        .One("Province", "Provinces", "Tỉnh", x => x.ProvinceCode)
        .OfPeople(user => user.Identity?.Name switch { "cells" => Exposure.Cells, "rounded" => Exposure.Rounded, _ => Exposure.Whole }, null, "ProvinceCode", "CategoryCode", "CommuneCode", "Status", "MonthlyAmount").Summed(5_000_000, "MonthlyAmount")
        .Changes(x => x.RecordedAt, x => x.Gone == 1, db => db.Set<BeneficiaryRow>().AsNoTracking())
        .Key(x => x.ProvinceCode, "Mã tỉnh").Key(x => x.Id)
        .Property(x => x.FullName, "Họ và tên")
        .Property(x => x.BirthDate, "Ngày sinh", new PropertyMask(user => user.Identity?.Name == "masked", _ => "***"))
        .Property(x => x.BirthYear).Property(x => x.CategoryCode).Property(x => x.CommuneCode)
        .Property(x => x.MonthlyAmount, "Mức hằng tháng (đồng)").Property(x => x.CoefficientHundredths)
        .Property(x => x.Status).Property(x => x.CheckStatus).Property(x => x.RecordedAt).Property(x => x.StartedOn).Property(x => x.EndedOn)
        .Property(x => x.Alive).Property(x => x.Score)
        .SearchOn(x => x.FoldedName, word => word.ToUpperInvariant().Replace('Ễ', 'E').Replace('Ầ', 'A'));

    /// <summary>Sixty rows in three provinces, with nulls and ties in every column that may have them.</summary>
    public static IEnumerable<BeneficiaryRow> Rows(int count = 60) => Enumerable.Range(0, count).Select(i => new BeneficiaryRow
    {
        ProvinceCode = (i % 3) switch { 0 => "38", 1 => "40", _ => "01" },
        Id = $"b{i:D6}",
        FullName = i % 5 == 0 ? $"Trần Thị {i}" : $"Nguyễn Văn {i}",
        FoldedName = i % 5 == 0 ? $"TRAN THI {i}" : $"NGUYEN VAN {i}",
        BirthDate = i % 4 == 0 ? null : $"19{40 + (i % 50)}-03-0{1 + (i % 9)}",
        BirthYear = i % 4 == 0 ? null : 1940 + (i % 50),
        CategoryCode = "6." + (i % 4),
        CommuneCode = i % 7 == 0 ? null : $"C{i % 7}",
        MonthlyAmount = 500_000L * (1 + (i % 4)),
        CoefficientHundredths = 100 + (50 * (i % 4)),
        Status = (RowStatus)(i % 3),
        CheckStatus = i % 2 == 0 ? null : (RowStatus)(i % 3),
        RecordedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(i * 7),
        StartedOn = new DateOnly(2025, 7, 1).AddDays(i),
        EndedOn = i % 3 == 0 ? new DateOnly(2026, 7, 1) : null,
        Alive = i % 6 != 0,
        Score = i / 4.0,
        Secret = "s",
    });

    /// <summary>Two of the three provinces: who lives in 38 has no row to lead to.</summary>
    public static IEnumerable<ProvinceRow> ProvinceRows() => [new() { Code = "01", Name = "Thành phố Hà Nội", Rank = 1 }, new() { Code = "40", Name = "Tỉnh Nghệ An", Rank = 7 }];

    public static ReportDb Sqlite(string file)
        => new(new DbContextOptionsBuilder<ReportDb>().UseSqlite($"Data Source={file}").Options);

    /// <summary>Never connected: only translates.</summary>
    public static ReportDb SqlServer()
        => new(new DbContextOptionsBuilder<ReportDb>().UseSqlServer("Server=none;Database=none").Options);

    private sealed class UtcTime() : ValueConverter<DateTime, DateTime>(
        toStore => toStore.Kind == DateTimeKind.Local ? toStore.ToUniversalTime() : toStore,
        fromStore => DateTime.SpecifyKind(fromStore, DateTimeKind.Utc));
}
