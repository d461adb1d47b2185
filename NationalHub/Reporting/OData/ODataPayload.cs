using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Json;

namespace NationalHub.Reporting.OData;

/// <summary>The library's view of our HTTP response: its bytes go straight into a buffer, mostly the response's pipe, which the door flushes.
/// Disposing ends the payload; flush the pipe after that.</summary>
internal sealed class ODataPayload : IODataResponseMessage, IContainerProvider, IDisposable
{
    private static readonly ServiceProvider Services = Library();
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly IBufferWriter<byte> _pipe;

    // The library keeps the state of a message in scoped services: a scope shared by two requests mixes their answers.
    private readonly IServiceScope _scope = Services.CreateScope();

    private ODataPayload(IBufferWriter<byte> pipe, ODataMessageWriterSettings settings, IEdmModel model)
    {
        _pipe = pipe;
        // Our annotations go out unasked: without its freshness a number of the ministry says less than it seems to.
        this.PreferenceAppliedHeader().AnnotationFilter = "*";
        Writer = new ODataMessageWriter(this, settings, model);
    }

    /// <summary>Writes into the response. Nothing is sent before its first flush.</summary>
    public ODataMessageWriter Writer { get; }

    public IServiceProvider Container => _scope.ServiceProvider;

    public IEnumerable<KeyValuePair<string, string>> Headers => _headers;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? GetHeader(string headerName) => _headers.GetValueOrDefault(headerName);

    public void SetHeader(string headerName, string headerValue) => _headers[headerName] = headerValue;

    public Stream GetStream() => new PipeStream(_pipe);

    public void Dispose()
    {
        Writer.Dispose();
        _scope.Dispose();
    }

    public static ODataPayload Open(IBufferWriter<byte> into, ODataModel model, Negotiation negotiation, ODataUri uri)
    {
        var settings = new ODataMessageWriterSettings
        {
            Version = ODataVersion.V4,
            BaseUri = uri.ServiceRoot,
            ODataUri = uri,
            EnableMessageStreamDisposal = false,
            EnableCharactersCheck = false,
        };
        settings.Validations &= ~ValidationKinds.ThrowOnUndeclaredPropertyForNonOpenType;
        settings.SetContentType(negotiation.ContentType, "utf-8");
        return new ODataPayload(into, settings, model.Edm);
    }

    /// <summary>The headers of every good answer.</summary>
    public static void Head(HttpContext http, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.Headers["OData-Version"] = "4.0";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept, Prefer";
    }

    /// <summary>The library's defaults, but Vietnamese letters stay letters.</summary>
    private static ServiceProvider Library()
    {
        var builder = new LibraryServices();
        builder.AddDefaultODataServices();
        builder.AddService(Microsoft.OData.ServiceLifetime.Singleton, typeof(IJsonWriterFactory), _ => new DefaultJsonWriterFactory(ODataStringEscapeOption.EscapeOnlyControls));
        return builder.Services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class LibraryServices : IContainerBuilder
    {
        public ServiceCollection Services { get; } = [];

        public IContainerBuilder AddService(Microsoft.OData.ServiceLifetime lifetime, Type serviceType, Type implementationType)
        {
            ((ICollection<ServiceDescriptor>)Services).Add(new ServiceDescriptor(serviceType, implementationType, (Microsoft.Extensions.DependencyInjection.ServiceLifetime)(int)lifetime));
            return this;
        }

        public IContainerBuilder AddService(Microsoft.OData.ServiceLifetime lifetime, Type serviceType, Func<IServiceProvider, object> implementationFactory)
        {
            ((ICollection<ServiceDescriptor>)Services).Add(new ServiceDescriptor(serviceType, implementationFactory, (Microsoft.Extensions.DependencyInjection.ServiceLifetime)(int)lifetime));
            return this;
        }

        public IServiceProvider BuildContainer() => Services.BuildServiceProvider();
    }

    private sealed class PipeStream(IBufferWriter<byte> pipe) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
            // The door flushes the pipe itself, asynchronously.
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => pipe.Write(buffer);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
