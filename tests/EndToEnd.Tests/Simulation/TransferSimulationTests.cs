namespace EndToEnd.Tests.Simulation;

/// <summary>A move between two provinces through thousands of lives: never two payers of a month, and at the end exactly one, or a decision that nobody is due anything (policy 3.7).</summary>
public sealed class TransferSimulationTests
{
    private const int Lives = 20_000;

    [Fact]
    public void Transfers_UnderRandomFaults_HaveOnePayerEachMonth()
    {
        var (old, taken, paper, ended) = (0, 0, 0, 0);
        for (var seed = 1; seed <= Lives; seed++)
        {
            var world = new TransferWorld(seed);
            world.Begin();
            for (var step = 0; step < 120; step++)
            {
                world.Step();
                Assert.True(world.Payers <= 1, world.Shown);
            }

            world.Faulty = false;
            for (var step = 0; step < 1_500 && !(world.IsQuiet && step > 400); step++)
            {
                world.Step();
                Assert.True(world.Payers <= 1, world.Shown);
            }

            Assert.True(world.IsQuiet && (world.Payers == 1 || world.Ended), world.Shown);
            (old, taken, paper, ended) = (old + (world.OldPays ? 1 : 0), taken + (world.NewPays ? 1 : 0), paper + (world.NewPaysOnPaper ? 1 : 0), ended + (world.Payers == 0 ? 1 : 0));
        }

        // Each end is met often, or the schedules try nothing.
        Assert.All(new[] { old, taken, paper, ended }, n => Assert.True(n > Lives / 50, $"{old} {taken} {paper} {ended}"));
    }
}
