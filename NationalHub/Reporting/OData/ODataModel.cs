using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;

namespace NationalHub.Reporting.OData;

/// <summary>Gives the instance annotations every feed and entity carries, by full name without the at sign
/// (<c>bao.freshness</c> → how fresh each province is). Called once per request, before rows are read.</summary>
public delegate Task<IReadOnlyDictionary<string, string>> AnnotationSource(HttpContext context, CancellationToken cancellationToken);

/// <summary>The published sets, their EDM model and its documents. Immutable; one for the life of the host.</summary>
public sealed class ODataModel
{
    private readonly Dictionary<string, EntitySetDefinition> _sets;

    internal ODataModel(string modelNamespace, IEnumerable<EntitySetDefinition> sets, AnnotationSource? annotations, TimeSpan offset)
    {
        _sets = sets.ToDictionary(set => set.Name, StringComparer.Ordinal);
        Annotations = annotations;
        Offset = offset;
        foreach (var way in _sets.Values.SelectMany(set => set.Navigations))
        {
            way.Target = _sets.GetValueOrDefault(way.Set) ?? throw new InvalidOperationException($"{way.Name} leads to {way.Set}, which is not published.");
        }
        Edm = BuildEdm(modelNamespace, _sets.Values);
        MetadataXml = WriteXml(Edm);
        MetadataJson = WriteJson(Edm);
    }

    public IReadOnlyDictionary<string, EntitySetDefinition> Sets => _sets;

    public IEdmModel Edm { get; }

    /// <summary>The offset times are shown and taken apart at; Viet Nam's +07:00 unless told otherwise.</summary>
    public TimeSpan Offset { get; }

    internal AnnotationSource? Annotations { get; }

    /// <summary>How many rows a request would go through; null when nobody counts.</summary>
    internal SizeSource? Sizes { get; init; }

    /// <summary>Hears of rows that were read past EF Core's interceptors; null when nobody counts.</summary>
    internal Action<HttpContext, int>? RowsRead { get; init; }

    /// <summary>Where the rows of earlier days come from; null when they are not kept.</summary>
    internal AsOfSource? Days { get; init; }

    /// <summary>When rows last went without a trace; null when they never do.</summary>
    internal LossSource? Losses { get; init; }

    internal byte[] MetadataXml { get; }

    internal byte[] MetadataJson { get; }

    private static EdmModel BuildEdm(string modelNamespace, IReadOnlyCollection<EntitySetDefinition> sets)
    {
        var model = new EdmModel();
        var container = new EdmEntityContainer(modelNamespace, "Container");
        model.AddElement(container);
        var published = new Dictionary<string, (EdmEntityType Type, EdmEntitySet Set)>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (set.Keys.Count == 0)
            {
                throw new InvalidOperationException($"{set.Name} has no key: paging needs one.");
            }
            var type = new EdmEntityType(modelNamespace, set.TypeName);
            foreach (var property in set.Properties)
            {
                var reference = EdmCoreModel.Instance.GetPrimitive(EdmTypes.KindOf(property.ClrType), property.Nullable);
                var added = type.AddStructuralProperty(property.Name, reference);
                if (set.Keys.Contains(property))
                {
                    type.AddKeys(added);
                }
                Describe(model, added, property.Label);
            }
            model.AddElement(type);
            published[set.Name] = (type, container.AddEntitySet(set.Name, type));
            Describe(model, published[set.Name].Set, set.Label);
        }
        foreach (var (set, way) in sets.SelectMany(set => set.Navigations.Select(way => (set, way))))
        {
            var ((type, from), (target, to)) = (published[set.Name], published[way.Set]);
            var added = type.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo { Name = way.Name, Target = target, TargetMultiplicity = EdmMultiplicity.ZeroOrOne });
            from.AddNavigationTarget(added, to);
            Describe(model, added, way.Label);
        }
        return model;
    }

    private static void Describe(EdmModel model, IEdmVocabularyAnnotatable target, string? label)
    {
        if (label is not null)
        {
            model.SetDescriptionAnnotation(target, label);
        }
    }

    private static byte[] WriteXml(IEdmModel model)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            Require(CsdlWriter.TryWriteCsdl(model, xml, CsdlTarget.OData, out var errors), errors);
        }
        return buffer.ToArray();
    }

    private static byte[] WriteJson(IEdmModel model)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ODataFaultWriter.Plain, Indented = true }))
        {
            Require(CsdlWriter.TryWriteCsdl(model, json, new CsdlJsonWriterSettings { IsIeee754Compatible = false }, out var errors), errors);
        }
        return buffer.ToArray();
    }

    private static void Require(bool written, IEnumerable<Microsoft.OData.Edm.Validation.EdmError> errors)
    {
        if (!written)
        {
            throw new InvalidOperationException(string.Join("; ", errors.Select(error => error.ErrorMessage)));
        }
    }
}

/// <summary>Collects entity sets into an <see cref="ODataModel"/>.</summary>
public sealed class ODataModelBuilder(string modelNamespace)
{
    private readonly List<EntitySetDefinition> _sets = [];
    private AnnotationSource? _annotations;
    private SizeSource? _sizes;
    private AsOfSource? _days;
    private LossSource? _losses;
    private Action<HttpContext, int>? _rowsRead;
    private TimeSpan _offset = TimeSpan.FromHours(7);

    /// <summary>Publishes an entity set under <paramref name="name"/>.</summary>
    public ODataModelBuilder Set<T>(string name, Action<EntitySetDefinition<T>> define)
        where T : class
    {
        var set = new EntitySetDefinition<T>(name);
        define(set);
        _sets.Add(set);
        return this;
    }

    /// <summary>Instance annotations on every feed and entity, such as <c>bao.freshness</c>.</summary>
    public ODataModelBuilder Annotate(AnnotationSource source)
    {
        _annotations = source;
        return this;
    }

    /// <summary>Refuses what would cost too much, by the number of rows.</summary>
    public ODataModelBuilder Weigh(SizeSource source)
    {
        _sizes = source;
        return this;
    }

    /// <summary>Hears how many rows an answer was read of where no interceptor of EF Core saw them.</summary>
    public ODataModelBuilder Count(Action<HttpContext, int> rows)
    {
        _rowsRead = rows;
        return this;
    }

    /// <summary>Answers for earlier days too.</summary>
    public ODataModelBuilder AsOf(AsOfSource source)
    {
        _days = source;
        return this;
    }

    /// <summary>Refuses delta links of before rows went without a trace.</summary>
    public ODataModelBuilder Lost(LossSource source)
    {
        _losses = source;
        return this;
    }

    /// <summary>Shows times at another offset than +07:00.</summary>
    public ODataModelBuilder ShowTimesAt(TimeSpan offset)
    {
        _offset = offset;
        return this;
    }

    /// <exception cref="InvalidOperationException">A set has no key, or the model is not valid CSDL.</exception>
    public ODataModel Build() => new(modelNamespace, _sets, _annotations, _offset) { Sizes = _sizes, Days = _days, Losses = _losses, RowsRead = _rowsRead };
}
