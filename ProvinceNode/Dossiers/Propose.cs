using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Đề nghị Sở: the deciding chairman proposes an admission to an institution of the province (Decree 20 Art. 28). The letter takes a number of his book.</summary>
public sealed class Propose(DossierDesk desk)
{
    private const string Series = "UBND-VX";

    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => SendAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> SendAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Propose, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (dossier.AppraisedById == official.Id)
        {
            return DossierProblems.FourEyes.Now("thẩm định", "ký đề nghị");
        }

        var number = PaperNumbers.Print(await PaperNumbers.NextAsync(desk.Db, official.Office.Value, Series, context.Today.Year, cancel), Series);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D11", number, Letter(context, dossier, number, official)));
        return await desk.MoveAsync(opened.Value, ActKinds.Propose, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Propose), $"Công văn số {number}", cancel, number);
    }

    private static PaperContent Letter(FlowContext context, Dossier dossier, string number, SignedInOfficial official) => new()
    {
        Issuer = PaperStyle.Upper(context.OfficeName(Authorities.Decider, official.Office)), PlaceAndDate = PaperStyle.PlaceAndDate(context, official.Office),
        NumberLine = $"Số: {number}", Title = "CÔNG VĂN", Summary = "V/v tiếp nhận đối tượng vào cơ sở trợ giúp xã hội", DossierCode = dossier.Code,
        Paragraphs =
        [
            $"Kính gửi: {context.Authorities.Rule(Authorities.ProvinceDepartment, context.Today).Title}.",
            $"Căn cứ Nghị định số 20/2021/NĐ-CP và kết quả thẩm định hồ sơ mã {dossier.Code}, đề nghị xem xét tiếp nhận ông/bà {dossier.Owner.FullName}, sinh {Protos.Values.BirthDate.Parse(dossier.Owner.BirthDate).Printed}, nơi cư trú {PaperStyle.Address(dossier)}, vào cơ sở trợ giúp xã hội.",
            "Trân trọng đề nghị./.",
        ],
        Recipients = ["Như trên;", "Lưu: VT."], Signatures = [new("CHỦ TỊCH", official.FullName, "")],
    };
}

/// <inheritdoc cref="Propose"/>
[Needs(Actions.DossierSign)]
public sealed class ProposeModel(Propose verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Propose;

    protected override string Done => "Đã gửi đề nghị đến Sở.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
