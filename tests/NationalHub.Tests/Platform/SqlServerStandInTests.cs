using Microsoft.Data.SqlClient;

namespace NationalHub.Tests.Platform;

public sealed class SqlServerStandInTests
{
    [Fact]
    public async Task Command_WithParameterAgainstRefusedPort_FailsAsSqlExceptionNotAsMissingFile()
    {
        await using var connection = new SqlConnection("Server=tcp:127.0.0.1,1;User Id=a;Password=b;Encrypt=false;Connect Timeout=2;ConnectRetryCount=0");
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT @p";
        command.Parameters.AddWithValue("@p", 1);
        command.Parameters.AddWithValue("@q", "chữ");

        await Assert.ThrowsAsync<SqlException>(async () =>
        {
            await connection.OpenAsync();
            await command.ExecuteReaderAsync();
        });
    }

    /// <summary>An unknown type is looked at for the attribute of user-defined types: without the assembly that is a missing file.</summary>
    [Fact]
    public void Parameter_OfATypeThatSqlServerDoesNotKnow_IsRefusedAsArgument() =>
        Assert.Throws<ArgumentException>(() => new SqlParameter("@p", new Unmapped()).SqlDbType);

    /// <summary>SqlClient looks at the value's type for user-defined types before it sends anything: that is where the assembly is loaded.</summary>
    [Fact]
    public void StandIn_LoadedByTheNameThatSqlClientAsksFor_IsOurs()
    {
        var asked = typeof(SqlConnection).Assembly.GetReferencedAssemblies().Single(a => a.Name == "Microsoft.SqlServer.Server");

        var loaded = System.Reflection.Assembly.Load(asked);

        Assert.Equal(asked.GetPublicKeyToken(), loaded.GetName().GetPublicKeyToken());
        Assert.Equal(new Version(1, 0, 0, 0), loaded.GetName().Version);
        Assert.NotNull(loaded.GetType("Microsoft.SqlServer.Server.SqlUserDefinedTypeAttribute"));
    }

    private sealed class Unmapped;
}
