using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Every status × verb cell, for every role and office, in both organisations (house rule 8).</summary>
public sealed class StatusTableTests
{
    private const char Commune = 'C';
    private const char Province = 'P';
    private const char Above = 'D'; // the district in three tiers, the commune itself in two

    // Written from policy 3.4 and 5.5, apart from the product's table on purpose.
    private static readonly Dictionary<(DossierStatus, string), (string Role, char Office)> Steps = new()
    {
        [(DossierStatus.AwaitingReception, "dossier.receive")] = ("desk", Commune),
        [(DossierStatus.AwaitingReception, "dossier.request-supplement")] = ("desk", Commune),
        [(DossierStatus.AwaitingReception, "dossier.refuse")] = ("desk", Commune),
        [(DossierStatus.Received, "dossier.request-supplement")] = ("social-officer", Commune),
        [(DossierStatus.Received, "dossier.review")] = ("social-officer", Commune),
        [(DossierStatus.SentBack, "dossier.review")] = ("social-officer", Commune),
        [(DossierStatus.SentBack, "dossier.request-supplement")] = ("social-officer", Commune),
        [(DossierStatus.Reviewed, "dossier.open-posting")] = ("social-officer", Commune),
        [(DossierStatus.Posted, "dossier.object")] = ("social-officer", Commune),
        [(DossierStatus.Posted, "dossier.close-posting")] = ("social-officer", Commune),
        [(DossierStatus.Objected, "dossier.conclude-objection")] = ("chairman", Commune),
        [(DossierStatus.AwaitingForward, "dossier.forward")] = ("chairman", Commune),
        [(DossierStatus.UnderAppraisal, "dossier.appraise")] = ("appraiser", Above),
        [(DossierStatus.UnderAppraisal, "dossier.send-back")] = ("appraiser", Above),
        [(DossierStatus.UnderAppraisal, "dossier.request-supplement")] = ("appraiser", Above),
        [(DossierStatus.AwaitingHead, "dossier.sign-submission")] = ("division-head", Above),
        [(DossierStatus.AwaitingHead, "dossier.send-back")] = ("division-head", Above),
        [(DossierStatus.AwaitingHead, "dossier.appraise")] = ("appraiser", Above),
        [(DossierStatus.UnderCouncil, "dossier.conclude-council")] = ("social-officer", Commune),
        [(DossierStatus.UnderCouncil, "dossier.ask-school")] = ("social-officer", Commune),
        [(DossierStatus.UnderCouncil, "dossier.convene-council")] = ("social-officer", Commune),
        [(DossierStatus.UnderCouncil, "dossier.send-to-medical-board")] = ("social-officer", Commune),
        [(DossierStatus.UnderCouncil, "dossier.request-supplement")] = ("social-officer", Commune),
        [(DossierStatus.AwaitingMedicalBoard, "dossier.take-medical-conclusion")] = ("social-officer", Commune),
        [(DossierStatus.UnderCertificateCheck, "dossier.check-certificate")] = ("social-officer", Commune),
        [(DossierStatus.UnderCertificateCheck, "dossier.request-supplement")] = ("social-officer", Commune),
        [(DossierStatus.AwaitingCertificate, "dossier.issue-certificate")] = ("chairman", Commune),
        [(DossierStatus.AwaitingCertificate, "dossier.send-back")] = ("chairman", Commune),
        [(DossierStatus.AwaitingProposal, "dossier.propose")] = ("chairman", Above),
        [(DossierStatus.AwaitingProposal, "dossier.sign")] = ("chairman", Above),
        [(DossierStatus.AwaitingProposal, "dossier.send-back")] = ("chairman", Above),
        [(DossierStatus.UnderProvince, "dossier.appraise-province")] = ("province-officer", Province),
        [(DossierStatus.UnderProvince, "dossier.send-back")] = ("province-officer", Province),
        [(DossierStatus.AwaitingSignature, "dossier.sign")] = ("chairman", Above),
        [(DossierStatus.AwaitingSignature, "dossier.send-back")] = ("chairman", Above),
        [(DossierStatus.Signed, "dossier.number")] = ("records-clerk", Above),
        [(DossierStatus.Issued, "dossier.hand-over")] = ("desk", Commune),
        [(DossierStatus.Rejected, "dossier.hand-over")] = ("desk", Commune),
        [(DossierStatus.WithdrawalRequested, "dossier.stop")] = ("desk", Commune),
        [(DossierStatus.WithdrawalRequested, "dossier.keep-going")] = ("desk", Commune),
    };

    private static readonly DossierStatus[] Withdrawable =
    [
        DossierStatus.AwaitingReception, DossierStatus.Received, DossierStatus.SupplementRequested, DossierStatus.Reviewed, DossierStatus.Posted,
        DossierStatus.Objected, DossierStatus.AwaitingForward, DossierStatus.UnderAppraisal, DossierStatus.AwaitingHead, DossierStatus.SentBack, DossierStatus.AwaitingSignature,
        DossierStatus.UnderCouncil, DossierStatus.AwaitingProposal, DossierStatus.UnderProvince,
        DossierStatus.AwaitingMedicalBoard, DossierStatus.UnderCertificateCheck, DossierStatus.AwaitingCertificate,
    ];

    // The desk takes both in person, wherever the dossier is.
    private static readonly Dictionary<(DossierStatus, string), (string Role, char Office)> Allowed = Steps
        .Concat(Withdrawable.Select(s => KeyValuePair.Create((s, "dossier.take-withdrawal"), ("desk", Commune))))
        .Append(KeyValuePair.Create((DossierStatus.SupplementRequested, "dossier.take-supplement"), ("desk", Commune))).ToDictionary();

    private static IEnumerable<string> Verbs { get; } = [.. typeof(ActKinds).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [Theory]
    [InlineData("2022-10-05", "38.400.16063", "38.400", "38.400.16066", "38.401")]
    [InlineData("2026-11-16", "38.16072", "38.16072", "38.16078", "38")]
    public void Cell_OfStatusAndVerb_IsOpenToExactlyItsOfficial(string day, string commune, string above, string otherCommune, string otherOffice)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var context = ShippedFlow.On(on);
        var officials = Roles.Names.Keys.SelectMany(r => new[] { commune, above, otherCommune, otherOffice, "38" }.Distinct().Select(o => (Role: r, Office: o, Official: ShippedFlow.Official(r, o)))).ToList();
        var wrong = new List<string>();
        foreach (var status in Enum.GetValues<DossierStatus>())
        {
            var dossier = ShippedFlow.Dossier(on, status);
            foreach (var verb in Verbs)
            {
                foreach (var (role, office, official) in officials)
                {
                    var expected = Expected(status, verb, role, office, commune, above);
                    var found = DossierFlow.Guard(context, dossier, official, verb)?.Code;
                    if (expected != found)
                    {
                        wrong.Add($"{status} × {verb} for {role} of {office}: {found ?? "allowed"} instead of {expected ?? "allowed"}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
    }

    [Fact]
    public void Citizen_MayWithdrawOrAnswer_WhereTheLawLetsHim()
    {
        var moves = StatusTable.Moves.Where(m => m.Authority is null).Select(m => (m.From, m.Verb)).Order();

        Assert.Equal(Withdrawable.Select(s => (s, ActKinds.Withdraw)).Append((DossierStatus.SupplementRequested, ActKinds.AnswerSupplement)).Order(), moves);
    }

    [Fact]
    public void Move_OfARoleWithoutTheAction_IsRefused()
    {
        var context = ShippedFlow.On(ShippedFlow.Pilot);
        foreach (var ((status, verb), (role, office)) in Allowed)
        {
            var official = ShippedFlow.Official(role, office switch { Commune => "38.400.16063", Province => "38", _ => "38.400" }, actions: [Actions.DossierView]);

            Assert.Equal("not-allowed", DossierFlow.Guard(context, ShippedFlow.Dossier(ShippedFlow.Pilot, status), official, verb)?.Code);
        }
    }

    [Fact]
    public void Move_OfTheWrongOffice_NamesTheRightOne()
    {
        var problem = DossierFlow.Guard(
            ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Dossier(ShippedFlow.Pilot, DossierStatus.AwaitingSignature), ShippedFlow.Official(Roles.Chairman, "38.400.16063"), ActKinds.Sign);

        Assert.Contains("UBND huyện Hậu Lộc", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_NamesEachCell_Once()
    {
        Assert.Equal(StatusTable.Moves.Count, StatusTable.Moves.DistinctBy(m => (m.From, m.Verb)).Count());
        Assert.All(StatusTable.Moves.Where(m => m.Authority is not null), m => Assert.Contains(m.Authority!, Authorities.AccountRole.Keys));
    }

    [Fact]
    public void Status_Finished_HasNoWayOutAndEveryOtherHas() => Assert.All(Enum.GetValues<DossierStatus>(),
        s => Assert.Equal(StatusTable.IsFinished(s), !StatusTable.Moves.Any(m => m.From == s)));

    [Fact]
    public void Status_Named_IsUniqueAndVietnamese()
    {
        var names = Enum.GetValues<DossierStatus>().Select(StatusTable.Name).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, n => Assert.Contains(n, c => c > 'z'));
    }

    // Policy 5.3: 1 mới đăng ký, 2 được tiếp nhận, 3 không được tiếp nhận, 4 đang xử lý, 5 yêu cầu bổ sung, 7 rút, 8 dừng, 9 xử lý xong, 10 đã trả.
    [Theory]
    [InlineData(DossierStatus.AwaitingReception, 1)]
    [InlineData(DossierStatus.Received, 2)]
    [InlineData(DossierStatus.Refused, 3)]
    [InlineData(DossierStatus.Reviewed, 4)]
    [InlineData(DossierStatus.Posted, 4)]
    [InlineData(DossierStatus.Objected, 4)]
    [InlineData(DossierStatus.UnderCouncil, 4)]
    [InlineData(DossierStatus.AwaitingMedicalBoard, 4)]
    [InlineData(DossierStatus.UnderCertificateCheck, 4)]
    [InlineData(DossierStatus.AwaitingCertificate, 4)]
    [InlineData(DossierStatus.AwaitingProposal, 4)]
    [InlineData(DossierStatus.UnderProvince, 4)]
    [InlineData(DossierStatus.AwaitingForward, 4)]
    [InlineData(DossierStatus.UnderAppraisal, 4)]
    [InlineData(DossierStatus.AwaitingHead, 4)]
    [InlineData(DossierStatus.SentBack, 4)]
    [InlineData(DossierStatus.AwaitingSignature, 4)]
    [InlineData(DossierStatus.Signed, 4)]
    [InlineData(DossierStatus.SupplementRequested, 5)]
    [InlineData(DossierStatus.WithdrawalRequested, 7)]
    [InlineData(DossierStatus.Stopped, 8)]
    [InlineData(DossierStatus.Issued, 9)]
    [InlineData(DossierStatus.Rejected, 9)]
    [InlineData(DossierStatus.HandedOver, 10)]
    public void Status_OnTheNationalPortal_IsThatOfThePolicy(DossierStatus status, int portal) => Assert.Equal(portal, StatusTable.PortalStatus(status));

    // A receipt is issued whatever step the route begins with; a note on the sheet afterwards takes nothing back.
    [Theory]
    [InlineData(DossierStatus.UnderAppraisal)]
    [InlineData(DossierStatus.UnderCouncil)]
    [InlineData(DossierStatus.UnderCertificateCheck)]
    public void Status_RightAfterReception_IsAcceptedOnTheNationalPortal(DossierStatus first)
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot);
        var context = ShippedFlow.On(ShippedFlow.Pilot);
        DossierFlow.Apply(context, dossier, first, ActKinds.Receive, Mover.System, "");
        dossier.Steps.Add(ProvinceNode.Dossiers.Calendar.DeskStep.Note(dossier, ActKinds.CalendarChange, ShippedFlow.Official(Roles.Desk, "38.400.16063"), "", context.NowUtc, ""));

        Assert.Equal(2, StatusTable.PortalStatus(dossier.Status, StatusTable.LastVerb(dossier.Steps)));
        DossierFlow.Apply(context, dossier, DossierStatus.AwaitingSignature, ActKinds.Appraise, Mover.System, "");
        Assert.Equal(4, StatusTable.PortalStatus(dossier.Status, StatusTable.LastVerb(dossier.Steps)));
    }

    private static string? Expected(DossierStatus status, string verb, string role, string office, string commune, string above)
    {
        if (!Allowed.TryGetValue((status, verb), out var cell))
        {
            return "dossier-wrong-status";
        }

        if (office != (cell.Office switch { Commune => commune, Province => "38", _ => above }))
        {
            return "dossier-other-office";
        }

        return role == cell.Role ? null : "not-allowed";
    }
}
