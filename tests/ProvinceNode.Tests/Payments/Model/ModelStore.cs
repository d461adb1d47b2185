using Microsoft.Data.Sqlite;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>
/// The database of one schedule after the other, with the connections of its two processes. Between schedules its rows are taken from the database that was set up, or from the one that was kept where
/// several schedules part: to open files anew for each would take longer than to live it.
/// </summary>
internal sealed class ModelStore : IDisposable
{
    // What the law and the organisation are: no schedule changes them.
    private static readonly string[] Given = ["Units", "Offices", "RolePermissions", "DaysOff", "StepRules", "AuthorityRules", "Categories", "LawParameters", "StandardLevels", "RuleSets"];

    private readonly List<string> _files;
    private readonly string _begin;
    private readonly string _keep;
    private readonly string _back;
    private readonly string _save;
    private readonly string _restore;

    public ModelStore(ModelGround ground)
    {
        _files = [ground.NewFile(), ground.NewFile(), ground.NewFile()];
        // Rows are copied as they lie, whatever their order.
        Raw = new(new SqliteConnectionStringBuilder { DataSource = _files[0], ForeignKeys = false, Pooling = false }.ToString());
        Raw.Open();
        Run($"PRAGMA synchronous=OFF; ATTACH '{ground.Template}' AS origin; ATTACH '{_files[1]}' AS kept; ATTACH '{_files[2]}' AS saved;");
        var tables = Tables();
        (_begin, _keep, _back) = (Copy(tables, "origin", "main"), Copy(tables, "main", "kept"), Copy(tables, "kept", "main"));
        (_save, _restore) = (Copy(tables, "main", "saved"), Copy(tables, "saved", "main"));
        (First, Second) = (new(_files[0]), new(_files[0]));
    }

    /// <summary>For looking, beside what the product does.</summary>
    public SqliteConnection Raw { get; }

    public Worker First { get; }

    public Worker Second { get; }

    public void Begin() => Run(_begin);

    /// <summary>Keeps how it stands now.</summary>
    public void Keep() => Run(_keep);

    /// <summary>As it was kept.</summary>
    public void GoBack() => Run(_back);

    /// <summary>The backup of a node.</summary>
    public void Save() => Run(_save);

    public void Restore() => Run(_restore);

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Raw.Dispose();
        foreach (var file in _files.SelectMany(f => new[] { f, f + "-wal", f + "-shm" }))
        {
            File.Delete(file);
        }
    }

    private static string Copy(List<(string Table, string Columns)> tables, string from, string to) =>
        $"BEGIN IMMEDIATE; {string.Join(" ", tables.Select(t => $"DELETE FROM {to}.\"{t.Table}\"; INSERT INTO {to}.\"{t.Table}\" ({t.Columns}) SELECT {t.Columns} FROM {from}.\"{t.Table}\";"))} COMMIT;";

    private List<(string Table, string Columns)> Tables()
    {
        var tables = new List<(string, string)>();
        using var command = Raw.CreateCommand();
        command.CommandText = """SELECT m.name, group_concat('"' || c.name || '"', ', ') FROM main.sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' GROUP BY m.name ORDER BY m.name""";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!Given.Contains(reader.GetString(0)))
            {
                tables.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        return tables;
    }

    private void Run(string sql)
    {
        using var command = Raw.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
