using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>The rows of one page as the database gives them. A database inside the process is read where we stand: it never waits for a network, and a task for each row costs as much as the row.</summary>
internal sealed class PageRows : IAsyncDisposable
{
    private readonly IEnumerator<object?[]>? _here;
    private readonly IAsyncEnumerator<object?[]>? _away;

    private PageRows(IEnumerator<object?[]>? here, IAsyncEnumerator<object?[]>? away) => (_here, _away) = (here, away);

    /// <summary>The rows where they are read without the mapping; else null.</summary>
    public BareRows? Bare { get; private init; }

    /// <summary>The row's values, until the next.</summary>
    public object?[] Current => Bare?.Values ?? _here?.Current ?? _away!.Current;

    /// <param name="parts">Queries to be read one after the other until enough rows have come.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="isInProcess">Whether the database is.</param>
    public static PageRows Of(IEnumerable<IQueryable<object?[]>> parts, int most, bool isInProcess, CancellationToken cancellationToken)
        => isInProcess ? new(Here(parts, most, cancellationToken).GetEnumerator(), null) : new(null, AwayAsync(parts, most, cancellationToken).GetAsyncEnumerator(cancellationToken));

    public static PageRows Of(BareRows rows) => new(null, null) { Bare = rows };

    /// <summary>Rows that are all there.</summary>
    public static PageRows Of(IEnumerable<object?[]> rows) => new(rows.GetEnumerator(), null);

    /// <returns>False when there is no other row.</returns>
    public ValueTask<bool> NextAsync() => Bare is not null ? new(Bare.Next()) : _here is null ? _away!.MoveNextAsync() : new(_here.MoveNext());

    public ValueTask DisposeAsync()
    {
        Bare?.Dispose();
        _here?.Dispose();
        return _away?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static IEnumerable<object?[]> Here(IEnumerable<IQueryable<object?[]>> parts, int most, CancellationToken cancellationToken)
    {
        var given = 0;
        foreach (var part in parts)
        {
            foreach (var row in part)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
                if (++given == most)
                {
                    yield break;
                }
            }
        }
    }

    private static async IAsyncEnumerable<object?[]> AwayAsync(IEnumerable<IQueryable<object?[]>> parts, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = 0;
        foreach (var part in parts)
        {
            await foreach (var row in part.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                yield return row;
                if (++given == most)
                {
                    yield break;
                }
            }
        }
    }
}
