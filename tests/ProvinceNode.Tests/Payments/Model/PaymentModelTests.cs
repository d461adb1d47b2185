using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Months of payment by chance over the real database, the same lives every time.</summary>
public sealed class PaymentModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    public Task Months_OfTheFixedSeeds_KeepEveryPromise(int block) => PaymentModel.RunAsync(1 + (block * PaymentModel.Block), output);
}
