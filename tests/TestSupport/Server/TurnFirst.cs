using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TestSupport.Server;

/// <summary>
/// A saver of the node takes the turn before any other row: who locks a row first and waits for the turn, and who has the turn and waits for that row, are a deadlock on SQL Server (1205).
/// SQLite has one writer and never sees it.
/// </summary>
/// <param name="refuse">Makes the exception and keeps it.</param>
internal sealed class TurnFirst(Func<string, Exception> refuse) : DbCommandInterceptor
{
    private static readonly string[] Writes = ["UPDATE ", "INSERT ", "DELETE "];
    private static readonly string[] Turns = ["UPDATE \"NodeState\"", "INSERT INTO \"NodeState\""];
    private readonly ConditionalWeakTable<DbTransaction, Story> _stories = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Follow(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Follow(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Follow(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Follow(command, result));

    private T Follow<T>(DbCommand command, T result)
    {
        if (command.Transaction is not { } transaction)
        {
            return result;
        }

        var (story, text) = (_stories.GetOrCreateValue(transaction), command.CommandText);
        // Whoever writes the row of the turn has it.
        if (Array.Exists(Turns, t => text.StartsWith(t, StringComparison.Ordinal)))
        {
            if (story is { Turn: false, Written.Length: > 0 })
            {
                throw refuse($"The turn is taken after another row was written, a deadlock on SQL Server:\n{story.Written}");
            }

            story.Turn = true;
        }
        else if (!story.Turn && story.Written.Length == 0 && Array.Exists(Writes, w => text.StartsWith(w, StringComparison.Ordinal)))
        {
            story.Written = text;
        }

        return result;
    }

    private sealed class Story
    {
        public bool Turn { get; set; }

        public string Written { get; set; } = "";
    }
}
