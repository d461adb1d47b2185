using Google.Protobuf;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace TestSupport;

/// <summary>Rows put straight into the database, for tests of what may be seen; the law's own flow goes through <see cref="TestDossiers"/>.</summary>
public static class Sample
{
    /// <summary>A proposal to change the rules, of an office.</summary>
    public static RuleChange RuleChange(string path, string marker) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = path, Kind = RuleKind.Parameter, Values = "{}", Words = marker, ProposedById = Guid.CreateVersion7(),
        ProposedByName = marker, ProposedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), Version = 1,
    };

    /// <param name="name">Name of the person, by which a test knows the row again.</param>
    public static Dossier Dossier(string office, string name, string code, string procedure = Procedures.MonthlyAssistance)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, Code = code, TenantPath = office, ProcedureCode = procedure, Channel = 1,
            Status = DossierStatus.AwaitingReception, Requests = [Request(id, office)], SubmissionKey = Guid.NewGuid().ToString("N"),
            SubmittedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), Identity = new IdentityCheck(),
            Owner = new PersonData { FullName = name, BirthDate = "1980-01-01", Sex = 1, CommuneCode = office[^5..] },
            Applicant = new ApplicantData { FullName = name },
        };
    }

    /// <summary>A request for monthly assistance on form 1đ.</summary>
    public static DossierRequest Request(Guid dossier, string office, string answers = "{}") =>
        DossierRequest.Of(dossier, office, RequestKind.Grant, "1đ", new DateOnly(2021, 7, 1), answers);

    /// <summary>A list that waits for its signature.</summary>
    public static DecisionList List(string office, string name) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = office, ProcedureCode = Procedures.MonthlyAssistance, Kind = RequestKind.Grant, Paper = "D14",
        MadeAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), MadeById = Guid.CreateVersion7(), MadeByName = name,
        Proposal = new PaperContent { Issuer = name, PlaceAndDate = "", Title = "TỜ TRÌNH" }.ToJson(),
    };

    /// <summary>A list of new levels that waits for its signature.</summary>
    public static LevelList LevelList(string office, string name) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = office, Change = LevelChange.Level, Month = 202503, Edition = 202407, Paper = "D15",
        MadeAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), MadeById = Guid.CreateVersion7(), MadeByName = name,
    };

    /// <summary>A list's part about the office itself, with nobody on it.</summary>
    public static LevelCommune LevelCommune(LevelList list, string name) => new()
    {
        Id = Guid.CreateVersion7(), ListId = list.Id, TenantPath = list.TenantPath, Name = name, People = 0, BeforeDong = 0, AfterDong = 0, ArrearsDong = 0, LeftOut = 0, Lines = "[]",
        Annex = System.Text.Json.JsonSerializer.Serialize(new PaperAnnex { Title = name }),
    };

    /// <summary>An import that waits to be accepted, with one file.</summary>
    public static (ImportBatch Batch, ImportFile File) Import(string office, string name)
    {
        var batch = new ImportBatch
        {
            Id = Guid.CreateVersion7(), TenantPath = office, SentById = Guid.CreateVersion7(), SentByName = name, SentAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), Month = 202503, State = BatchState.Ready,
        };
        return (batch, new() { Id = Guid.CreateVersion7(), BatchId = batch.Id, TenantPath = office, Ordinal = 1, Name = name + ".xlsx", Hash = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()), Bytes = 1, Surveyed = true });
    }

    /// <summary>A direct entry that waits to be checked.</summary>
    public static DirectEntry Entry(string office, string name) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = office, EnteredById = Guid.CreateVersion7(), EnteredByName = name, EnteredAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), Values = "", Body = name, PersonName = name,
        ScanHash = new string('0', 64), ScanName = name + ".pdf", ScanType = "application/pdf", Dong = 1,
    };

    /// <summary>A row of the worklist that nobody has opened.</summary>
    public static WorklistRow Work(string office, string name) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = office, PersonKey = Guid.NewGuid().ToString("N"), Key = "Age|202503", PersonName = name, Month = 202503, Kind = WorklistKind.Age, Step = WorklistStep.Check,
        What = name, Due = new DateOnly(2025, 3, 31), MadeAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), Version = 1,
    };

    /// <summary>A month of payment with an empty draft.</summary>
    public static (PaymentPeriod Period, PaymentRun Run, PaymentList List) Payment(string office, string name)
    {
        var (at, day) = (new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc), new DateOnly(2025, 3, 20));
        var period = new PaymentPeriod { Id = Guid.CreateVersion7(), TenantPath = office, HolderName = name, Month = 202504, FirstMonth = 202504, ResultsBy = day, ClosingFrom = day, ClosingBy = day, MoneyBy = day, OpenedAt = at, OpenedByName = name };
        var run = new PaymentRun { Id = Guid.CreateVersion7(), TenantPath = office, PeriodId = period.Id, Month = 202504, Supplementary = false, State = RunState.Built, StartedById = Guid.NewGuid(), StartedByName = name, StartedAt = at, Communes = 1 };
        return (period, run, new PaymentList
        {
            Id = Guid.CreateVersion7(), TenantPath = office, HolderPath = office, PeriodId = period.Id, RunId = run.Id, Month = 202504, Type = ListType.Regular, Method = PayMethod.CashPoint, Sequence = 1, UnitName = name,
            BuiltById = run.StartedById, BuiltByName = name, BuiltAt = at, Lines = 0, People = 0, MonthlyDong = default, CareDong = default, ArrearsDong = default, RecoveryDong = default, CarriedDong = default, OneOffDong = default,
            TotalDong = default,
        });
    }

    /// <summary>A line of a list for one month.</summary>
    public static PaymentLine PaymentLine(PaymentList list, string name, int order = 1, long total = 540_000, string note = "") => new()
    {
        Id = Guid.CreateVersion7(), ListId = list.Id, TenantPath = list.TenantPath, Order = order, PersonId = null, BeneficiaryCode = "38-1", PersonName = name, BirthDate = "1950", Sex = 1, PersonNumber = "038050000001",
        Village = "Thôn 1", Category = "K5Đ5.a", Coefficient = "1,5", Level = new(360_000), Monthly = new(540_000), Care = default, Arrears = default, ArrearsFrom = 0, ArrearsTo = 0, Recovery = default, Carried = default,
        CarriedMonths = 0, OneOff = default, Total = new(total), Method = list.Method, AccountNumber = "", Bank = "", AccountHolder = "", ReceiverName = name, ReceiverNumber = "038050000001", ReceiverRelation = "",
        ProxyName = "", ProxyNumber = "", ProxyRelation = "", ProxyId = null, People = 1, Others = "", Note = note,
    };

    /// <summary>The month of a line.</summary>
    public static PaymentClaim PaymentClaim(PaymentLine line, Guid person, int month = 202504) => new()
    {
        Id = Guid.CreateVersion7(), LineId = line.Id, ListId = line.ListId, TenantPath = line.TenantPath, BeneficiaryId = person, Kind = ClaimKind.Regular, Why = ClaimWhy.Current, Strand = EntitlementStrand.Own, Month = month,
        SourceId = Guid.Empty, ListMonth = month, Amount = line.Total, EntitlementId = null, EntitlementVersion = 0,
    };

    public static Attachment Attachment(Dossier dossier, string name) => new()
    {
        Id = Guid.CreateVersion7(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = "giay-xac-nhan-khuyet-tat", FileName = name + ".pdf",
        Hash = new string('0', 64), Bytes = 1, MediaType = "application/pdf", AddedAt = dossier.SubmittedAt,
    };

    public static IssuedPaper Paper(Dossier dossier, string name) => new()
    {
        Id = Guid.CreateVersion7(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = "D01", Number = name, IssuedAt = dossier.SubmittedAt, Content = "{}", OfficePath = dossier.TenantPath, OfficeName = name,
    };

    /// <summary>A certificate of an adult without end.</summary>
    public static DisabilityCertificate Certificate(Dossier dossier, string name) => new()
    {
        Id = Guid.CreateVersion7(), Number = $"{dossier.TenantPath}.000001", TenantPath = dossier.TenantPath, DossierId = dossier.Id, FullName = name, FoldedName = VietnameseText.Fold(name),
        BirthDate = "1980-01-01", Sex = 1, CitizenId = "", OldIdentityNumber = "", Residence = "", Types = "1", Degree = ProvinceNode.Eligibility.DisabilityDegree.Severe, Basis = "Biên bản số 01",
        IssuedOn = new DateOnly(2025, 3, 10), IssuerName = "UBND xã", SignerName = "Chủ tịch",
    };

    /// <summary>A move to another province that waits for its answer.</summary>
    public static TransferHalf Half(Beneficiary person) => new()
    {
        Id = Guid.CreateVersion7(), TransferId = Guid.CreateVersion7(), Side = TransferSide.Out, TenantPath = person.TenantPath, BeneficiaryId = person.Id, OtherProvince = "01",
        OtherCommune = "00004", OtherName = "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội", StopMonth = 202503, Status = TransferStatus.Outside,
        Packet = new ProvinceNode.Dossiers.Outcomes.TransferPacket(person.FullName, [], null, "").ToJson(), RecordedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>A death that the population database told and that nobody verified, with its hold.</summary>
    public static LifeEvent Event(Beneficiary person, string note)
    {
        var (id, at) = (Guid.CreateVersion7(), new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc));
        return new()
        {
            Id = id, BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = LifeEventKind.Death, HappenedOn = new DateOnly(2025, 3, 1), Source = EventSource.Population,
            Reference = $"CSDLQG-{id:N}"[..30], Note = note, RecordedAt = at, DueOn = new DateOnly(2025, 3, 13),
            Holds = [new PaymentHold { Id = Guid.CreateVersion7(), EventId = id, BeneficiaryId = person.Id, TenantPath = person.TenantPath, FromMonth = 202504, Why = "Chờ xác minh tin báo: chết", RecordedAt = at }],
        };
    }

    /// <summary>The person is asked about: he receives in another province too.</summary>
    public static ElsewhereCase Elsewhere(Beneficiary person, string marker) => new()
    {
        Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, State = ElsewhereState.Asked, Round = 1, HubVersion = 1, DueOn = new DateOnly(2025, 3, 17),
        Content = new SharedCase
        {
            State = "Asked", Round = 1, Version = 1, Ours = new CaseSide { ProvinceCode = "38", ProvinceName = "Tỉnh Thanh Hóa" }, Theirs = new CaseSide { ProvinceCode = "46", ProvinceName = "Thành phố Huế", CommuneName = marker },
            OurWord = new CaseWord(), TheirWord = new CaseWord(),
        }.ToByteArray(),
    };

    public static Beneficiary Beneficiary(string office, string name, string code) => new()
    {
        Id = Guid.CreateVersion7(), Code = code, TenantPath = office, FullName = name, FoldedName = VietnameseText.Fold(name), BirthDate = "1980-01-01",
        Sex = 1, EthnicCode = "01", CitizenId = "", OldIdentityNumber = "", CommuneCode = office[^5..], Village = "", Phone = "", IdentityStatus = "Pending",
    };
}
