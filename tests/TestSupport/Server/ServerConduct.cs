using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Platform;
using ProvinceNode.Platform;

namespace TestSupport.Server;

/// <summary>
/// What SQLite lets pass and SQL Server does not, refused in every host test: a second query while a reader is open, a text that is longer than its column, a saver's turn taken after other
/// rows, a list of thousands in one statement. What a job swallows fails its host when it ends.
/// </summary>
public sealed class ServerConduct
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly OneReader _reader;
    private readonly TurnFirst _turn;
    private readonly FittingTexts _texts;
    private readonly FewParameters _parameters;

    public ServerConduct()
    {
        _reader = new OneReader(Refuse);
        _turn = new TurnFirst(Refuse);
        _texts = new FittingTexts(Refuse);
        _parameters = new FewParameters(Refuse);
    }

    /// <summary>What was refused, first to last.</summary>
    public IEnumerable<string> Faults => _faults;

    /// <summary>Adds it to the databases of a node or hub of a test, whose services then hold it.</summary>
    public static void Attach(IServiceCollection services)
    {
        var conduct = new ServerConduct();
        services.AddSingleton(conduct);
        services.ConfigureDbContext<SqliteNodeDb>(conduct.Attach);
        services.ConfigureDbContext<SqliteHubDb>(conduct.Attach);
    }

    public void Attach(DbContextOptionsBuilder builder) => builder.AddInterceptors(_reader, _reader.Transactions, _turn, _texts, _parameters);

    /// <exception cref="InvalidOperationException">Something was refused in the life of the host.</exception>
    public void Check()
    {
        if (_faults.TryPeek(out var first))
        {
            throw new InvalidOperationException(first);
        }
    }

    private InvalidOperationException Refuse(string fault)
    {
        _faults.Enqueue(fault);
        return new InvalidOperationException(fault);
    }
}
