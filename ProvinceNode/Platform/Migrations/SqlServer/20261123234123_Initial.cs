using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProvinceNode.Platform.Migrations.SqlServer
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    OfficialId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Actor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Subject = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Evidence = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PreviousHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acts", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AidsInKind",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Household = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FoldedHousehold = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Cause = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Persons = table.Column<int>(type: "int", nullable: false),
                    Months = table.Column<int>(type: "int", nullable: false),
                    RiceKilograms = table.Column<int>(type: "int", nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Arithmetic = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AidsInKind", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Regime = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Level = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficeName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Legal = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByProvince = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Beneficiaries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FoldedName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SearchName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthYear = table.Column<int>(type: "int", nullable: false),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    EthnicCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CitizenId = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OldIdentityNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CommuneCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResidentSince = table.Column<DateOnly>(type: "date", nullable: true),
                    Phone = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Needs = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AssistiveDevice = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherSupport = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IdentityStatus = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CategoryCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CoefficientHundredths = table.Column<int>(type: "int", nullable: false),
                    MonthlyAmount = table.Column<long>(type: "bigint", nullable: false),
                    StartMonth = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MergedIntoId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Beneficiaries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    SaturdayMorning = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Categories",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Label = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AgeFromMonths = table.Column<int>(type: "int", nullable: true),
                    AgeUntilMonths = table.Column<int>(type: "int", nullable: true),
                    CoefficientHundredths = table.Column<int>(type: "int", nullable: false),
                    PerChild = table.Column<bool>(type: "bit", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sensitive = table.Column<bool>(type: "bit", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ByOfficer = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Categories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificateChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CertificateId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OldNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OldIssuedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Degree = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Types = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Basis = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    ListedExtremelySevere = table.Column<bool>(type: "bit", nullable: false),
                    Eligible = table.Column<bool>(type: "bit", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ChangedPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangedPeople", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommonPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaperId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommonPapers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommuneQualities",
                columns: table => new
                {
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    ScoreTenths = table.Column<int>(type: "int", nullable: true),
                    CountsJson = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MeasuredAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommuneQualities", x => new { x.TenantPath, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "CommuneTakings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PackId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FromPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Map = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Left = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Starts = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Moved = table.Column<int>(type: "int", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommuneTakings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CouncilCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Round = table.Column<int>(type: "int", nullable: false),
                    School = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SchoolAskedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SchoolAnsweredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SchoolRemarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MeetsAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Place = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    MinutesNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Session = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Outcome = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Degree = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Types = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ListedExtremelySevere = table.Column<bool>(type: "bit", nullable: false),
                    BoardWhy = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SentToBoardOn = table.Column<DateOnly>(type: "date", nullable: true),
                    BoardName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BoardNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BoardOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CouncilCases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DaysOff",
                columns: table => new
                {
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Worked = table.Column<bool>(type: "bit", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DaysOff", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "DeadlineMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadlineMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProcedureCode = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Paper = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MadeAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    MadeById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MadeByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Proposal = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SignerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SignerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PaperId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Order = table.Column<int>(type: "int", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DossierCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Paper = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SignerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SignerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignerTitle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuerName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Explanation = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NumberedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    NumberedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    UndoneById = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DirectEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FormerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EnteredById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EnteredByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EnteredAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Values = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Choices = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Body = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ScanHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ScanName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ScanType = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Dong = table.Column<long>(type: "bigint", nullable: false),
                    LawDong = table.Column<long>(type: "bigint", nullable: true),
                    AmountWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CheckedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CheckedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DirectEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DisabilityCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FoldedName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    CitizenId = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OldIdentityNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Residence = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Types = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Degree = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Basis = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IssuerName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    ListedExtremelySevere = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisabilityCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DisabilityCouncils",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EstablishedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    TermUntil = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisabilityCouncils", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Dossiers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProcedureCode = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProcedureVersion = table.Column<DateOnly>(type: "date", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Channel = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResumeStatus = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Owner_FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_FoldedName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_SortName = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_Sex = table.Column<int>(type: "int", nullable: false),
                    Owner_EthnicCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_CitizenId = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_OldIdentityNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_CommuneCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_CommuneName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Owner_Phone = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_IsOwner = table.Column<bool>(type: "bit", nullable: false),
                    Applicant_FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_CitizenId = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_Relation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_Phone = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_Address = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Applicant_Email = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EnteredById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EnteredByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SubmissionKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResultBy = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    SearchNoticeDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SearchNoticeOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Presented = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Satisfaction = table.Column<int>(type: "int", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    StepDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PausedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PostedFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    PostedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewNote = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReviewedEligible = table.Column<bool>(type: "bit", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    HandedOverAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Identity_Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Identity_Fields = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Identity_AnswerId = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Identity_CheckedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Identity_Attempts = table.Column<int>(type: "int", nullable: false),
                    Identity_OverrideReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Identity_OverrideBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    People = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    AsksPeople = table.Column<bool>(type: "bit", nullable: false),
                    AppraisalJson = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    AppraisalNote = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DeathOn = table.Column<DateOnly>(type: "date", nullable: true),
                    MissingOn = table.Column<DateOnly>(type: "date", nullable: true),
                    TransferId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SignedAs = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AppraisedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AppraisedEligible = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dossiers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CodeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProcedureCode = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Form = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Answers = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubmissionKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficialId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DossierCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DuplicatePairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirstId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SecondId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirstPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SecondPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Score = table.Column<int>(type: "int", nullable: false),
                    ReasonsJson = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FoundAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    JudgedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    JudgedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DuplicatePairs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ElsewhereCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Round = table.Column<int>(type: "int", nullable: false),
                    HubVersion = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    IsPast = table.Column<bool>(type: "bit", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StopMonth = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Evidence = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SaidBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SaidAs = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SaidAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    IsSent = table.Column<bool>(type: "bit", nullable: false),
                    WordFault = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ElsewhereCases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EqualityCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TriedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Trouble = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FinishedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Records = table.Column<long>(type: "bigint", nullable: false),
                    InFlight = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    Differing = table.Column<int>(type: "int", nullable: false),
                    Replayed = table.Column<int>(type: "int", nullable: false),
                    Packed = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EqualityCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasureRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ground = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DocumentNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DocumentOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ProposedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProposedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProposedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HandedResults",
                columns: table => new
                {
                    PaperId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    HubPosition = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandedResults", x => x.PaperId);
                });

            migrationBuilder.CreateTable(
                name: "HealthCardNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Event = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    PersonNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromMonth = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ListedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SentBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthCardNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Households",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HeadName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CommuneCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Households", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FormerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SentById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SentByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SentAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Year = table.Column<int>(type: "int", nullable: false),
                    DecisionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Refused = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amounts = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CheckedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CheckedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CheckedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    UndoneById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UndoneByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UndoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionResidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Institution = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Case = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    ContractUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    StudyUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    ExtendedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LeftDecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionResidents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssuedPapers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Paper = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficePath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficeName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SignerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignerTitle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PdfHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SignedDigest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CertificateSerial = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CertificateThumbprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SealedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Validity = table.Column<int>(type: "int", nullable: false),
                    ValidityChangedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    ValidityChangedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RevokedFor = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RevokedWhy = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SupersededBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CopyOf = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedPapers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LawParameters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Value = table.Column<long>(type: "bigint", nullable: false),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    ByOfficer = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawParameters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LearnedColumns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Fields = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearnedColumns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LegalBases",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Topics = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Order = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegalBases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelCommunes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    People = table.Column<int>(type: "int", nullable: false),
                    BeforeDong = table.Column<long>(type: "bigint", nullable: false),
                    AfterDong = table.Column<long>(type: "bigint", nullable: false),
                    ArrearsDong = table.Column<long>(type: "bigint", nullable: false),
                    LeftOut = table.Column<int>(type: "int", nullable: false),
                    Lines = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Annex = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AppliedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Overtaken = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelCommunes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Change = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Edition = table.Column<int>(type: "int", nullable: false),
                    Paper = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MadeAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    MadeById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MadeByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SignerId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SignerName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NumberedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PaperId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LevelSettlements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Edition = table.Column<int>(type: "int", nullable: false),
                    Choice = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChosenDong = table.Column<long>(type: "bigint", nullable: false),
                    ChosenFrom = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficialId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OfficialName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LevelSettlements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MergeRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SurvivorId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AbsorbedId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AbsorbedCode = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MergedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    MergedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ContentJson = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    UndoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    UndoneByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UndoneReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergeRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MethodChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReceiverNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    To = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountNumber = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bank = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountHolder = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AuthorisationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FromMonth = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NameWords",
                columns: table => new
                {
                    Word = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameWords", x => new { x.Word, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "NodeState",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    ProvinceCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    EpochAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    ActCount = table.Column<long>(type: "bigint", nullable: false),
                    ActHead = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HubPosition = table.Column<long>(type: "bigint", nullable: false),
                    Replaying = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true, collation: "Latin1_General_100_BIN2"),
                    HubStage = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Turn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NodeState", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NumberBooks",
                columns: table => new
                {
                    OfficePath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Series = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Last = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberBooks", x => new { x.OfficePath, x.Series, x.Period });
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Content = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PromiseDays = table.Column<int>(type: "int", nullable: false),
                    ConcludedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Upheld = table.Column<bool>(type: "bit", nullable: true),
                    Conclusion = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Offices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Level = table.Column<int>(type: "int", nullable: false),
                    UnitName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Identifier = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ManagedBy = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    FormerNames = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ClosedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Officials",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficePath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MustChangePassword = table.Column<bool>(type: "bit", nullable: false),
                    Disabled = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ActivationHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ActivationUntil = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    LastCodeStep = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    SecurityStamp = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneNumber = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Officials", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OneOffPayments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FormerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonBirth = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HouseholdNumbers = table.Column<string>(type: "nvarchar(420)", maxLength: 420, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EventUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    ReceiverName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverRelation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    FromMonth = table.Column<int>(type: "int", nullable: false),
                    ToMonth = table.Column<int>(type: "int", nullable: false),
                    DueMonth = table.Column<int>(type: "int", nullable: false),
                    ListedMonth = table.Column<int>(type: "int", nullable: false),
                    MovedDong = table.Column<long>(type: "bigint", nullable: false),
                    IsOnList = table.Column<bool>(type: "bit", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CancelledById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    ReversesId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Arithmetic = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneOffPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "int", nullable: false),
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Message = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    RefusedCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RefusedReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RefusedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => new { x.Kind, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "OverpaidMonths",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TellerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Strand = table.Column<int>(type: "int", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FaultId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    ReceiverName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverRelation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lists = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsPaid = table.Column<bool>(type: "bit", nullable: false),
                    ToldAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    RecoveryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OverpaidMonths", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PackReviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PackId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Place = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    People = table.Column<int>(type: "int", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PackReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaperDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Paper = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Edits = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    EditedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    EditedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EditedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PayerNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResultVersion = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Strand = table.Column<int>(type: "int", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayerNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaymentPeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HolderName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    FirstMonth = table.Column<int>(type: "int", nullable: false),
                    TakenOver = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResultsBy = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosingFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosingBy = table.Column<DateOnly>(type: "date", nullable: false),
                    MoneyBy = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    OpenedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClosedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    ClosedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClosedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentPeriods", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonFaults",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonFaults", x => new { x.BeneficiaryId, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "PersonNames",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sorted = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ends = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Length = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonNames", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "PopulationAnswers",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AnswerId = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SuggestedJson = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DeathToldAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PopulationAnswers", x => x.BeneficiaryId);
                });

            migrationBuilder.CreateTable(
                name: "PopulationAskings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    OfficePath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficialId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Purpose = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AnswerId = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reused = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PopulationAskings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvincialGroups",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProvinceCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Label = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AgeFromMonths = table.Column<int>(type: "int", nullable: true),
                    AgeUntilMonths = table.Column<int>(type: "int", nullable: true),
                    Poverty = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Degrees = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SpecialArea = table.Column<bool>(type: "bit", nullable: false),
                    WithoutPension = table.Column<bool>(type: "bit", nullable: false),
                    WithoutAllowance = table.Column<bool>(type: "bit", nullable: false),
                    Support = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LivesAlone = table.Column<bool>(type: "bit", nullable: false),
                    Attested = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CoefficientHundredths = table.Column<int>(type: "int", nullable: false),
                    AmountDong = table.Column<long>(type: "bigint", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResolutionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResolutionOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvincialGroups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvincialSupplements",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProvinceCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CategoryPrefix = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AddDong = table.Column<long>(type: "bigint", nullable: false),
                    AtLeastDong = table.Column<long>(type: "bigint", nullable: false),
                    CoefficientHundredths = table.Column<int>(type: "int", nullable: false),
                    ResolutionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResolutionOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvincialSupplements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProxyAuthorisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProxyName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Relation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Related = table.Column<bool>(type: "bit", nullable: false),
                    CertificateNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CertifiedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CertifiedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    RevokedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RevokedWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ConfirmedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ConfirmedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProxyAuthorisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QualityRounds",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    LastPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Done = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualityRounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reappointments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WasDueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    NewDueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    SignedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SignedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reappointments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReceivingAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountNumber = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bank = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Holder = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HolderAtBank = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CheckedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    CheckedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Answer = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceivingAccounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecordVersions",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "int", nullable: false),
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Message = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Packed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordVersions", x => new { x.Kind, x.RecordId, x.Epoch, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "RecoveryReceipts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaymentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaidByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryReceipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferencePacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    File = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Carried = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ApprovedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ApprovedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ApprovedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    PastEffect = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PastReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ActivatedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Trouble = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferencePacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceTexts",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Pack = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceTexts", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPacks",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: true),
                    Fault = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Carried = table.Column<bool>(type: "bit", nullable: false),
                    FirstAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    LastAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Times = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPacks", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "RepairFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Matter = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Label = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HubEpoch = table.Column<long>(type: "bigint", nullable: false),
                    HubVersion = table.Column<long>(type: "bigint", nullable: false),
                    HubRecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RepairFindings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResultDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Provider = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Channel = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ReceivedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceivedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ConfirmedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    ConfirmedWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    New = table.Column<int>(type: "int", nullable: false),
                    Same = table.Column<int>(type: "int", nullable: false),
                    Corrected = table.Column<int>(type: "int", nullable: false),
                    Faults = table.Column<int>(type: "int", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResultFeeds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Provider = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Cursor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MovedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultFeeds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reverifications",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    StartedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedByUser = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(180)", maxLength: 180, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Paused = table.Column<bool>(type: "bit", nullable: false),
                    PausedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PausedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    LastAskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    AskedToday = table.Column<int>(type: "int", nullable: false),
                    OverQuota = table.Column<bool>(type: "bit", nullable: false),
                    Matched = table.Column<int>(type: "int", nullable: false),
                    Differing = table.Column<int>(type: "int", nullable: false),
                    NotFound = table.Column<int>(type: "int", nullable: false),
                    NotAskable = table.Column<int>(type: "int", nullable: false),
                    Dead = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reverifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RolePermissions",
                columns: table => new
                {
                    Role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolePermissions", x => new { x.Role, x.Action });
                });

            migrationBuilder.CreateTable(
                name: "RuleChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Values = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Words = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProposedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProposedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProposedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PastEffect = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PastReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RuleConflicts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Key = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Words = table.Column<string>(type: "nvarchar(700)", maxLength: 700, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Row = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleConflicts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RuleSets",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Legal = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SettledBooks",
                columns: table => new
                {
                    Commune = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Until = table.Column<int>(type: "int", nullable: false),
                    Stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    People = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SettledBooks", x => x.Commune);
                });

            migrationBuilder.CreateTable(
                name: "SpecialAreas",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CommuneCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpecialAreas", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StandardLevels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProvinceCode = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CategoryPrefix = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResolutionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResolutionOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ByOfficer = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandardLevels", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StepRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Procedure = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Regime = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Step = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Actor = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Days = table.Column<int>(type: "int", nullable: false),
                    WorkingDays = table.Column<bool>(type: "bit", nullable: false),
                    Legal = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    ByProvince = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TakenCommunes",
                columns: table => new
                {
                    FromPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ToPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TakenCommunes", x => new { x.FromPath, x.ToPath });
                });

            migrationBuilder.CreateTable(
                name: "TransferHalves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TransferId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Side = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OtherProvince = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherCommune = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StopMonth = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Packet = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Passage = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PassageAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    PassageNote = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PostVersion = table.Column<long>(type: "bigint", nullable: false),
                    PostedTo = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaperTaken = table.Column<bool>(type: "bit", nullable: true),
                    PaperReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HubEpoch = table.Column<long>(type: "bigint", nullable: false),
                    HubWord = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransferHalves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UncheckedPeople",
                columns: table => new
                {
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Changes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UncheckedPeople", x => x.BeneficiaryId);
                });

            migrationBuilder.CreateTable(
                name: "Units",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Level = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FoldedName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ParentCode = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorklistRows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Step = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    What = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Effect = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Why = table.Column<string>(type: "nvarchar(1500)", maxLength: 1500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EffectMonth = table.Column<int>(type: "int", nullable: false),
                    BeforeDong = table.Column<long>(type: "bigint", nullable: false),
                    AfterDong = table.Column<long>(type: "bigint", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: true),
                    Due = table.Column<DateOnly>(type: "date", nullable: false),
                    Answers = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Situation = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DossierCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClosedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MadeAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorklistRows", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorklistRuns",
                columns: table => new
                {
                    Commune = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Cursor = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    People = table.Column<int>(type: "int", nullable: false),
                    Unknown = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorklistRuns", x => x.Commune);
                });

            migrationBuilder.CreateTable(
                name: "Entitlements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    FormerPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CategoryCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CoefficientHundredths = table.Column<int>(type: "int", nullable: false),
                    Times = table.Column<int>(type: "int", nullable: false),
                    Level = table.Column<long>(type: "bigint", nullable: false),
                    MonthlyAmount = table.Column<long>(type: "bigint", nullable: false),
                    StartMonth = table.Column<int>(type: "int", nullable: false),
                    EndMonth = table.Column<int>(type: "int", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverRelation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MethodCode = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountNumber = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountHolder = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bank = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PreviousId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EndDecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EndReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FormerEnds = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EndRecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Withheld = table.Column<bool>(type: "bit", nullable: false),
                    BeganSuspended = table.Column<bool>(type: "bit", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reference = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Fields = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Institution = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecisionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    LeaveReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HappenedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reference = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Value = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledWhy = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Role = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Relation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Basis = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionNumber = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecisionOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CertificateId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    To = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CouncilId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Post = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Paper = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    MediaType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AddedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Form = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FormVersion = table.Column<DateOnly>(type: "date", nullable: false),
                    Answers = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Verb = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true, collation: "Latin1_General_100_BIN2"),
                    To = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ActorId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActorTitle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfficeName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    NextOffice = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NextDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    WasDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Carers = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Attested = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SharedPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Wanted = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    AskedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    TakenBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BroughtBy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Corrections = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    AnswersBefore = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HouseholdId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FullName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Relation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CertificateNumber = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Surveyed = table.Column<bool>(type: "bit", nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CopyDue = table.Column<bool>(type: "bit", nullable: false),
                    CopyHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    ClaimValue = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
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
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProviderKey = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
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
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(450)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Value = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
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
                    OfficialId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Role = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    PeriodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AskedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PeriodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubjectId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    HolderPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PeriodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Type = table.Column<string>(type: "nvarchar(15)", maxLength: 15, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Method = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    UnitName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BuiltById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BuiltByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BuiltAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ApprovedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ApprovedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SentById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SentByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SentAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    DiscardedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DiscardedWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DiscardedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    MonthlyDong = table.Column<long>(type: "bigint", nullable: false),
                    CareDong = table.Column<long>(type: "bigint", nullable: false),
                    ArrearsDong = table.Column<long>(type: "bigint", nullable: false),
                    RecoveryDong = table.Column<long>(type: "bigint", nullable: false),
                    CarriedDong = table.Column<long>(type: "bigint", nullable: false),
                    OneOffDong = table.Column<long>(type: "bigint", nullable: false),
                    TotalDong = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaidLines = table.Column<int>(type: "int", nullable: false),
                    PaidDong = table.Column<long>(type: "bigint", nullable: false),
                    UnpaidLines = table.Column<int>(type: "int", nullable: false),
                    UnpaidDong = table.Column<long>(type: "bigint", nullable: false),
                    ReturnedLines = table.Column<int>(type: "int", nullable: false),
                    ReturnedDong = table.Column<long>(type: "bigint", nullable: false),
                    FailedLines = table.Column<int>(type: "int", nullable: false),
                    FailedDong = table.Column<long>(type: "bigint", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PeriodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Verb = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Lists = table.Column<int>(type: "int", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    StoppedWhy = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PeriodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Supplementary = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Communes = table.Column<int>(type: "int", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Cursor = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Failed = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lists = table.Column<int>(type: "int", nullable: false),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    TotalDong = table.Column<long>(type: "bigint", nullable: false),
                    Omitted = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DeliveryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    LineId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Line = table.Column<int>(type: "int", nullable: false),
                    Column = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Message = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Content = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClosedWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClosedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromMonth = table.Column<int>(type: "int", nullable: false),
                    LastMonth = table.Column<int>(type: "int", nullable: false),
                    Why = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    LiftedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    LiftedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LiftedWhy = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LiftedDossierId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Index = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hidden = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Header = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Columns = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Problem = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Pass = table.Column<int>(type: "int", nullable: false),
                    TotalLines = table.Column<int>(type: "int", nullable: false),
                    LinesDone = table.Column<int>(type: "int", nullable: false),
                    LastRow = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Order = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BeneficiaryCode = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BirthDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sex = table.Column<int>(type: "int", nullable: false),
                    PersonNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Village = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Category = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Coefficient = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Level = table.Column<long>(type: "bigint", nullable: false),
                    Monthly = table.Column<long>(type: "bigint", nullable: false),
                    Care = table.Column<long>(type: "bigint", nullable: false),
                    Arrears = table.Column<long>(type: "bigint", nullable: false),
                    ArrearsFrom = table.Column<int>(type: "int", nullable: false),
                    ArrearsTo = table.Column<int>(type: "int", nullable: false),
                    Recovery = table.Column<long>(type: "bigint", nullable: false),
                    Carried = table.Column<long>(type: "bigint", nullable: false),
                    CarriedMonths = table.Column<int>(type: "int", nullable: false),
                    OneOff = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    Method = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountNumber = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bank = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountHolder = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReceiverRelation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyRelation = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    People = table.Column<int>(type: "int", nullable: false),
                    Others = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Outcome = table.Column<int>(type: "int", nullable: false),
                    ResultVersion = table.Column<int>(type: "int", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    UntoldVersion = table.Column<long>(type: "bigint", nullable: true),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Rows = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Whole = table.Column<bool>(type: "bit", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DoubtedRows = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DoubtedWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DoubtedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DoubtedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    WithdrawnRows = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    WithdrawnByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IdempotencyKey = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ListHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SentById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SentByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PreparedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Asked = table.Column<int>(type: "int", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Receipt = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Answers = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Order = table.Column<int>(type: "int", nullable: false),
                    Seen = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Strand = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Why = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Months = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SheetId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Sheet = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Cells = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Marks = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Values = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Faults = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Edits = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Choices = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Verdict = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CitizenId = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OldNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    NameKey = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UnitQuestion = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UnitOffers = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileDong = table.Column<long>(type: "bigint", nullable: true),
                    LawDong = table.Column<long>(type: "bigint", nullable: true),
                    Match = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MadePerson = table.Column<bool>(type: "bit", nullable: false),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    EnteredAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BeneficiaryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Why = table.Column<int>(type: "int", nullable: false),
                    Strand = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    SourceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListMonth = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    EntitlementId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EntitlementVersion = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LineId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PayerVersion = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReasonCode = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReasonText = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CollectedBy = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CollectorName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CollectorNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Evidence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Channel = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SourceRow = table.Column<int>(type: "int", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SendingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ListId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TenantPath = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Received = table.Column<bool>(type: "bit", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SignedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledByName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2(6)", nullable: true),
                    SettledWhy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

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
