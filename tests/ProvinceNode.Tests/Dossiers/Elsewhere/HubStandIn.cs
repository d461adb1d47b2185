using Grpc.Core;
using Protos.Duplicates;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>A hub's door of cases in memory: shows each version until it is known.</summary>
internal sealed class HubStandIn : CallInvoker
{
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);

    public List<SharedCase> Cases { get; } = [];

    public List<SayRequest> Said { get; } = [];

    /// <summary>Nothing is answered.</summary>
    public bool IsAway { get; set; }

    /// <summary>Why words are refused; empty: they are taken.</summary>
    public string Refuses { get; set; } = "";

    /// <summary>A case of a person, asked.</summary>
    public SharedCase Asks(Guid person)
    {
        var told = new SharedCase
        {
            Id = Guid.NewGuid().ToString("D"), Version = 1, Round = 1, State = "Asked", BeneficiaryId = person.ToString("D"), DueOn = "2022-11-14", Score = 100, AskedAtUnixMs = 1,
            Ours = new CaseSide { ProvinceCode = "38", ProvinceName = "Tỉnh Thanh Hóa", CommuneName = "Xã Nhà", SinceMonth = 202206, Category = "Trợ cấp xã hội hằng tháng", MonthlyDong = 540_000 },
            Theirs = new CaseSide { ProvinceCode = "46", ProvinceName = "Thành phố Huế", CommuneName = "Phường Phú Xuân", SinceMonth = 202209, Category = "Trợ cấp xã hội hằng tháng (nhóm khác)", MonthlyDong = 720_000, DecisionNumber = "7/QĐ-UBND", DecisionOn = "2022-08-20", NumberMasked = "038•••••0102" },
            OurWord = new CaseWord(), TheirWord = new CaseWord(),
        };
        told.Evidence.Add("Cùng số định danh cá nhân 12 số.");
        told.Months.Add(new CommonMonth { Month = 202210, OurDong = 540_000, TheirDong = 720_000, OurPaidDong = 540_000 });
        Cases.Add(told);
        return told;
    }

    /// <summary>The case goes on.</summary>
    public void Tells(SharedCase told, string state, string payer = "", int stop = 0)
    {
        (told.State, told.PayerProvince, told.StopMonth) = (state, payer, stop);
        told.Version++;
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(Task.FromResult((TResponse)Answer(request)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private object Answer(object request)
    {
        switch (request)
        {
            case CasesRequest pull when !IsAway:
                if (pull.Again)
                {
                    _known.Clear();
                }

                foreach (var known in pull.Known)
                {
                    _known[known.Id] = known.Version;
                }

                var reply = new CasesReply();
                reply.Cases.AddRange(Cases.Where(c => _known.GetValueOrDefault(c.Id) < c.Version).Select(c => c.Clone()).Take(pull.Most));
                return reply;
            case SayRequest word when !IsAway:
                if (Refuses.Length > 0)
                {
                    throw new RpcException(new Status(StatusCode.FailedPrecondition, Refuses));
                }

                Said.Add(word);
                return new SayReply { State = "Asked" };
            default:
                throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }
    }
}
