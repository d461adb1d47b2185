using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TestSupport.Server;

/// <summary>A statement of SQL Server has 2,100 parameters at most. EF hands a longer list over as a table of values instead, whose texts have the database's collation and not that of an ordinal column: 468. Lists are asked in chunks.</summary>
/// <param name="refuse">Makes the exception and keeps it.</param>
internal sealed class FewParameters(Func<string, Exception> refuse) : DbCommandInterceptor
{
    private const int Most = 2_000;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Count(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Count(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Count(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Count(command, result));

    private T Count<T>(DbCommand command, T result) => command.Parameters.Count <= Most ? result
        : throw refuse($"{command.Parameters.Count} parameters, SQL Server takes 2,100 at most: ask in chunks.\n{command.CommandText[..Math.Min(400, command.CommandText.Length)]}");
}
