using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvinceNode.Platform.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Acts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OfficialId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acts", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AidsInKind",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Household = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    FoldedHousehold = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EventOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Persons = table.Column<int>(type: "INTEGER", nullable: false),
                    Months = table.Column<int>(type: "INTEGER", nullable: false),
                    RiceKilograms = table.Column<int>(type: "INTEGER", nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Arithmetic = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AidsInKind", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Regime = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OfficeName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ByProvince = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Beneficiaries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    BirthYear = table.Column<int>(type: "INTEGER", nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    EthnicCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    CitizenId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    OldIdentityNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    CommuneCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ResidentSince = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Needs = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AssistiveDevice = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    OtherSupport = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    IdentityStatus = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CategoryCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CoefficientHundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    MonthlyAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    StartMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    MergedIntoId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Beneficiaries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    SaturdayMorning = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Categories",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AgeFromMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    AgeUntilMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    CoefficientHundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    PerChild = table.Column<bool>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sensitive = table.Column<bool>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ByOfficer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Categories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificateChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OldNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OldIssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Degree = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Types = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ListedExtremelySevere = table.Column<bool>(type: "INTEGER", nullable: false),
                    Eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ChangedPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangedPeople", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommonPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommonPapers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommuneQualities",
                columns: table => new
                {
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    ScoreTenths = table.Column<int>(type: "INTEGER", nullable: true),
                    CountsJson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    MeasuredAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommuneQualities", x => new { x.TenantPath, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "CommuneTakings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PackId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FromName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Map = table.Column<string>(type: "TEXT", nullable: false),
                    Left = table.Column<string>(type: "TEXT", nullable: false),
                    Starts = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    StartedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Moved = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommuneTakings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CouncilCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    School = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SchoolAskedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SchoolAnsweredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SchoolRemarks = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    MeetsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Place = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MinutesNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Session = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Degree = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Types = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ListedExtremelySevere = table.Column<bool>(type: "INTEGER", nullable: false),
                    BoardWhy = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SentToBoardOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BoardName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BoardNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BoardOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CouncilCases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DaysOff",
                columns: table => new
                {
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Worked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DaysOff", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "DeadlineMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadlineMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Proposal = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: true),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SignerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SignerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DossierCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SignerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SignerTitle = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IssuerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    IssuerName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    NumberedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NumberedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    UndoneById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DirectEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FormerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EnteredById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnteredByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Choices = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ScanHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ScanName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ScanType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Dong = table.Column<long>(type: "INTEGER", nullable: false),
                    LawDong = table.Column<long>(type: "INTEGER", nullable: true),
                    AmountWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CheckedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DisabilityCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    CitizenId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    OldIdentityNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Residence = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Types = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Degree = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IssuerName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SignerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ListedExtremelySevere = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisabilityCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DisabilityCouncils",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DecisionNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EstablishedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    TermUntil = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisabilityCouncils", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Dossiers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ProcedureVersion = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    ResumeStatus = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Owner_FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Owner_FoldedName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Owner_SortName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Owner_BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Owner_Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner_EthnicCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Owner_CitizenId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Owner_OldIdentityNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Owner_CommuneCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Owner_CommuneName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Owner_Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Owner_Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Applicant_IsOwner = table.Column<bool>(type: "INTEGER", nullable: false),
                    Applicant_FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Applicant_CitizenId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Applicant_Relation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Applicant_Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Applicant_Address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Applicant_Email = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    EnteredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnteredByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    SubmissionKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ResultBy = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SearchNoticeDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SearchNoticeOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Presented = table.Column<string>(type: "TEXT", nullable: true),
                    Satisfaction = table.Column<int>(type: "INTEGER", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StepDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PausedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PostedFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PostedUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReviewNote = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ReviewedEligible = table.Column<bool>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HandedOverAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Identity_Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Identity_Fields = table.Column<string>(type: "TEXT", nullable: true),
                    Identity_AnswerId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Identity_CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Identity_Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Identity_OverrideReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Identity_OverrideBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    People = table.Column<string>(type: "TEXT", nullable: true),
                    AsksPeople = table.Column<bool>(type: "INTEGER", nullable: false),
                    AppraisalJson = table.Column<string>(type: "TEXT", nullable: true),
                    AppraisalNote = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeathOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MissingOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TransferId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SignedAs = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AppraisedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AppraisedEligible = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dossiers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    SubmissionKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OfficialId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DossierCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DuplicatePairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecondId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SecondPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonsJson = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    JudgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    JudgedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DuplicatePairs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ElsewhereCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    HubVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsPast = table.Column<bool>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    StopMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SaidBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SaidAs = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SaidAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsSent = table.Column<bool>(type: "INTEGER", nullable: false),
                    WordFault = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ElsewhereCases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EqualityCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    TriedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Records = table.Column<long>(type: "INTEGER", nullable: false),
                    InFlight = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Differing = table.Column<int>(type: "INTEGER", nullable: false),
                    Replayed = table.Column<int>(type: "INTEGER", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EqualityCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasureRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    DocumentNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DocumentOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ProposedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HandedResults",
                columns: table => new
                {
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HubPosition = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandedResults", x => x.PaperId);
                });

            migrationBuilder.CreateTable(
                name: "HealthCardNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Event = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ListedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthCardNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Households",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HeadName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CommuneCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Households", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FormerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SentById = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    DecisionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DecisionOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Refused = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Amounts = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    CheckedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    CheckedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneById = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionResidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PersonNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Institution = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Case = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ContractUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StudyUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExtendedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeftDecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionResidents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssuedPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    OfficePath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OfficeName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SignerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SignerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SignerTitle = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    PdfHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    SignedDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CertificateSerial = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CertificateThumbprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    SealedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Validity = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidityChangedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ValidityChangedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    RevokedFor = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    RevokedWhy = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SupersededBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CopyOf = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedPapers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LawParameters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "INTEGER", nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ByOfficer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawParameters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LearnedColumns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearnedColumns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LegalBases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Topics = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegalBases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelCommunes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    BeforeDong = table.Column<long>(type: "INTEGER", nullable: false),
                    AfterDong = table.Column<long>(type: "INTEGER", nullable: false),
                    ArrearsDong = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Annex = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AppliedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Overtaken = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelCommunes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Change = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: true),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SignerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SignerName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    NumberedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelSettlements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EntitlementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Choice = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ChosenDong = table.Column<long>(type: "INTEGER", nullable: false),
                    ChosenFrom = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    OfficialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfficialName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelSettlements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MergeRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsorbedId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsorbedCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    MergedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MergedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ContentJson = table.Column<string>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UndoneByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    UndoneReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergeRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MethodChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReceiverNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    AccountNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AccountHolder = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AuthorisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NameWords",
                columns: table => new
                {
                    Word = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameWords", x => new { x.Word, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "NodeState",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    ProvinceCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    EpochAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ActCount = table.Column<long>(type: "INTEGER", nullable: false),
                    ActHead = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    HubPosition = table.Column<long>(type: "INTEGER", nullable: false),
                    Replaying = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    HubStage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Turn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NodeState", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NumberBooks",
                columns: table => new
                {
                    OfficePath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Series = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberBooks", x => new { x.OfficePath, x.Series, x.Period });
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    From = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PromiseDays = table.Column<int>(type: "INTEGER", nullable: false),
                    ConcludedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    Conclusion = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Offices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Identifier = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ManagedBy = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FormerNames = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ClosedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Officials",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OfficePath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    MustChangePassword = table.Column<bool>(type: "INTEGER", nullable: false),
                    Disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActivationHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ActivationUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastCodeStep = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Officials", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OneOffPayments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FormerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EntitlementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PersonNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    PersonBirth = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    HouseholdNumbers = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false),
                    EventOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EventUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceiverNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ReceiverRelation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    FromMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    ToMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    DueMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    ListedMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    MovedDong = table.Column<long>(type: "INTEGER", nullable: false),
                    IsOnList = table.Column<bool>(type: "INTEGER", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CancelledById = table.Column<Guid>(type: "TEXT", nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Arithmetic = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneOffPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Message = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RefusedCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    RefusedReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RefusedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => new { x.Kind, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "OverpaidMonths",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    TellerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Strand = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FaultId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceiverNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ReceiverRelation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Lists = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    IsPaid = table.Column<bool>(type: "INTEGER", nullable: false),
                    ToldAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecoveryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OverpaidMonths", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PackReviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PackId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PackReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaperDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Edits = table.Column<string>(type: "TEXT", nullable: false),
                    EditedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EditedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EditedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PayerNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResultVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Strand = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayerNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaymentPeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    TakenOver = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ResultsBy = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosingFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosingBy = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MoneyBy = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OpenedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentPeriods", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonFaults",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonFaults", x => new { x.BeneficiaryId, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "PersonNames",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Sorted = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Ends = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonNames", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "PopulationAnswers",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    AnswerId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SuggestedJson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DeathToldAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PopulationAnswers", x => x.BeneficiaryId);
                });

            migrationBuilder.CreateTable(
                name: "PopulationAskings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OfficePath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OfficialId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    AnswerId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Reused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PopulationAskings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvincialGroups",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProvinceCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AgeFromMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    AgeUntilMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    Poverty = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Degrees = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SpecialArea = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithoutPension = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithoutAllowance = table.Column<bool>(type: "INTEGER", nullable: false),
                    Support = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    LivesAlone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attested = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CoefficientHundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    AmountDong = table.Column<long>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ResolutionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ResolutionOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvincialGroups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvincialSupplements",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProvinceCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    CategoryPrefix = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AddDong = table.Column<long>(type: "INTEGER", nullable: false),
                    AtLeastDong = table.Column<long>(type: "INTEGER", nullable: false),
                    CoefficientHundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    ResolutionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ResolutionOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvincialSupplements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProxyAuthorisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProxyName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProxyNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Relation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Related = table.Column<bool>(type: "INTEGER", nullable: false),
                    CertificateNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    CertifiedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CertifiedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RevokedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RevokedWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProxyAuthorisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QualityRounds",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Done = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualityRounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reappointments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    WasDueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NewDueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SignedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reappointments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReceivingAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    HolderAtBank = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CheckedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CheckedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceivingAccounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecordVersions",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Message = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Packed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordVersions", x => new { x.Kind, x.RecordId, x.Epoch, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "RecoveryReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PaymentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    PaidByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryReceipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferencePacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    File = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Carried = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PastEffect = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    PastReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ActivatedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferencePacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceTexts",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Pack = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceTexts", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPacks",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Carried = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Times = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPacks", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "RepairFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    HubEpoch = table.Column<long>(type: "INTEGER", nullable: false),
                    HubVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    HubRecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RepairFindings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResultDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceivedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    New = table.Column<int>(type: "INTEGER", nullable: false),
                    Same = table.Column<int>(type: "INTEGER", nullable: false),
                    Corrected = table.Column<int>(type: "INTEGER", nullable: false),
                    Faults = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResultFeeds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Cursor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MovedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultFeeds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reverifications",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    StartedByUser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 180, nullable: false),
                    Paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    PausedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PausedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastAskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AskedToday = table.Column<int>(type: "INTEGER", nullable: false),
                    OverQuota = table.Column<bool>(type: "INTEGER", nullable: false),
                    Matched = table.Column<int>(type: "INTEGER", nullable: false),
                    Differing = table.Column<int>(type: "INTEGER", nullable: false),
                    NotFound = table.Column<int>(type: "INTEGER", nullable: false),
                    NotAskable = table.Column<int>(type: "INTEGER", nullable: false),
                    Dead = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reverifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RolePermissions",
                columns: table => new
                {
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolePermissions", x => new { x.Role, x.Action });
                });

            migrationBuilder.CreateTable(
                name: "RuleChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProposedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PastEffect = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    PastReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RuleConflicts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 700, nullable: false),
                    Row = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleConflicts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RuleSets",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SettledBooks",
                columns: table => new
                {
                    Commune = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Until = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    People = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettledBooks", x => x.Commune);
                });

            migrationBuilder.CreateTable(
                name: "SpecialAreas",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CommuneCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpecialAreas", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StandardLevels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProvinceCode = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    CategoryPrefix = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ResolutionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ResolutionOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ByOfficer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandardLevels", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StepRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Procedure = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Regime = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkingDays = table.Column<bool>(type: "INTEGER", nullable: false),
                    Legal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ByProvince = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TakenCommunes",
                columns: table => new
                {
                    FromPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ToPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Since = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TakenCommunes", x => new { x.FromPath, x.ToPath });
                });

            migrationBuilder.CreateTable(
                name: "TransferHalves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TransferId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Side = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherProvince = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    OtherCommune = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    OtherName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    StopMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Packet = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Passage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PassageAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PassageNote = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PostVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    PostedTo = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    PaperTaken = table.Column<bool>(type: "INTEGER", nullable: true),
                    PaperReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    HubEpoch = table.Column<long>(type: "INTEGER", nullable: false),
                    HubWord = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferHalves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UncheckedPeople",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Changes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UncheckedPeople", x => x.BeneficiaryId);
                });

            migrationBuilder.CreateTable(
                name: "Units",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    FoldedName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ParentCode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorklistRows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PersonNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Effect = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1500, nullable: false),
                    EffectMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    BeforeDong = table.Column<long>(type: "INTEGER", nullable: false),
                    AfterDong = table.Column<long>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Situation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DossierCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ClosedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorklistRows", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorklistRuns",
                columns: table => new
                {
                    Commune = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Cursor = table.Column<Guid>(type: "TEXT", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    Unknown = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorklistRuns", x => x.Commune);
                });

            migrationBuilder.CreateTable(
                name: "Entitlements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    FormerPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CategoryCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CoefficientHundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    Times = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<long>(type: "INTEGER", nullable: false),
                    MonthlyAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    StartMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    EndMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceiverNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ReceiverRelation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    MethodCode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    AccountNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    AccountHolder = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PreviousId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndDecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    FormerEnds = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    EndRecordedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Withheld = table.Column<bool>(type: "INTEGER", nullable: false),
                    BeganSuspended = table.Column<bool>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entitlements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Entitlements_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FieldOrigins",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FieldOrigins", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FieldOrigins_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionStays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Institution = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecisionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LeaveReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionStays", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InstitutionStays_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LifeEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    HappenedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LifeEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LifeEvents_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Relation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonLinks_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PovertyYears",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    DecisionNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DecisionOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PovertyYears", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PovertyYears_Beneficiaries_BeneficiaryId",
                        column: x => x.BeneficiaryId,
                        principalTable: "Beneficiaries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificateChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    OtherNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateChanges_DisabilityCertificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "DisabilityCertificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CouncilMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CouncilId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Post = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CouncilMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CouncilMembers_DisabilityCouncils_CouncilId",
                        column: x => x.CouncilId,
                        principalTable: "DisabilityCouncils",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Paper = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Attachments_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DossierRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    FormVersion = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DossierRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DossierRequests_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DossierSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    To = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ActorTitle = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OfficeName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NextOffice = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NextDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WasDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Carers = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Attested = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DossierSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DossierSteps_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Supplements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SharedPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Wanted = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    TakenBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    BroughtBy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Corrections = table.Column<string>(type: "TEXT", nullable: true),
                    AnswersBefore = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Supplements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Supplements_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HouseholdMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HouseholdId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Relation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CertificateNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HouseholdMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HouseholdMembers_Households_HouseholdId",
                        column: x => x.HouseholdId,
                        principalTable: "Households",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Remarks = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Surveyed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CopyDue = table.Column<bool>(type: "INTEGER", nullable: false),
                    CopyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportFiles_ImportBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "ImportBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_Officials_UserId",
                        column: x => x.UserId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_Officials_UserId",
                        column: x => x.UserId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_Officials_UserId",
                        column: x => x.UserId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OfficialRoles",
                columns: table => new
                {
                    OfficialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficialRoles", x => new { x.OfficialId, x.Role });
                    table.ForeignKey(
                        name: "FK_OfficialRoles_Officials_OfficialId",
                        column: x => x.OfficialId,
                        principalTable: "Officials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PaymentArchives",
                columns: table => new
                {
                    PeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentArchives", x => x.PeriodId);
                    table.ForeignKey(
                        name: "FK_PaymentArchives_PaymentPeriods_PeriodId",
                        column: x => x.PeriodId,
                        principalTable: "PaymentPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentJustifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentJustifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentJustifications_PaymentPeriods_PeriodId",
                        column: x => x.PeriodId,
                        principalTable: "PaymentPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    HolderPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    BuiltById = table.Column<Guid>(type: "TEXT", nullable: false),
                    BuiltByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BuiltAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentById = table.Column<Guid>(type: "TEXT", nullable: true),
                    SentByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DiscardedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    DiscardedWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DiscardedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    MonthlyDong = table.Column<long>(type: "INTEGER", nullable: false),
                    CareDong = table.Column<long>(type: "INTEGER", nullable: false),
                    ArrearsDong = table.Column<long>(type: "INTEGER", nullable: false),
                    RecoveryDong = table.Column<long>(type: "INTEGER", nullable: false),
                    CarriedDong = table.Column<long>(type: "INTEGER", nullable: false),
                    OneOffDong = table.Column<long>(type: "INTEGER", nullable: false),
                    TotalDong = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PaidLines = table.Column<int>(type: "INTEGER", nullable: false),
                    PaidDong = table.Column<long>(type: "INTEGER", nullable: false),
                    UnpaidLines = table.Column<int>(type: "INTEGER", nullable: false),
                    UnpaidDong = table.Column<long>(type: "INTEGER", nullable: false),
                    ReturnedLines = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnedDong = table.Column<long>(type: "INTEGER", nullable: false),
                    FailedLines = table.Column<int>(type: "INTEGER", nullable: false),
                    FailedDong = table.Column<long>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentLists_PaymentPeriods_PeriodId",
                        column: x => x.PeriodId,
                        principalTable: "PaymentPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentListsRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    StartedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Lists = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    StoppedWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentListsRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentListsRuns_PaymentPeriods_PeriodId",
                        column: x => x.PeriodId,
                        principalTable: "PaymentPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Supplementary = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    StartedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Communes = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Cursor = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Failed = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Lists = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    TotalDong = table.Column<long>(type: "INTEGER", nullable: false),
                    Omitted = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentRuns_PaymentPeriods_PeriodId",
                        column: x => x.PeriodId,
                        principalTable: "PaymentPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResultFaults",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DeliveryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LineId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Column = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ClosedWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ClosedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultFaults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResultFaults_ResultDeliveries_DeliveryId",
                        column: x => x.DeliveryId,
                        principalTable: "ResultDeliveries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentHolds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    FromMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    LastMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LiftedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LiftedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    LiftedWhy = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    LiftedDossierId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentHolds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentHolds_LifeEvents_EventId",
                        column: x => x.EventId,
                        principalTable: "LifeEvents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Hidden = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Header = table.Column<string>(type: "TEXT", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Pass = table.Column<int>(type: "INTEGER", nullable: false),
                    TotalLines = table.Column<int>(type: "INTEGER", nullable: false),
                    LinesDone = table.Column<int>(type: "INTEGER", nullable: false),
                    LastRow = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportSheets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportSheets_ImportFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "ImportFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BeneficiaryCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BirthDate = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Village = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Coefficient = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Level = table.Column<long>(type: "INTEGER", nullable: false),
                    Monthly = table.Column<long>(type: "INTEGER", nullable: false),
                    Care = table.Column<long>(type: "INTEGER", nullable: false),
                    Arrears = table.Column<long>(type: "INTEGER", nullable: false),
                    ArrearsFrom = table.Column<int>(type: "INTEGER", nullable: false),
                    ArrearsTo = table.Column<int>(type: "INTEGER", nullable: false),
                    Recovery = table.Column<long>(type: "INTEGER", nullable: false),
                    Carried = table.Column<long>(type: "INTEGER", nullable: false),
                    CarriedMonths = table.Column<int>(type: "INTEGER", nullable: false),
                    OneOff = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    AccountNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    AccountHolder = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceiverNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ReceiverRelation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ProxyName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProxyNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    ProxyRelation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ProxyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    Others = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    ResultVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UntoldVersion = table.Column<long>(type: "INTEGER", nullable: true),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentLines_PaymentLists_ListId",
                        column: x => x.ListId,
                        principalTable: "PaymentLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Whole = table.Column<bool>(type: "INTEGER", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DoubtedRows = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    DoubtedWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DoubtedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoubtedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    WithdrawnRows = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    WithdrawnByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentPapers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentPapers_PaymentLists_ListId",
                        column: x => x.ListId,
                        principalTable: "PaymentLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentSendings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    IdempotencyKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ListHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SentById = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PreparedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Receipt = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Answers = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentSendings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentSendings_PaymentLists_ListId",
                        column: x => x.ListId,
                        principalTable: "PaymentLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentListsRunItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Seen = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentListsRunItems", x => new { x.RunId, x.ListId });
                    table.ForeignKey(
                        name: "FK_PaymentListsRunItems_PaymentListsRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "PaymentListsRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaymentListsRunItems_PaymentLists_ListId",
                        column: x => x.ListId,
                        principalTable: "PaymentLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentOmissions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Strand = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Months = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentOmissions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentOmissions_PaymentRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "PaymentRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportRows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SheetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Sheet = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Cells = table.Column<string>(type: "TEXT", nullable: false),
                    Marks = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Faults = table.Column<string>(type: "TEXT", nullable: false),
                    Edits = table.Column<string>(type: "TEXT", nullable: false),
                    Choices = table.Column<string>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CitizenId = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    OldNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    UnitQuestion = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    UnitOffers = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    FileDong = table.Column<long>(type: "INTEGER", nullable: true),
                    LawDong = table.Column<long>(type: "INTEGER", nullable: true),
                    Match = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadePerson = table.Column<bool>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportRows_ImportSheets_SheetId",
                        column: x => x.SheetId,
                        principalTable: "ImportSheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Why = table.Column<int>(type: "INTEGER", nullable: false),
                    Strand = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListMonth = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EntitlementVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentClaims_PaymentLines_LineId",
                        column: x => x.LineId,
                        principalTable: "PaymentLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentResults",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    PayerVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    ReasonText = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    CollectedBy = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    CollectorName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CollectorNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SourceRow = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentResults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentResults_PaymentLines_LineId",
                        column: x => x.LineId,
                        principalTable: "PaymentLines",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentPaperAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SendingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ListId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantPath = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Received = table.Column<bool>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SignedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SettledByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledWhy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentPaperAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentPaperAnswers_PaymentSendings_SendingId",
                        column: x => x.SendingId,
                        principalTable: "PaymentSendings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Acts_At",
                table: "Acts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Acts_Subject",
                table: "Acts",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_AidsInKind_DecisionId_Number",
                table: "AidsInKind",
                columns: new[] { "DecisionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AidsInKind_FoldedHousehold",
                table: "AidsInKind",
                column: "FoldedHousehold");

            migrationBuilder.CreateIndex(
                name: "IX_AidsInKind_TenantPath",
                table: "AidsInKind",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_DossierId",
                table: "Attachments",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_SharedPath",
                table: "Attachments",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_TenantPath",
                table: "Attachments",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_AuthorityRules_Role_ByProvince_ValidFrom",
                table: "AuthorityRules",
                columns: new[] { "Role", "ByProvince", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_BirthDate",
                table: "Beneficiaries",
                column: "BirthDate");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_BirthYear_Status_SearchName",
                table: "Beneficiaries",
                columns: new[] { "BirthYear", "Status", "SearchName" });

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_CitizenId",
                table: "Beneficiaries",
                column: "CitizenId");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_Code",
                table: "Beneficiaries",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_FoldedName",
                table: "Beneficiaries",
                column: "FoldedName");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_MergedIntoId",
                table: "Beneficiaries",
                column: "MergedIntoId",
                filter: "\"MergedIntoId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_OldIdentityNumber",
                table: "Beneficiaries",
                column: "OldIdentityNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_SharedPath",
                table: "Beneficiaries",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_Status_SearchName_TenantPath_SharedPath_MergedIntoId_Id",
                table: "Beneficiaries",
                columns: new[] { "Status", "SearchName", "TenantPath", "SharedPath", "MergedIntoId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_TenantPath",
                table: "Beneficiaries",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Beneficiaries_TenantPath_Status_SearchName",
                table: "Beneficiaries",
                columns: new[] { "TenantPath", "Status", "SearchName" });

            migrationBuilder.CreateIndex(
                name: "IX_Categories_Code_ValidFrom",
                table: "Categories",
                columns: new[] { "Code", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificateChanges_CertificateId",
                table: "CertificateChanges",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateChanges_TenantPath",
                table: "CertificateChanges",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateChecks_DossierId",
                table: "CertificateChecks",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateChecks_TenantPath",
                table: "CertificateChecks",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_CommonPapers_DossierId",
                table: "CommonPapers",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_CommonPapers_PaperId",
                table: "CommonPapers",
                column: "PaperId");

            migrationBuilder.CreateIndex(
                name: "IX_CommonPapers_TenantPath",
                table: "CommonPapers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_CommuneQualities_Month",
                table: "CommuneQualities",
                column: "Month");

            migrationBuilder.CreateIndex(
                name: "IX_CommuneQualities_TenantPath",
                table: "CommuneQualities",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_CommuneTakings_FromPath_State",
                table: "CommuneTakings",
                columns: new[] { "FromPath", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_CouncilCases_DossierId_Round",
                table: "CouncilCases",
                columns: new[] { "DossierId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CouncilCases_TenantPath",
                table: "CouncilCases",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_CouncilMembers_CouncilId",
                table: "CouncilMembers",
                column: "CouncilId");

            migrationBuilder.CreateIndex(
                name: "IX_CouncilMembers_TenantPath",
                table: "CouncilMembers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineMarks_At",
                table: "DeadlineMarks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineMarks_DossierId_Kind_DueOn",
                table: "DeadlineMarks",
                columns: new[] { "DossierId", "Kind", "DueOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineMarks_SharedPath",
                table: "DeadlineMarks",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeadlineMarks_TenantPath",
                table: "DeadlineMarks",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_DecisionLists_TenantPath",
                table: "DecisionLists",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_DossierId",
                table: "Decisions",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_ListId",
                table: "Decisions",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_SharedPath",
                table: "Decisions",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_TenantPath",
                table: "Decisions",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_UndoneById",
                table: "Decisions",
                column: "UndoneById",
                filter: "[UndoneById] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DirectEntries_ScanHash",
                table: "DirectEntries",
                column: "ScanHash");

            migrationBuilder.CreateIndex(
                name: "IX_DirectEntries_State",
                table: "DirectEntries",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_DirectEntries_TenantPath",
                table: "DirectEntries",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCertificates_CitizenId",
                table: "DisabilityCertificates",
                column: "CitizenId");

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCertificates_DossierId",
                table: "DisabilityCertificates",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCertificates_Number",
                table: "DisabilityCertificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCertificates_OldIdentityNumber",
                table: "DisabilityCertificates",
                column: "OldIdentityNumber");

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCertificates_TenantPath",
                table: "DisabilityCertificates",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_DisabilityCouncils_TenantPath",
                table: "DisabilityCouncils",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_DossierRequests_DossierId_Number",
                table: "DossierRequests",
                columns: new[] { "DossierId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DossierRequests_SharedPath",
                table: "DossierRequests",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DossierRequests_TenantPath",
                table: "DossierRequests",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Code",
                table: "Dossiers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ListId",
                table: "Dossiers",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Owner_CitizenId",
                table: "Dossiers",
                column: "Owner_CitizenId");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_SharedPath",
                table: "Dossiers",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_SubmissionKey",
                table: "Dossiers",
                column: "SubmissionKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_TenantPath",
                table: "Dossiers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_TenantPath_Status",
                table: "Dossiers",
                columns: new[] { "TenantPath", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_DossierSteps_DossierId_Number",
                table: "DossierSteps",
                columns: new[] { "DossierId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DossierSteps_SharedPath",
                table: "DossierSteps",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DossierSteps_TenantPath",
                table: "DossierSteps",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_CodeHash",
                table: "Drafts",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_FirstId_SecondId",
                table: "DuplicatePairs",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_FirstPath",
                table: "DuplicatePairs",
                column: "FirstPath");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_SecondId",
                table: "DuplicatePairs",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_SecondPath",
                table: "DuplicatePairs",
                column: "SecondPath");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_State_Score",
                table: "DuplicatePairs",
                columns: new[] { "State", "Score" });

            migrationBuilder.CreateIndex(
                name: "IX_ElsewhereCases_BeneficiaryId",
                table: "ElsewhereCases",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_ElsewhereCases_IsSent",
                table: "ElsewhereCases",
                column: "IsSent");

            migrationBuilder.CreateIndex(
                name: "IX_ElsewhereCases_State_DueOn",
                table: "ElsewhereCases",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ElsewhereCases_TenantPath",
                table: "ElsewhereCases",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Entitlements_BeneficiaryId",
                table: "Entitlements",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_Entitlements_ReceiverNumber",
                table: "Entitlements",
                column: "ReceiverNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Entitlements_SharedPath",
                table: "Entitlements",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entitlements_TenantPath",
                table: "Entitlements",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_EqualityCertificates_State_AskedAt",
                table: "EqualityCertificates",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_PersonId",
                table: "ErasureRequests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_State_ProposedAt",
                table: "ErasureRequests",
                columns: new[] { "State", "ProposedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_TenantPath",
                table: "ErasureRequests",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_FieldOrigins_BeneficiaryId",
                table: "FieldOrigins",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_HealthCardNotices_BeneficiaryId",
                table: "HealthCardNotices",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_HealthCardNotices_SharedPath",
                table: "HealthCardNotices",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HealthCardNotices_TenantPath",
                table: "HealthCardNotices",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdMembers_BeneficiaryId",
                table: "HouseholdMembers",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdMembers_HouseholdId",
                table: "HouseholdMembers",
                column: "HouseholdId");

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdMembers_Number",
                table: "HouseholdMembers",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdMembers_TenantPath",
                table: "HouseholdMembers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Households_Code",
                table: "Households",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_Households_TenantPath",
                table: "Households",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_State",
                table: "ImportBatches",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_TenantPath",
                table: "ImportBatches",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_BatchId",
                table: "ImportFiles",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_Hash",
                table: "ImportFiles",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_ImportFiles_TenantPath",
                table: "ImportFiles",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_BatchId_Sheet_Number",
                table: "ImportRows",
                columns: new[] { "BatchId", "Sheet", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_BatchId_State_Verdict_Sheet_Number_Match_FileDong_LawDong",
                table: "ImportRows",
                columns: new[] { "BatchId", "State", "Verdict", "Sheet", "Number", "Match", "FileDong", "LawDong" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_BeneficiaryId",
                table: "ImportRows",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_CitizenId",
                table: "ImportRows",
                column: "CitizenId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_OldNumber",
                table: "ImportRows",
                column: "OldNumber");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_SheetId",
                table: "ImportRows",
                column: "SheetId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_TenantPath",
                table: "ImportRows",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ImportSheets_BatchId_Ordinal",
                table: "ImportSheets",
                columns: new[] { "BatchId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportSheets_FileId",
                table: "ImportSheets",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportSheets_TenantPath",
                table: "ImportSheets",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionResidents_BeneficiaryId",
                table: "InstitutionResidents",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionResidents_PersonNumber",
                table: "InstitutionResidents",
                column: "PersonNumber");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionResidents_SharedPath",
                table: "InstitutionResidents",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionResidents_TenantPath",
                table: "InstitutionResidents",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionStays_BeneficiaryId",
                table: "InstitutionStays",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionStays_SharedPath",
                table: "InstitutionStays",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionStays_TenantPath",
                table: "InstitutionStays",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_Code",
                table: "IssuedPapers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_DossierId",
                table: "IssuedPapers",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_PdfHash",
                table: "IssuedPapers",
                column: "PdfHash");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_SharedPath",
                table: "IssuedPapers",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_SignedDigest",
                table: "IssuedPapers",
                column: "SignedDigest");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_State",
                table: "IssuedPapers",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedPapers_TenantPath",
                table: "IssuedPapers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_LawParameters_Name_ValidFrom",
                table: "LawParameters",
                columns: new[] { "Name", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LearnedColumns_TenantPath",
                table: "LearnedColumns",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_LearnedColumns_TenantPath_Fingerprint",
                table: "LearnedColumns",
                columns: new[] { "TenantPath", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LegalBases_Code_ValidFrom",
                table: "LegalBases",
                columns: new[] { "Code", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LevelCommunes_ListId",
                table: "LevelCommunes",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_LevelCommunes_State",
                table: "LevelCommunes",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_LevelCommunes_TenantPath",
                table: "LevelCommunes",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_LevelLists_TenantPath",
                table: "LevelLists",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_LevelSettlements_EntitlementId_Edition",
                table: "LevelSettlements",
                columns: new[] { "EntitlementId", "Edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LevelSettlements_TenantPath",
                table: "LevelSettlements",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_LifeEvents_BeneficiaryId",
                table: "LifeEvents",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_LifeEvents_DossierId",
                table: "LifeEvents",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_LifeEvents_State_DueOn",
                table: "LifeEvents",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_LifeEvents_TenantPath",
                table: "LifeEvents",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_MergeRecords_AbsorbedId",
                table: "MergeRecords",
                column: "AbsorbedId");

            migrationBuilder.CreateIndex(
                name: "IX_MergeRecords_SurvivorId",
                table: "MergeRecords",
                column: "SurvivorId");

            migrationBuilder.CreateIndex(
                name: "IX_MethodChanges_BeneficiaryId_State",
                table: "MethodChanges",
                columns: new[] { "BeneficiaryId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_MethodChanges_TenantPath",
                table: "MethodChanges",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_NameWords_Name",
                table: "NameWords",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_DossierId",
                table: "Objections",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_SharedPath",
                table: "Objections",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_TenantPath",
                table: "Objections",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Offices_TenantPath",
                table: "Offices",
                column: "TenantPath",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Officials",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Officials_OfficePath",
                table: "Officials",
                column: "OfficePath");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Officials",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OneOffPayments_BeneficiaryId",
                table: "OneOffPayments",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_OneOffPayments_DecisionId",
                table: "OneOffPayments",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_OneOffPayments_Kind_EventOn",
                table: "OneOffPayments",
                columns: new[] { "Kind", "EventOn" });

            migrationBuilder.CreateIndex(
                name: "IX_OneOffPayments_ReversesId",
                table: "OneOffPayments",
                column: "ReversesId",
                filter: "[ReversesId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OneOffPayments_TenantPath",
                table: "OneOffPayments",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RefusedAt_RecordedAt_Kind_RecordId",
                table: "Outbox",
                columns: new[] { "RefusedAt", "RecordedAt", "Kind", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_OverpaidMonths_BeneficiaryId_Strand_Month",
                table: "OverpaidMonths",
                columns: new[] { "BeneficiaryId", "Strand", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_OverpaidMonths_CaseId",
                table: "OverpaidMonths",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_OverpaidMonths_FaultId",
                table: "OverpaidMonths",
                column: "FaultId");

            migrationBuilder.CreateIndex(
                name: "IX_OverpaidMonths_RecoveryId",
                table: "OverpaidMonths",
                column: "RecoveryId");

            migrationBuilder.CreateIndex(
                name: "IX_OverpaidMonths_TenantPath",
                table: "OverpaidMonths",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PackReviews_PackId_SettledAt",
                table: "PackReviews",
                columns: new[] { "PackId", "SettledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperDrafts_DossierId_Paper",
                table: "PaperDrafts",
                columns: new[] { "DossierId", "Paper" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperDrafts_SharedPath",
                table: "PaperDrafts",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaperDrafts_TenantPath",
                table: "PaperDrafts",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PayerNotices_BeneficiaryId",
                table: "PayerNotices",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_PayerNotices_LineId",
                table: "PayerNotices",
                column: "LineId");

            migrationBuilder.CreateIndex(
                name: "IX_PayerNotices_ListId",
                table: "PayerNotices",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_PayerNotices_State",
                table: "PayerNotices",
                column: "State",
                filter: "[State] IN ('Waiting', 'Open', 'TakenBack')");

            migrationBuilder.CreateIndex(
                name: "IX_PayerNotices_TenantPath",
                table: "PayerNotices",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentArchives_State",
                table: "PaymentArchives",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentArchives_TenantPath",
                table: "PaymentArchives",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_BeneficiaryId_ListMonth",
                table: "PaymentClaims",
                columns: new[] { "BeneficiaryId", "ListMonth" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_BeneficiaryId_Strand_Month_Kind_SourceId",
                table: "PaymentClaims",
                columns: new[] { "BeneficiaryId", "Strand", "Month", "Kind", "SourceId" },
                unique: true,
                filter: "[State] IN (1, 2)");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_LineId",
                table: "PaymentClaims",
                column: "LineId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_ListId",
                table: "PaymentClaims",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_SourceId",
                table: "PaymentClaims",
                column: "SourceId",
                filter: "[Kind] > 2");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentClaims_TenantPath",
                table: "PaymentClaims",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentHolds_BeneficiaryId",
                table: "PaymentHolds",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentHolds_EventId",
                table: "PaymentHolds",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentHolds_LiftedAt_FromMonth",
                table: "PaymentHolds",
                columns: new[] { "LiftedAt", "FromMonth" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentHolds_LiftedDossierId",
                table: "PaymentHolds",
                column: "LiftedDossierId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentHolds_TenantPath",
                table: "PaymentHolds",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentJustifications_PeriodId_Kind_SubjectId",
                table: "PaymentJustifications",
                columns: new[] { "PeriodId", "Kind", "SubjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentJustifications_TenantPath",
                table: "PaymentJustifications",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_ListId_Order",
                table: "PaymentLines",
                columns: new[] { "ListId", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_PersonId",
                table: "PaymentLines",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_TenantPath",
                table: "PaymentLines",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_UntoldVersion",
                table: "PaymentLines",
                column: "UntoldVersion",
                filter: "[UntoldVersion] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLists_HolderPath_Month",
                table: "PaymentLists",
                columns: new[] { "HolderPath", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLists_PeriodId_TenantPath_Type_Method_Sequence",
                table: "PaymentLists",
                columns: new[] { "PeriodId", "TenantPath", "Type", "Method", "Sequence" },
                unique: true,
                filter: "[Status] <> 'Discarded'");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLists_Status_Month",
                table: "PaymentLists",
                columns: new[] { "Status", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLists_TenantPath",
                table: "PaymentLists",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRunItems_ListId",
                table: "PaymentListsRunItems",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRunItems_RunId_State_Order",
                table: "PaymentListsRunItems",
                columns: new[] { "RunId", "State", "Order" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRunItems_TenantPath",
                table: "PaymentListsRunItems",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRuns_PeriodId_Verb",
                table: "PaymentListsRuns",
                columns: new[] { "PeriodId", "Verb" },
                unique: true,
                filter: "[State] = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRuns_State",
                table: "PaymentListsRuns",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentListsRuns_TenantPath",
                table: "PaymentListsRuns",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOmissions_PersonId",
                table: "PaymentOmissions",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOmissions_RunId",
                table: "PaymentOmissions",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOmissions_TenantPath",
                table: "PaymentOmissions",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPaperAnswers_ListId",
                table: "PaymentPaperAnswers",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPaperAnswers_SendingId",
                table: "PaymentPaperAnswers",
                column: "SendingId",
                unique: true,
                filter: "[State] = 'Recorded'");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPaperAnswers_TenantPath",
                table: "PaymentPaperAnswers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPapers_ListId",
                table: "PaymentPapers",
                column: "ListId",
                unique: true,
                filter: "[State] IN ('Recorded', 'Doubted')");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPapers_ListId_RecordedAt",
                table: "PaymentPapers",
                columns: new[] { "ListId", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPapers_TenantPath",
                table: "PaymentPapers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPeriods_TenantPath",
                table: "PaymentPeriods",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentPeriods_TenantPath_Month",
                table: "PaymentPeriods",
                columns: new[] { "TenantPath", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentResults_LineId_Version",
                table: "PaymentResults",
                columns: new[] { "LineId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentResults_ListId",
                table: "PaymentResults",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentResults_TenantPath",
                table: "PaymentResults",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentRuns_PeriodId",
                table: "PaymentRuns",
                column: "PeriodId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentRuns_State",
                table: "PaymentRuns",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentRuns_TenantPath",
                table: "PaymentRuns",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentSendings_IdempotencyKey",
                table: "PaymentSendings",
                column: "IdempotencyKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentSendings_ListId",
                table: "PaymentSendings",
                column: "ListId",
                unique: true,
                filter: "[State] <> 'Refused'");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentSendings_ListId_Attempt",
                table: "PaymentSendings",
                columns: new[] { "ListId", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentSendings_State_AskedAt",
                table: "PaymentSendings",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentSendings_TenantPath",
                table: "PaymentSendings",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PersonFaults_SharedPath",
                table: "PersonFaults",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonFaults_TenantPath",
                table: "PersonFaults",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PersonFaults_TenantPath_Code",
                table: "PersonFaults",
                columns: new[] { "TenantPath", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonLinks_BeneficiaryId",
                table: "PersonLinks",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonLinks_Number",
                table: "PersonLinks",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_PersonLinks_SharedPath",
                table: "PersonLinks",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonLinks_TenantPath",
                table: "PersonLinks",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PersonNames_Ends_Length",
                table: "PersonNames",
                columns: new[] { "Ends", "Length" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonNames_Sorted",
                table: "PersonNames",
                column: "Sorted");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationAnswers_AskedAt",
                table: "PopulationAnswers",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationAnswers_DiedOn",
                table: "PopulationAnswers",
                column: "DiedOn",
                filter: "\"DiedOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationAnswers_SharedPath",
                table: "PopulationAnswers",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationAnswers_TenantPath",
                table: "PopulationAnswers",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationAskings_PersonHash_At",
                table: "PopulationAskings",
                columns: new[] { "PersonHash", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PovertyYears_BeneficiaryId_Year",
                table: "PovertyYears",
                columns: new[] { "BeneficiaryId", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PovertyYears_SharedPath",
                table: "PovertyYears",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PovertyYears_TenantPath",
                table: "PovertyYears",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ProvincialGroups_Code_ValidFrom",
                table: "ProvincialGroups",
                columns: new[] { "Code", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProvincialSupplements_ProvinceCode_CategoryPrefix_ResolutionNumber_ValidFrom",
                table: "ProvincialSupplements",
                columns: new[] { "ProvinceCode", "CategoryPrefix", "ResolutionNumber", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProxyAuthorisations_BeneficiaryId_To",
                table: "ProxyAuthorisations",
                columns: new[] { "BeneficiaryId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_ProxyAuthorisations_ProxyNumber",
                table: "ProxyAuthorisations",
                column: "ProxyNumber");

            migrationBuilder.CreateIndex(
                name: "IX_ProxyAuthorisations_TenantPath",
                table: "ProxyAuthorisations",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_Reappointments_DossierId",
                table: "Reappointments",
                column: "DossierId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reappointments_SharedPath",
                table: "Reappointments",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reappointments_TenantPath",
                table: "Reappointments",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivingAccounts_BeneficiaryId_AccountNumber_Bank",
                table: "ReceivingAccounts",
                columns: new[] { "BeneficiaryId", "AccountNumber", "Bank" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReceivingAccounts_State_CheckedAt",
                table: "ReceivingAccounts",
                columns: new[] { "State", "CheckedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivingAccounts_TenantPath",
                table: "ReceivingAccounts",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryReceipts_PaymentId",
                table: "RecoveryReceipts",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryReceipts_PaymentId_Number_PaidOn",
                table: "RecoveryReceipts",
                columns: new[] { "PaymentId", "Number", "PaidOn" },
                unique: true,
                filter: "[State] IN ('Recorded', 'Confirmed')");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryReceipts_TenantPath",
                table: "RecoveryReceipts",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ReferencePacks_Kind_Number",
                table: "ReferencePacks",
                columns: new[] { "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RepairFindings_Kind_RecordId_HubEpoch_HubVersion",
                table: "RepairFindings",
                columns: new[] { "Kind", "RecordId", "HubEpoch", "HubVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RepairFindings_SettledAt",
                table: "RepairFindings",
                column: "SettledAt");

            migrationBuilder.CreateIndex(
                name: "IX_ResultDeliveries_ContentHash_ListId",
                table: "ResultDeliveries",
                columns: new[] { "ContentHash", "ListId" },
                unique: true,
                filter: "[ContentHash] <> '' AND [ListId] IS NOT NULL AND [State] <> 'Refused' AND [Faults] = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ResultDeliveries_ListId",
                table: "ResultDeliveries",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_ResultDeliveries_State_Provider",
                table: "ResultDeliveries",
                columns: new[] { "State", "Provider" });

            migrationBuilder.CreateIndex(
                name: "IX_ResultDeliveries_TenantPath",
                table: "ResultDeliveries",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ResultFaults_DeliveryId_Line",
                table: "ResultFaults",
                columns: new[] { "DeliveryId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_ResultFaults_ListId",
                table: "ResultFaults",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_ResultFaults_State",
                table: "ResultFaults",
                column: "State",
                filter: "[State] = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_ResultFaults_TenantPath",
                table: "ResultFaults",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_ResultFeeds_Provider",
                table: "ResultFeeds",
                column: "Provider",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResultFeeds_TenantPath",
                table: "ResultFeeds",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_RuleChanges_State",
                table: "RuleChanges",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_RuleChanges_TenantPath",
                table: "RuleChanges",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_RuleConflicts_Key",
                table: "RuleConflicts",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RuleConflicts_TenantPath",
                table: "RuleConflicts",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_RuleSets_ValidFrom",
                table: "RuleSets",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpecialAreas_CommuneCode_Village_ValidFrom",
                table: "SpecialAreas",
                columns: new[] { "CommuneCode", "Village", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StandardLevels_Kind_ProvinceCode_CategoryPrefix_ValidFrom",
                table: "StandardLevels",
                columns: new[] { "Kind", "ProvinceCode", "CategoryPrefix", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StepRules_Procedure_Regime_Step_ValidFrom",
                table: "StepRules",
                columns: new[] { "Procedure", "Regime", "Step", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Supplements_DossierId",
                table: "Supplements",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_Supplements_SharedPath",
                table: "Supplements",
                column: "SharedPath",
                filter: "[SharedPath] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Supplements_TenantPath",
                table: "Supplements",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_TakenCommunes_ToPath",
                table: "TakenCommunes",
                column: "ToPath");

            migrationBuilder.CreateIndex(
                name: "IX_TransferHalves_Passage",
                table: "TransferHalves",
                column: "Passage");

            migrationBuilder.CreateIndex(
                name: "IX_TransferHalves_Status",
                table: "TransferHalves",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_TransferHalves_TenantPath",
                table: "TransferHalves",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_TransferHalves_TransferId_Side",
                table: "TransferHalves",
                columns: new[] { "TransferId", "Side" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Units_Level_Code_ValidFrom",
                table: "Units",
                columns: new[] { "Level", "Code", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorklistRows_BeneficiaryId",
                table: "WorklistRows",
                column: "BeneficiaryId");

            migrationBuilder.CreateIndex(
                name: "IX_WorklistRows_DossierId",
                table: "WorklistRows",
                column: "DossierId");

            migrationBuilder.CreateIndex(
                name: "IX_WorklistRows_PersonKey_Key",
                table: "WorklistRows",
                columns: new[] { "PersonKey", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorklistRows_TenantPath",
                table: "WorklistRows",
                column: "TenantPath");

            migrationBuilder.CreateIndex(
                name: "IX_WorklistRows_TenantPath_State_Due",
                table: "WorklistRows",
                columns: new[] { "TenantPath", "State", "Due" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Acts");

            migrationBuilder.DropTable(
                name: "AidsInKind");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Attachments");

            migrationBuilder.DropTable(
                name: "AuthorityRules");

            migrationBuilder.DropTable(
                name: "CalendarSettings");

            migrationBuilder.DropTable(
                name: "Categories");

            migrationBuilder.DropTable(
                name: "CertificateChanges");

            migrationBuilder.DropTable(
                name: "CertificateChecks");

            migrationBuilder.DropTable(
                name: "ChangedPeople");

            migrationBuilder.DropTable(
                name: "CommonPapers");

            migrationBuilder.DropTable(
                name: "CommuneQualities");

            migrationBuilder.DropTable(
                name: "CommuneTakings");

            migrationBuilder.DropTable(
                name: "CouncilCases");

            migrationBuilder.DropTable(
                name: "CouncilMembers");

            migrationBuilder.DropTable(
                name: "DaysOff");

            migrationBuilder.DropTable(
                name: "DeadlineMarks");

            migrationBuilder.DropTable(
                name: "DecisionLists");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DirectEntries");

            migrationBuilder.DropTable(
                name: "DossierRequests");

            migrationBuilder.DropTable(
                name: "DossierSteps");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "DuplicatePairs");

            migrationBuilder.DropTable(
                name: "ElsewhereCases");

            migrationBuilder.DropTable(
                name: "Entitlements");

            migrationBuilder.DropTable(
                name: "EqualityCertificates");

            migrationBuilder.DropTable(
                name: "ErasureRequests");

            migrationBuilder.DropTable(
                name: "FieldOrigins");

            migrationBuilder.DropTable(
                name: "HandedResults");

            migrationBuilder.DropTable(
                name: "HealthCardNotices");

            migrationBuilder.DropTable(
                name: "HouseholdMembers");

            migrationBuilder.DropTable(
                name: "ImportRows");

            migrationBuilder.DropTable(
                name: "InstitutionResidents");

            migrationBuilder.DropTable(
                name: "InstitutionStays");

            migrationBuilder.DropTable(
                name: "IssuedPapers");

            migrationBuilder.DropTable(
                name: "LawParameters");

            migrationBuilder.DropTable(
                name: "LearnedColumns");

            migrationBuilder.DropTable(
                name: "LegalBases");

            migrationBuilder.DropTable(
                name: "LevelCommunes");

            migrationBuilder.DropTable(
                name: "LevelLists");

            migrationBuilder.DropTable(
                name: "LevelSettlements");

            migrationBuilder.DropTable(
                name: "MergeRecords");

            migrationBuilder.DropTable(
                name: "MethodChanges");

            migrationBuilder.DropTable(
                name: "NameWords");

            migrationBuilder.DropTable(
                name: "NodeState");

            migrationBuilder.DropTable(
                name: "NumberBooks");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropTable(
                name: "Offices");

            migrationBuilder.DropTable(
                name: "OfficialRoles");

            migrationBuilder.DropTable(
                name: "OneOffPayments");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "OverpaidMonths");

            migrationBuilder.DropTable(
                name: "PackReviews");

            migrationBuilder.DropTable(
                name: "PaperDrafts");

            migrationBuilder.DropTable(
                name: "PayerNotices");

            migrationBuilder.DropTable(
                name: "PaymentArchives");

            migrationBuilder.DropTable(
                name: "PaymentClaims");

            migrationBuilder.DropTable(
                name: "PaymentHolds");

            migrationBuilder.DropTable(
                name: "PaymentJustifications");

            migrationBuilder.DropTable(
                name: "PaymentListsRunItems");

            migrationBuilder.DropTable(
                name: "PaymentOmissions");

            migrationBuilder.DropTable(
                name: "PaymentPaperAnswers");

            migrationBuilder.DropTable(
                name: "PaymentPapers");

            migrationBuilder.DropTable(
                name: "PaymentResults");

            migrationBuilder.DropTable(
                name: "PersonFaults");

            migrationBuilder.DropTable(
                name: "PersonLinks");

            migrationBuilder.DropTable(
                name: "PersonNames");

            migrationBuilder.DropTable(
                name: "PopulationAnswers");

            migrationBuilder.DropTable(
                name: "PopulationAskings");

            migrationBuilder.DropTable(
                name: "PovertyYears");

            migrationBuilder.DropTable(
                name: "ProvincialGroups");

            migrationBuilder.DropTable(
                name: "ProvincialSupplements");

            migrationBuilder.DropTable(
                name: "ProxyAuthorisations");

            migrationBuilder.DropTable(
                name: "QualityRounds");

            migrationBuilder.DropTable(
                name: "Reappointments");

            migrationBuilder.DropTable(
                name: "ReceivingAccounts");

            migrationBuilder.DropTable(
                name: "RecordVersions");

            migrationBuilder.DropTable(
                name: "RecoveryReceipts");

            migrationBuilder.DropTable(
                name: "ReferencePacks");

            migrationBuilder.DropTable(
                name: "ReferenceTexts");

            migrationBuilder.DropTable(
                name: "RefusedPacks");

            migrationBuilder.DropTable(
                name: "RepairFindings");

            migrationBuilder.DropTable(
                name: "ResultFaults");

            migrationBuilder.DropTable(
                name: "ResultFeeds");

            migrationBuilder.DropTable(
                name: "Reverifications");

            migrationBuilder.DropTable(
                name: "RolePermissions");

            migrationBuilder.DropTable(
                name: "RuleChanges");

            migrationBuilder.DropTable(
                name: "RuleConflicts");

            migrationBuilder.DropTable(
                name: "RuleSets");

            migrationBuilder.DropTable(
                name: "SettledBooks");

            migrationBuilder.DropTable(
                name: "SpecialAreas");

            migrationBuilder.DropTable(
                name: "StandardLevels");

            migrationBuilder.DropTable(
                name: "StepRules");

            migrationBuilder.DropTable(
                name: "Supplements");

            migrationBuilder.DropTable(
                name: "TakenCommunes");

            migrationBuilder.DropTable(
                name: "TransferHalves");

            migrationBuilder.DropTable(
                name: "UncheckedPeople");

            migrationBuilder.DropTable(
                name: "Units");

            migrationBuilder.DropTable(
                name: "WorklistRows");

            migrationBuilder.DropTable(
                name: "WorklistRuns");

            migrationBuilder.DropTable(
                name: "DisabilityCertificates");

            migrationBuilder.DropTable(
                name: "DisabilityCouncils");

            migrationBuilder.DropTable(
                name: "Households");

            migrationBuilder.DropTable(
                name: "ImportSheets");

            migrationBuilder.DropTable(
                name: "Officials");

            migrationBuilder.DropTable(
                name: "LifeEvents");

            migrationBuilder.DropTable(
                name: "PaymentListsRuns");

            migrationBuilder.DropTable(
                name: "PaymentRuns");

            migrationBuilder.DropTable(
                name: "PaymentSendings");

            migrationBuilder.DropTable(
                name: "PaymentLines");

            migrationBuilder.DropTable(
                name: "ResultDeliveries");

            migrationBuilder.DropTable(
                name: "Dossiers");

            migrationBuilder.DropTable(
                name: "ImportFiles");

            migrationBuilder.DropTable(
                name: "Beneficiaries");

            migrationBuilder.DropTable(
                name: "PaymentLists");

            migrationBuilder.DropTable(
                name: "ImportBatches");

            migrationBuilder.DropTable(
                name: "PaymentPeriods");
        }
    }
}
