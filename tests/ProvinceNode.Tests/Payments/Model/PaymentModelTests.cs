using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Months of payment by chance over the real database, the same lives every time.</summary>
public sealed class PaymentModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public Task Months_OfTheFixedSeeds_KeepEveryPromise(int block) => PaymentModel.RunAsync(0, block, output);
}
