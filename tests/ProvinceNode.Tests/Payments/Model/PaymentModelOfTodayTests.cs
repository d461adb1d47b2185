using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>The same with seeds of the day: new ground each day.</summary>
public sealed class PaymentModelOfTodayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    public Task Months_OfTheSeedsOfTheDay_KeepEveryPromise(int block) => PaymentModel.RunAsync(PaymentModel.Today + (block * PaymentModel.Block), output);
}
