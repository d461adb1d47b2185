using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace ProvinceNode.Platform;

/// <summary>
/// One prepared statement of SQLite that takes a row after the other. Values go from the row into the statement without a box, a text or a look-up of a parameter's name on the way: for rows of
/// fifty columns that was more than the writing itself. They are stored as Microsoft.Data.Sqlite stores them, so that EF reads and finds them.
/// </summary>
internal sealed class SqliteRow : IDisposable
{
    private const string Moment = "yyyy\\-MM\\-dd HH\\:mm\\:ss.FFFFFFF";
    private const string Day = "yyyy\\-MM\\-dd";

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _bytes = new byte[256];

    public SqliteRow(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection, sql, out _statement), _connection);
    }

    /// <summary>Writes what was put.</summary>
    public void Insert()
    {
        var done = raw.sqlite3_step(_statement);
        if (done != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(done, _connection);
        }

        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    public void PutNull(int column) => Check(raw.sqlite3_bind_null(_statement, column));

    public void Put(int column, long value) => Check(raw.sqlite3_bind_int64(_statement, column, value));

    public void Put(int column, double value) => Check(raw.sqlite3_bind_double(_statement, column, value));

    public void Put(int column, byte[]? value) => Check(value is null ? raw.sqlite3_bind_null(_statement, column) : raw.sqlite3_bind_blob(_statement, column, value));

    public void Put(int column, string? value)
    {
        if (value is null)
        {
            PutNull(column);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        _bytes = _bytes.Length >= most ? _bytes : new byte[most * 2];
        PutText(column, Encoding.UTF8.GetBytes(value, _bytes));
    }

    public void Put(int column, Guid value)
    {
        Utf8Formatter.TryFormat(value, _bytes, out var length);
        Ascii.ToUpperInPlace(_bytes.AsSpan(0, length), out _);
        PutText(column, length);
    }

    public void Put(int column, DateTime value)
    {
        value.TryFormat(_bytes, out var length, Moment, CultureInfo.InvariantCulture);
        PutText(column, length);
    }

    public void Put(int column, DateOnly value)
    {
        value.TryFormat(_bytes, out var length, Day, CultureInfo.InvariantCulture);
        PutText(column, length);
    }

    /// <summary>Puts all columns of a row, in the order of the model's properties.</summary>
    /// <exception cref="NotSupportedException">A column is stored as a type that no table has had so far.</exception>
    public static Action<T, SqliteRow> Putter<T>(IEnumerable<IProperty> columns)
    {
        var (row, statement) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(SqliteRow)));
        return Expression.Lambda<Action<T, SqliteRow>>(Expression.Block(columns.Select((c, i) => Put(row, statement, c, i + 1))), row, statement).Compile();
    }

    private static Expression Put(ParameterExpression row, ParameterExpression statement, IProperty property, int column)
    {
        var held = Expression.Property(row, property.PropertyInfo!);
        var optional = Nullable.GetUnderlyingType(held.Type) is not null;
        Expression value = optional ? Expression.Property(held, nameof(Nullable<int>.Value)) : held;
        if (property.GetTypeMapping().Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertToProviderExpression, value);
        }

        var stored = value.Type.IsEnum || value.Type == typeof(bool) || value.Type == typeof(int) || value.Type == typeof(short) || value.Type == typeof(byte) ? typeof(long) : value.Type;
        var put = typeof(SqliteRow).GetMethod(nameof(Put), [typeof(int), stored]) ?? throw new NotSupportedException($"{property.DeclaringType.ShortName()}.{property.Name} is stored as {stored.Name}.");
        value = value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L)) : value.Type == stored ? value : Expression.Convert(value, stored);
        var call = Expression.Call(statement, put, Expression.Constant(column), value);
        return optional || (!held.Type.IsValueType && property.GetTypeMapping().Converter is not null)
            ? Expression.IfThenElse(Expression.Equal(held, Expression.Constant(null, held.Type)), Expression.Call(statement, nameof(PutNull), null, Expression.Constant(column)), call)
            : call;
    }

    // An empty text is not nothing.
    private void PutText(int column, int length) =>
        Check(length == 0 ? raw.sqlite3_bind_text(_statement, column, "") : raw.sqlite3_bind_text(_statement, column, _bytes.AsSpan(0, length)));

    private void Check(int done)
    {
        if (done != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(done, _connection);
        }
    }
}
