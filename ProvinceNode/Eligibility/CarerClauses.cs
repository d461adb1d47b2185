namespace ProvinceNode.Eligibility;

/// <summary>Conditions of who cares, point by point (Decree 20 Art. 22, 23), as the commune confirmed them.</summary>
internal static class CarerClauses
{
    /// <param name="article">22 or 23.</param>
    public static ClauseRule[] Of(CareKind kind, int article) => CarerFacts.PointsOf(article).Select(p => new ClauseRule(
        $"điểm {p.Letter} khoản 1 Điều {article} {Articles.Decree20}", "Người chăm sóc: " + char.ToLower(p.Words[0], Protos.Values.VietnameseFormat.Culture) + p.Words[1..],
        (in CaseMonth c) => Holds(c.CareOf(kind, article), article, p.Point), (in CaseMonth c) => Found(c.CareOf(kind, article), article, p.Point))).ToArray();

    // What was decided before the points were kept apart rests on the commune's word as a whole.
    private static bool Holds(CareSpan? care, int article, CarerPoints point) =>
        care is not null && (care.Carer is { } carer ? carer.Article == article && carer.Accepts(point) : care.ConditionsMet);

    private static string Found(CareSpan? care, int article, CarerPoints point) => care switch
    {
        null => "Chưa có người chăm sóc",
        { Carer: null, ConditionsMet: true } => "Đạt, theo xác nhận chung của UBND cấp xã",
        { Carer: null } => "Chưa được UBND cấp xã xác nhận",
        { Carer: { } carer } when carer.Article != article => $"UBND cấp xã xác nhận theo Điều {carer.Article}, chưa xác nhận theo Điều {article}",
        { Carer: { } carer } when carer.Excuses(point) => "Không đạt, nhưng được xem xét vì là ông, bà, cô, dì, chú, bác hoặc anh, chị, em ruột (Điều 22)",
        { Carer: { } carer } when !carer.Accepts(point) => "Không đạt, theo xác nhận của UBND cấp xã",
        { Carer.Alone: true } when point == CarerPoints.Spouse => "Không có vợ hoặc chồng sống cùng",
        _ => "Đạt, theo xác nhận của UBND cấp xã",
    };
}
