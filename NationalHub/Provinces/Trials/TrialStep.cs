using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces.Trials;

/// <summary>Rows of one table that a trial left, removed by stretches of their ids.</summary>
internal abstract class TrialStep(string name)
{
    /// <summary>What the operator is told.</summary>
    public string Name => name;

    public static TrialStep Of<T>(string name, Expression<Func<T, string>> id, Func<HubDb, TrialRemoval, IQueryable<T>> rows)
        where T : class => new Table<T>(name, ((MemberExpression)id.Body).Member.Name, rows);

    /// <param name="after">Id after which it begins.</param>
    /// <returns>How many rows went, and the last id looked at; null: none is left.</returns>
    public abstract Task<(int Removed, string? Last)> PieceAsync(HubDb db, TrialRemoval removal, string after, int atOnce, CancellationToken cancellation);

    /// <summary>The query that finds the end of a stretch; for tests of its translation.</summary>
    internal abstract IQueryable<string> Ids(HubDb db, TrialRemoval removal, string after);

    private sealed class Table<T>(string name, string id, Func<HubDb, TrialRemoval, IQueryable<T>> rows) : TrialStep(name)
        where T : class
    {
        public override async Task<(int Removed, string? Last)> PieceAsync(HubDb db, TrialRemoval removal, string after, int atOnce, CancellationToken cancellation)
        {
            var last = await Ids(db, removal, after).Skip(atOnce - 1).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            var left = Left(db, removal, after);
#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
            var piece = last is null ? left : left.Where(r => string.Compare(EF.Property<string>(r, id), last) <= 0);
#pragma warning restore CA1309
            return (await piece.ExecuteDeleteAsync(cancellation).ConfigureAwait(false), last);
        }

        internal override IQueryable<string> Ids(HubDb db, TrialRemoval removal, string after) => Left(db, removal, after).Select(r => EF.Property<string>(r, id)).OrderBy(i => i);

#pragma warning disable CA1309 // As above.
        private IQueryable<T> Left(HubDb db, TrialRemoval removal, string after) => rows(db, removal).Where(r => string.Compare(EF.Property<string>(r, id), after) > 0);
#pragma warning restore CA1309
    }
}
