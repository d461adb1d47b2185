namespace ProvinceNode.Eligibility;

/// <summary>Points of Art. 22(1), for a child of group 1, and of Art. 23(1), for a disabled or elderly person; the letters are the decree's. Stored by name.</summary>
[Flags]
public enum CarerPoints
{
    None = 0,

    /// <summary>a: full civil capacity, keeps the law.</summary>
    A = 1,

    /// <summary>b: of a child: voluntary; else: health, experience and skill.</summary>
    B = 2,

    /// <summary>c: a stable dwelling with room for who is cared for.</summary>
    C = 4,

    /// <summary>d: of a child: economic means, health, experience; else: economic means.</summary>
    D = 8,

    /// <summary>đ: wife or husband who lives with him satisfies a and b; also when there is none.</summary>
    Spouse = 16,
}

/// <summary>A point as people read it.</summary>
public sealed record CarerPoint(CarerPoints Point, string Letter, string Words);

/// <summary>What the commune found of who cares for somebody and confirmed (Decree 20 Art. 22, 23; forms 2a, 2b and 03 end with it). Pure.</summary>
/// <param name="Article">22 or 23: a confirmation under one says nothing of the other.</param>
/// <param name="Name">As the declaration has it; empty when form 03 alone was filed.</param>
public sealed record CarerFacts(CareKind Kind, int Article, string Name)
{
    /// <summary>Of children of group 1.</summary>
    public const int OfChildren = 22;

    /// <summary>Of disabled and elderly people.</summary>
    public const int OfOthers = 23;

    /// <summary>Met, as verified.</summary>
    public CarerPoints Met { get; init; }

    /// <summary>No wife or husband lives with him: point đ asks nothing.</summary>
    public bool Alone { get; init; }

    /// <summary>Grandparent, aunt, uncle or sibling of the child: may be accepted without a, c and d (Art. 22).</summary>
    public bool NearRelative { get; init; }

    /// <summary>Day of the commune's conclusion.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>The points of an article, in its order.</summary>
    public static IReadOnlyList<CarerPoint> PointsOf(int article) => article == OfChildren ? Children : Others;

    /// <summary>Whether a point is met or need not be.</summary>
    public bool Accepts(CarerPoints point) => Met.HasFlag(point) || Excuses(point);

    /// <summary>Whether a point is not met and need not be.</summary>
    public bool Excuses(CarerPoints point) => !Met.HasFlag(point) && Article == OfChildren && NearRelative && point is CarerPoints.A or CarerPoints.C or CarerPoints.D;

    /// <summary>Whether all conditions of an article are confirmed.</summary>
    public bool Meets(int article)
    {
        var points = PointsOf(article);
        for (var i = 0; i < points.Count; i++)
        {
            if (article != Article || !Accepts(points[i].Point))
            {
                return false;
            }
        }

        return true;
    }

    private static CarerPoint[] Children { get; } =
    [
        new(CarerPoints.A, "a", "Có năng lực hành vi dân sự đầy đủ, chấp hành tốt pháp luật"),
        new(CarerPoints.B, "b", "Tự nguyện nhận chăm sóc, nuôi dưỡng trẻ em"),
        new(CarerPoints.C, "c", "Có nơi ở ổn định và nơi ở cho trẻ em được nhận chăm sóc"),
        new(CarerPoints.D, "d", "Có điều kiện kinh tế, sức khỏe, kinh nghiệm chăm sóc, nuôi dưỡng trẻ em"),
        new(CarerPoints.Spouse, "đ", "Vợ hoặc chồng sống cùng bảo đảm điều kiện tại điểm a và điểm b"),
    ];

    private static CarerPoint[] Others { get; } =
    [
        new(CarerPoints.A, "a", "Có năng lực hành vi dân sự đầy đủ, chấp hành tốt pháp luật"),
        new(CarerPoints.B, "b", "Có sức khỏe, kinh nghiệm và kỹ năng chăm sóc"),
        new(CarerPoints.C, "c", "Có nơi ở ổn định và nơi ở cho người được nhận chăm sóc"),
        new(CarerPoints.D, "d", "Có điều kiện kinh tế"),
        new(CarerPoints.Spouse, "đ", "Vợ hoặc chồng sống cùng bảo đảm điều kiện tại điểm a và điểm b"),
    ];
}
