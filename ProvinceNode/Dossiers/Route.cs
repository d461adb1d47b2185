namespace ProvinceNode.Dossiers;

/// <summary>Kinds of steps between the reception and the result.</summary>
public enum RouteStepKind
{
    /// <summary>Xét duyệt at the commune.</summary>
    Review,

    /// <summary>Niêm yết.</summary>
    Posting,

    /// <summary>Trình: the commune's chairman writes to the appraising office.</summary>
    Forward,

    /// <summary>Hội đồng xác định mức độ khuyết tật.</summary>
    Council,

    /// <summary>Kiểm tra hồ sơ lưu của giấy xác nhận khuyết tật.</summary>
    Check,

    /// <summary>Thẩm định.</summary>
    Appraise,

    /// <summary>Đề nghị: the deciding chairman writes to the provincial department.</summary>
    Propose,

    /// <summary>Sở thẩm định and passes on.</summary>
    Province,

    /// <summary>Ký.</summary>
    Decide,

    /// <summary>Ký giấy xác nhận khuyết tật.</summary>
    Certify,
}

/// <summary>One step of a route.</summary>
/// <param name="Deadline">Name of its days in <c>step-deadlines</c>; steps of one name share its days. Empty: the law gives none.</param>
/// <param name="Authority">Legal role that acts here instead of the usual one, or null.</param>
public sealed record RouteStep(RouteStepKind Kind, string Deadline, string? Authority);

/// <summary>The way of a procedure in one organisation, e.g. <c>REVIEW=S2_REVIEW>POSTING=S3_POSTING>DECIDE@COMMUNE_CHAIR=S6_DECIDE</c>. Pure.</summary>
public sealed record Route(IReadOnlyList<RouteStep> Steps)
{
    /// <exception cref="FormatException">Not a route.</exception>
    public static Route Parse(string text) => new(text.Split('>').Select(ParseStep).ToList());

    /// <summary>Status in which a step waits for its verb.</summary>
    public static DossierStatus StatusOf(RouteStepKind kind) => kind switch
    {
        RouteStepKind.Review => DossierStatus.Received,
        RouteStepKind.Posting => DossierStatus.Reviewed,
        RouteStepKind.Forward => DossierStatus.AwaitingForward,
        RouteStepKind.Council => DossierStatus.UnderCouncil,
        RouteStepKind.Check => DossierStatus.UnderCertificateCheck,
        RouteStepKind.Certify => DossierStatus.AwaitingCertificate,
        RouteStepKind.Appraise => DossierStatus.UnderAppraisal,
        RouteStepKind.Propose => DossierStatus.AwaitingProposal,
        RouteStepKind.Province => DossierStatus.UnderProvince,
        RouteStepKind.Decide => DossierStatus.AwaitingSignature,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The step that a status belongs to, or null before, between and after the steps.</summary>
    public static RouteStepKind? KindOf(DossierStatus status) => status switch
    {
        DossierStatus.Received or DossierStatus.SentBack => RouteStepKind.Review,
        DossierStatus.Reviewed or DossierStatus.Posted or DossierStatus.Objected => RouteStepKind.Posting,
        DossierStatus.AwaitingForward => RouteStepKind.Forward,
        DossierStatus.UnderCouncil => RouteStepKind.Council,
        DossierStatus.UnderCertificateCheck => RouteStepKind.Check,
        DossierStatus.AwaitingCertificate => RouteStepKind.Certify,
        DossierStatus.UnderAppraisal or DossierStatus.AwaitingHead => RouteStepKind.Appraise,
        DossierStatus.AwaitingProposal => RouteStepKind.Propose,
        DossierStatus.UnderProvince => RouteStepKind.Province,
        DossierStatus.AwaitingSignature => RouteStepKind.Decide,
        _ => null,
    };

    public bool Has(RouteStepKind kind) => Steps.Any(s => s.Kind == kind);

    public RouteStep? Step(RouteStepKind kind) => Steps.FirstOrDefault(s => s.Kind == kind);

    /// <summary>Where a received dossier waits first.</summary>
    public DossierStatus First => StatusOf(Steps[0].Kind);

    /// <summary>Where the dossier waits when a step is done: the next step that this route has. A step that the route does not have counts by its place in the law's order.</summary>
    /// <exception cref="InvalidOperationException">Nothing comes after it.</exception>
    public DossierStatus After(RouteStepKind kind)
    {
        var next = Steps.SkipWhile(s => s.Kind != kind).Skip(1).FirstOrDefault() ?? (Has(kind) ? null : Steps.FirstOrDefault(s => s.Kind > kind));
        return StatusOf((next ?? throw new InvalidOperationException($"Nothing follows {kind} on this route.")).Kind);
    }

    /// <summary>Where the dossier waits when the step before is undone: the nearest earlier step that this route has, or the reception's answer.</summary>
    public DossierStatus Before(RouteStepKind kind) =>
        (Has(kind) ? Steps.TakeWhile(s => s.Kind != kind) : Steps.Where(s => s.Kind < kind)).LastOrDefault() is { } earlier ? StatusOf(earlier.Kind) : First;

    private static RouteStep ParseStep(string text)
    {
        var (head, deadline) = text.Split('=') is [var h, var d] ? (h, d) : (text, "");
        var (kind, authority) = head.Split('@') is [var k, var a] ? (k, a) : (head, (string?)null);
        return Enum.TryParse<RouteStepKind>(kind, ignoreCase: true, out var parsed)
            ? new RouteStep(parsed, deadline, authority)
            : throw new FormatException($"'{text}' is not a step of a route.");
    }
}
