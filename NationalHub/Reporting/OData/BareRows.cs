using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace NationalHub.Reporting.OData;

/// <summary>
/// Rows of SQLite as they lie in its memory: their texts go into the answer as the bytes they are. To make a string of each and bytes of it again costs as much as to find the row. Only where the
/// mapping changes nothing on the way: texts, whole numbers, truths and times, which are UTC in every store.
/// </summary>
internal sealed class BareRows : IDisposable
{
    private readonly IReadOnlyList<Expression> _values;
    private readonly IEnumerator<IQueryable<object?[]>> _parts;
    private readonly int _most;
    private readonly CancellationToken _cancellationToken;
    private SqliteCommand? _command;
    private SqliteDataReader? _row;
    private int _read;

    private Action<int>? _told;

    private BareRows(IReadOnlyList<Expression> values, IEnumerable<IQueryable<object?[]>> parts, int most, CancellationToken cancellationToken)
        => (_values, _parts, _most, _cancellationToken) = (values, parts.GetEnumerator(), most, cancellationToken);

    /// <summary>Stands on a row, which is valid until the next.</summary>
    public SqliteDataReader Row => _row!;

    /// <summary>The row as the mapping would give it.</summary>
    public object?[] Values => [.. _values.Select((value, i) => Value(Row, i, EdmTypes.Bare(value.Type)))];

    /// <summary>Whether the rows of an answer that is written plainly can be read so.</summary>
    public static bool Fit(FeedPlan plan, EntitySetDefinition set, DbContext db)
        => plan.IsPlain && db.Model.FindEntityType(set.EntityType) is { } mapped && plan.Output.All(column => Fits(column, mapped)) && plan.Values.All(value => KindOf(value.Type) is not null);

    /// <param name="parts">Queries to be read one after the other until enough rows have come.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="told">Hears at the end how many rows were read: these pass no interceptor of commands.</param>
    /// <returns>Null where the statement does not give the plan's values one by one, as it need not.</returns>
    public static BareRows? Open(FeedPlan plan, IEnumerable<IQueryable<object?[]>> parts, int most, Action<int>? told, CancellationToken cancellationToken)
    {
        var rows = new BareRows(plan.Values, parts, most, cancellationToken);
        if (!rows.Begin() || rows.IsAsPlanned())
        {
            rows._told = told;
            return rows;
        }
        rows.Dispose();
        return null;
    }

    /// <returns>False when there is no other row.</returns>
    public bool Next()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_read == _most || _row is null)
        {
            return false;
        }
        while (!Row.Read())
        {
            if (!Begin())
            {
                return false;
            }
        }
        _read++;
        return true;
    }

    public void Dispose()
    {
        End();
        _parts.Dispose();
        _told?.Invoke(_read);
        _told = null;
    }

    /// <summary>Begins the next part.</summary>
    private bool Begin()
    {
        End();
        if (!_parts.MoveNext())
        {
            return false;
        }
        _command = (SqliteCommand)_parts.Current.CreateDbCommand();
        _row = _command.ExecuteReader();
        return true;
    }

    private void End()
    {
        _row?.Dispose();
        _command?.Dispose();
        (_row, _command) = (null, null);
    }

    private bool IsAsPlanned()
        => Row.FieldCount == _values.Count && !_values.Where((value, i) => value is MemberExpression member && member.Member.Name != Row.GetName(i)).Any();

    /// <summary>How a value of a type is written; null when it is not by this way.</summary>
    public static BareKind? KindOf(Type type) => EdmTypes.Bare(type) switch
    {
        var bare when bare == typeof(string) => BareKind.Text,
        var bare when bare == typeof(long) || bare == typeof(int) || bare == typeof(short) || bare == typeof(byte) => BareKind.Whole,
        var bare when bare == typeof(bool) => BareKind.Truth,
        var bare when bare == typeof(DateTime) => BareKind.Time,
        _ => null,
    };

    private static bool Fits(Column column, IEntityType mapped)
        => !column.Masked && KindOf(column.Type) is { } kind && column.Property is { } property && mapped.FindProperty(property.Name)?.GetTypeMapping() is { } mapping
        && (mapping.Converter is null || (kind == BareKind.Time && mapping.Converter.ProviderClrType == typeof(DateTime)));

    private static object? Value(SqliteDataReader row, int at, Type type) => row.IsDBNull(at) ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.String => row.GetString(at),
        TypeCode.Int64 => row.GetInt64(at),
        TypeCode.Int32 => row.GetInt32(at),
        TypeCode.Int16 => row.GetInt16(at),
        TypeCode.Byte => row.GetByte(at),
        TypeCode.Boolean => row.GetBoolean(at),
        TypeCode.DateTime => DateTime.SpecifyKind(row.GetDateTime(at), DateTimeKind.Utc),
        var other => throw new InvalidOperationException($"A {other} is not read so."),
    };
}

/// <summary>What a value is in SQLite, and how it is written.</summary>
internal enum BareKind
{
    Text,
    Whole,
    Truth,
    Time,
}
