using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Platform;

namespace TestSupport;

/// <summary>
/// Each query that a test compiles on SQLite is translated for SQL Server in the same moment, without a server.
/// A query that only one provider understands fails the test that ran it.
/// </summary>
public sealed class QueryRecorder : IQueryExpressionInterceptor
{
    private static readonly QueryRecorder One = new();
    private static readonly MethodInfo Translate =
        typeof(QueryRecorder).GetMethod(nameof(TranslateAs), BindingFlags.Static | BindingFlags.NonPublic)!;

    private QueryRecorder()
    {
    }

    /// <summary>Queries seen in this process.</summary>
    public static ConcurrentDictionary<string, byte> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Queries that SQL Server does not understand, with the reason.</summary>
    public static ConcurrentQueue<string> Failures { get; } = new();

    public static void Attach(IServiceCollection services) => services.ConfigureDbContext<SqliteNodeDb>(b => b.AddInterceptors(One));

    /// <summary>Adds the recorder to a context's options.</summary>
    public static void Attach(DbContextOptionsBuilder builder) => builder.AddInterceptors(One);

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is SqliteNodeDb && Seen.TryAdd(queryExpression.Print(), 0))
        {
            try
            {
                TranslateForSqlServer(queryExpression);
            }
            catch (InvalidOperationException e)
            {
                Failures.Enqueue($"{e.Message}\n{queryExpression.Print()}");
                throw;
            }
        }

        return queryExpression;
    }

    /// <exception cref="InvalidOperationException">SQL Server's provider cannot translate the query.</exception>
    public static void TranslateForSqlServer(Expression query)
    {
        using var db = new SqlServerNodeDbDesign().CreateDbContext([]);
        var moved = new OtherModel(db.Model).Visit(query);
        var element = moved.Type.IsAssignableTo(typeof(IQueryable)) ? moved.Type.GetGenericArguments().FirstOrDefault() : null;
        var result = element is null ? moved.Type : typeof(IEnumerable<>).MakeGenericType(element);
        try
        {
            Translate.MakeGenericMethod(result).Invoke(null, [db, moved]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            throw new InvalidOperationException($"SQL Server does not understand this query: {inner.Message}", inner);
        }
    }

    private static void TranslateAs<T>(DbContext db, Expression query) =>
        db.GetService<IQueryCompilationContextFactory>().Create(async: false).CreateQueryExecutor<T>(query);

    private sealed class OtherModel(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            // Also the root of raw SQL: what stands around it is translated, the text itself is its writer's care.
            EntityQueryRootExpression root => new EntityQueryRootExpression(Same(root.EntityType)),
            _ => base.VisitExtension(node),
        };

        private IEntityType Same(IEntityType type) => model.FindEntityType(type.Name)
            ?? throw new InvalidOperationException($"{type.Name} is not in the SQL Server model.");
    }
}
