using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Routes and days of every procedure in both organisations (policy 3.1, 3.4–3.11, A.4).</summary>
public sealed class ProcedureRouteTests
{
    // Verb of each waiting status, written apart from the product's tables.
    private static readonly Dictionary<DossierStatus, string> Verb = new()
    {
        [DossierStatus.Received] = "dossier.review", [DossierStatus.Reviewed] = "dossier.open-posting", [DossierStatus.AwaitingForward] = "dossier.forward",
        [DossierStatus.UnderCouncil] = "dossier.conclude-council", [DossierStatus.UnderAppraisal] = "dossier.appraise", [DossierStatus.AwaitingProposal] = "dossier.propose",
        [DossierStatus.UnderProvince] = "dossier.appraise-province", [DossierStatus.AwaitingSignature] = "dossier.sign",
        [DossierStatus.UnderCertificateCheck] = "dossier.check-certificate", [DossierStatus.AwaitingCertificate] = "dossier.issue-certificate",
    };

    // Policy 3.1 "working days (whole)" and U3, written from the policy.
    [Theory]
    [InlineData("1.001776", RequestKind.Grant, "3T", 22)]
    [InlineData("1.001776", RequestKind.Adjust, "3T", 22)]
    [InlineData("1.001776", RequestKind.Stop, "3T", 13)]
    [InlineData("1.001776", RequestKind.Grant, "2T", 12)]
    [InlineData("1.001776", RequestKind.Suspend, "2T", 10)]
    [InlineData("1.001758", RequestKind.MoveWithin, "3T", 6)]
    [InlineData("1.001753", RequestKind.MoveIn, "3T", 8)]
    [InlineData("1.001753", RequestKind.MoveIn, "2T", 5)]
    [InlineData("1.001753", RequestKind.MoveOut, "2T", 5)]
    [InlineData("1.001731", RequestKind.Funeral, "3T", 5)]
    [InlineData("1.001731", RequestKind.Funeral, "2T", 5)]
    [InlineData("1.001739", RequestKind.Emergency, "3T", 5)]
    [InlineData("2.000777", RequestKind.Emergency, "3T", 2)]
    [InlineData("2.000744", RequestKind.Emergency, "3T", 3)]
    [InlineData("2.000751", RequestKind.Emergency, "3T", 2)]
    [InlineData("2.000286", RequestKind.Admit, "3T", 34)]
    [InlineData("2.000282", RequestKind.Admit, "3T", 10)]
    [InlineData("2.000477", RequestKind.Discharge, "3T", 7)]
    [InlineData("1.001699", RequestKind.CertifyDisability, "3T", 25)]
    [InlineData("1.001653", RequestKind.ExchangeCertificate, "2T", 5)]
    [InlineData("1.014027", RequestKind.SocialPension, "2T", 10)]
    [InlineData("1.014028", RequestKind.Funeral, "2T", 5)]
    public void Procedure_AsAWhole_PromisesTheDaysOfTheLaw(string procedure, RequestKind kind, string regime, int days) =>
        Assert.Equal(days, LegalClock.TotalDays(On(regime), procedure, kind));

    [Theory]
    [InlineData("2.000777", "2022-10-07", "2022-10-09")] // a Friday; "02 ngày" are plain days
    [InlineData("2.000751", "2022-10-07", "2022-10-09")]
    [InlineData("2.000744", "2022-10-07", "2022-10-12")] // working days
    public void Deadline_InPlainDays_CountsTheWeekend(string procedure, string received, string due) =>
        Assert.Equal(Day(due), LegalClock.DueOn(ShippedFlow.On(Day(received)), procedure, Day(received)));

    [Theory]
    [InlineData("1.001758", "2025-06-30", true)]
    [InlineData("1.001758", "2025-07-01", false)]
    [InlineData("1.014027", "2025-06-30", false)]
    [InlineData("1.014027", "2025-07-01", true)]
    [InlineData("1.014028", "2025-06-30", false)]
    [InlineData("1.001731", "2025-07-01", true)]
    public void Procedure_IsTaken_OnlyInItsDays(string procedure, string day, bool open) =>
        Assert.Equal(open, Procedures.IsOpen(procedure, ShippedFlow.On(Day(day)).Regime, Day(day)));

    [Fact]
    public void Table_OfTheProcedures_HoldsEveryCodeOfThePolicy() => Assert.All(
        new[] { "1.001653", "1.001699", "1.001731", "1.001739", "1.001753", "1.001758", "1.001776", "1.014027", "1.014028", "2.000282", "2.000286", "2.000477", "2.000744", "2.000751", "2.000777" }, c => Assert.True(Procedures.IsKnown(c), c));

    [Fact]
    public void Steps_WithDays_FindThemInTheTable() => Assert.Empty(
        from route in Routes()
        from step in route.Route.Steps
        where step.Deadline.Length > 0 && !LegalClock.Has(On(route.Regime), route.Procedure, step.Deadline)
        select $"{route.Procedure} {route.Regime} {step.Deadline}");

    [Fact]
    public void Steps_OfEveryRoute_AreOpenToExactlyOneRole()
    {
        var wrong = new List<string>();
        foreach (var (procedure, kind, regime, route) in Routes())
        {
            var context = On(regime);
            for (var status = route.First; ; status = route.After(Route.KindOf(status)!.Value))
            {
                var dossier = Dossier(procedure, kind, regime, status);
                var who = Roles.Names.Keys.SelectMany(r => Offices(regime).Select(o => (Role: r, Office: o)))
                    .Where(c => DossierFlow.Guard(context, dossier, ShippedFlow.Official(c.Role, c.Office), Verb[status]) is null).ToList();
                if (who.Count != 1)
                {
                    wrong.Add($"{procedure} {kind} {regime} {status}: {string.Join(", ", who)}");
                }

                if (status is DossierStatus.AwaitingSignature or DossierStatus.AwaitingCertificate)
                {
                    break;
                }
            }
        }

        Assert.Empty(wrong);
    }

    // Who decides and who numbers, where it is not the usual chairman.
    [Theory]
    [InlineData("2.000751", RequestKind.Emergency, "3T", "chairman", "38.400.16063", "38.400.16063")]
    [InlineData("1.001758", RequestKind.MoveWithin, "3T", "division-head", "38.400", "38.400")]
    [InlineData("2.000282", RequestKind.Admit, "3T", "institution-head", "38.90001", "38.90001")]
    [InlineData("2.000477", RequestKind.Discharge, "2T", "institution-head", "38.90001", "38.90001")]
    [InlineData("1.001731", RequestKind.Funeral, "3T", "chairman", "38.400", "38.400")]
    [InlineData("1.014027", RequestKind.SocialPension, "2T", "chairman", "38.16072", "38.16072")]
    public void Decision_OfAProcedure_IsSignedAndNumberedByItsOffice(string procedure, RequestKind kind, string regime, string role, string office, string clerkOffice)
    {
        var (context, dossier) = (On(regime), Dossier(procedure, kind, regime, DossierStatus.AwaitingSignature));

        Assert.Null(DossierFlow.Guard(context, dossier, ShippedFlow.Official(role, office), ActKinds.Sign));
        dossier.Status = DossierStatus.Signed;
        Assert.Null(DossierFlow.Guard(context, dossier, ShippedFlow.Official(Roles.RecordsClerk, clerkOffice), ActKinds.Number));
    }

    [Fact]
    public void Verbs_OutsideTheRoute_AreRefusedInEveryStatus()
    {
        var wrong = from route in Routes()
                    from status in Enum.GetValues<DossierStatus>()
                    where Route.KindOf(status) is null
                    from verb in Verb.Values
                    where verb != "dossier.review"
                    from office in Offices(route.Regime)
                    from role in Roles.Names.Keys
                    where DossierFlow.Guard(On(route.Regime), Dossier(route.Procedure, route.Kind, route.Regime, status), ShippedFlow.Official(role, office), verb)?.Code != "dossier-wrong-status"
                    select $"{route.Procedure} {status} {verb} {role}";

        Assert.Empty(wrong.Take(5));
    }

    [Fact]
    public void SendBack_WhereNobodyReviewed_IsNoMove() => Assert.Equal("dossier-wrong-status", DossierFlow.Guard(
        On("3T"), Dossier("2.000777", RequestKind.Emergency, "3T", DossierStatus.UnderAppraisal), ShippedFlow.Official(Roles.Appraiser, "38.400"), ActKinds.SendBack)?.Code);

    [Fact]
    public void Route_WithAnUnknownStep_IsRefused() => Assert.Throws<FormatException>(() => Route.Parse("REVIEW>DANCE"));

    private static IEnumerable<(string Procedure, RequestKind Kind, string Regime, Route Route)> Routes() =>
        from row in ReferenceTable.Read("procedure-routes").Rows
        from kind in row["kinds"].Split(',').Select(Enum.Parse<RequestKind>)
        from regime in row["regime"] == "ANY" ? new[] { "3T", "2T" } : [row["regime"]]
        select (row["procedure"], kind, regime, Route.Parse(row["route"]));

    private static FlowContext On(string regime) => ShippedFlow.On(regime == "3T" ? ShippedFlow.Pilot : ShippedFlow.TwoTier);

    private static string[] Offices(string regime) => regime == "3T" ? ["38.400.16063", "38.400", "38", "38.90001", "38.90002"] : ["38.16072", "38", "38.90001", "38.90002"];

    private static Dossier Dossier(string procedure, RequestKind kind, string regime, DossierStatus status)
    {
        var like = ShippedFlow.Dossier(regime == "3T" ? ShippedFlow.Pilot : ShippedFlow.TwoTier, status);
        return new Dossier
        {
            Id = like.Id, Code = like.Code, TenantPath = like.TenantPath, SharedPath = "38.90001", ProcedureCode = procedure, Kind = kind, Channel = 1, Status = status, Owner = like.Owner,
            Applicant = like.Applicant, Identity = like.Identity, SubmissionKey = "k", SubmittedAt = like.SubmittedAt, Requests = like.Requests,
        };
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
