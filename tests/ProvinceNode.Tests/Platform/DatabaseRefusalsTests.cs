using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Platform;

/// <summary>What SQL Server refuses for good is kept apart from what may go at another moment, by its numbers and severity.</summary>
public sealed class DatabaseRefusalsTests
{
    [Theory]
    [InlineData(14, new[] { 2601 }, true)] // duplicate key of an index
    [InlineData(14, new[] { 2627 }, true)] // duplicate key of a constraint
    [InlineData(16, new[] { 547 }, true)] // check, foreign key
    [InlineData(16, new[] { 515 }, true)] // no value where one must be
    [InlineData(16, new[] { 8152 }, true)] // too long
    [InlineData(16, new[] { 50000 }, true)] // a trigger's own
    [InlineData(16, new[] { 33504 }, true)] // row-level security: another tenant's row
    [InlineData(13, new[] { 1205 }, false)] // deadlock
    [InlineData(11, new[] { -2 }, false)] // time-out
    [InlineData(16, new[] { 1222 }, false)] // lock time-out
    [InlineData(16, new[] { 3960 }, false)] // snapshot conflict
    [InlineData(17, new[] { 9002 }, false)] // log full
    [InlineData(17, new[] { 1105 }, false)] // file full
    [InlineData(20, new[] { 10054 }, false)] // line lost
    [InlineData(16, new[] { 40613 }, false)] // database not there yet
    [InlineData(20, new[] { 547 }, false)] // whatever it says, the connection is gone
    [InlineData(16, new[] { 3621, 1205 }, false)] // one of several passes
    [InlineData(16, new[] { 2627, 3621 }, true)] // with the server's note that the statement was ended
    public void Refusal_OfSqlServer_IsToldFromWhatPasses(byte severity, int[] numbers, bool refused) => Assert.Equal(refused, DatabaseRefusals.IsRefusal(severity, numbers));
}
