using ProvinceNode.Organization;

namespace ProvinceNode.Payments.Seeing;

/// <summary>Đối chiếu của tháng: money out, paid, unpaid, returned, failed and open by commune and method, with the identity, each number leading to its lines.</summary>
[Needs(Actions.PaymentView)]
public sealed class MonthAccountsPageModel(MonthAccounts accounts, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    public MonthBook Book { get; private set; } = null!;

    protected override async Task ShowAsync(CancellationToken cancel) => Book = await accounts.OfAsync(Period, cancel);
}
