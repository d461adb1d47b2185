using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>The same with seeds of the day: new ground each day.</summary>
public sealed class PaymentModelOfTodayTests(ITestOutputHelper output)
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
    public Task Months_OfTheSeedsOfTheDay_KeepEveryPromise(int block) => PaymentModel.RunAsync(PaymentModel.Today, block, output);
}
