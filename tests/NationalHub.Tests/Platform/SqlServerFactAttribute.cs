namespace NationalHub.Tests.Platform;

/// <summary>A test that executes on SQL Server: run against BTXH_TEST_SQLSERVER, else shown as skipped with the reason, never as passed.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BTXH_TEST_SQLSERVER")))
        {
            Skip = "BTXH_TEST_SQLSERVER holds no connection string: nothing was executed on SQL Server.";
        }
    }
}
