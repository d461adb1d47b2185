using System.Text.Json;
using Google.Protobuf;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Registry;
using Protos.Transfer;
using HubDesk = NationalHub.Gateways.Transfers.TransferDesk;
using TransferObject = NationalHub.Gateways.Transfers.TransferObject;

namespace EndToEnd.Tests.Simulation;

/// <summary>
/// One change of residence between two provinces by the rules themselves (<see cref="Passages"/>, <see cref="TransferObject"/>) over a line that loses words either way, with sides that stop
/// anywhere and come back from backups. What a registry pays survives a restore: the repair of replication takes it back from the hub.
/// </summary>
internal sealed partial class TransferWorld(int seed)
{
    private const string Old = "38";
    private const string New = "46";
    private readonly Random _random = new(seed);
    private readonly Guid _id = new(seed, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
    private TransferObject? _hub;
    private TransferHalf _out = null!;
    private TransferHalf? _in;
    private DossierStatus _dossier;
    private Decision? _decision;
    private (string Hub, string Out, string In, DossierStatus Dossier, string Decision) _backup = ("null", "", "null", default, "null");
    private long _epoch = 1;
    private bool _numbered;
    private bool? _paper;
    private DateTime _now = new(2026, 8, 3, 2, 0, 0, DateTimeKind.Utc);

    /// <summary>Words are lost and sides are restored.</summary>
    public bool Faulty { get; set; } = true;

    /// <summary>Sides that may be restored: the hub, and then nothing is answered on paper, since it would forget what was recalled; or the nodes. The rest only a person can untie.</summary>
    public bool HubRestores { get; } = seed % 2 == 0;

    public bool OldPays { get; private set; }

    public bool NewPays { get; private set; }

    public bool NewPaysOnPaper { get; private set; }

    public bool Ended { get; private set; }

    public int Payers => (OldPays ? 1 : 0) + (NewPays ? 1 : 0) + (NewPaysOnPaper ? 1 : 0);

    public bool IsQuiet => _out.Status != TransferStatus.Outside && (_in is null || _in.Status != TransferStatus.Open);

    public string Shown => $"seed {seed}: out {_out.Status}/{_out.Passage} '{_out.PassageNote}', in {_in?.Status}/{_in?.Passage}, hub {_hub?.Stage}/{_hub?.Outcome}, payers old {OldPays} new {NewPays} paper {NewPaysOnPaper}, paper word {_paper}";

    public void Begin()
    {
        _out = Half(TransferSide.Out, Old + ".16072", New);
        _out.Status = TransferStatus.Outside;
        Backup();
    }

    /// <summary>Something happens.</summary>
    public void Step()
    {
        _now = _now.AddMinutes(1);
        switch (_random.Next(Faulty ? 14 : 11))
        {
            case 0: _numbered = true; break;
            case 1: Post(); break;
            case 2: OldPulls(); break;
            case 3: OldLooks(); break;
            case 4: Recall(); break;
            case 5: NewPulls(); break;
            case 6: Decide(); break;
            case 7: Answer(); break;
            case 8: NewLooks(); break;
            case 9: Acknowledge(); break;
            case 10 when !HubRestores && (!Faulty || _random.Next(6) == 0): OnPaper(); break;
            case 11: Backup(); break;
            case 12 when _random.Next(4) == 0: Restore(); break;
        }
    }

    // The officer has a paper of the new place in hand: it always says the same.
    private void OnPaper()
    {
        if (_out.Status != TransferStatus.Outside || (!Faulty && _out.Passage is not (TransferPassage.Recalled or TransferPassage.Paper)))
        {
            return;
        }

        _paper ??= _random.Next(2) == 0;
        switch (Passages.OnPaper(_out, electronic: true))
        {
            case PaperAnswer.Counts:
                (_out.PaperTaken, _out.PaperReason) = (_paper, "CV 12");
                PaperCounts();
                break;
            case PaperAnswer.Waits:
                (_out.PaperTaken, _out.PaperReason, _out.Passage, _out.PassageNote) = (_paper, "CV 12", TransferPassage.Recalling, "");
                break;
        }
    }

    private void PaperCounts()
    {
        if (Passages.IsPaperDue(_out))
        {
            (_out.Status, OldPays, NewPaysOnPaper) = _out.PaperTaken == true ? (TransferStatus.Taken, OldPays, true) : (TransferStatus.Returned, true, NewPaysOnPaper);
        }
    }

    private void Post()
    {
        if (!Passages.IsToPost(_out, _numbered))
        {
            return;
        }

        Passages.Send(_out, _now);
        Heard(Call(() =>
        {
            if (_hub is null)
            {
                _hub = New_(TransferStage.Fetching);
                _hub.Complete();
            }

            return HubDesk.StateOf(_hub);
        }));
    }

    private void Recall()
    {
        if (_out.Passage == TransferPassage.Recalling)
        {
            Heard(Call(() =>
            {
                _hub ??= New_(TransferStage.Recalled);
                _hub.Recall(hasNode: true, _now);
                return HubDesk.StateOf(_hub);
            }));
        }
    }

    private void OldLooks()
    {
        if (_out.Passage is TransferPassage.AtHub or TransferPassage.There or TransferPassage.Answered)
        {
            var state = Call(Look);
            if (state?.Stage == TransferStage.Answered && _out.Passage == TransferPassage.Answered)
            {
                Settle();
            }
            else
            {
                Heard(state);
            }
        }
    }

    private void OldPulls()
    {
        if (Call(() => _hub is { Stage: TransferStage.Answered } ? TransferAnswer.Parser.ParseFrom(_hub.SealedAnswer) : null) is { } answer)
        {
            Close(answer);
            Settle();
        }
    }

    private void Settle() => Heard(Call(() =>
    {
        _hub?.Settle(_now);
        return Look();
    }));

    private void Heard(TransferState? state)
    {
        if (state is null)
        {
            return;
        }

        if (Passages.Forgotten(_out, state) is { } answer)
        {
            Close(answer);
        }
        else
        {
            Passages.Heard(_out, state, _now);
            PaperCounts();
        }
    }

    private void Close(TransferAnswer answer)
    {
        if (Passages.Close(_out, answer, _now))
        {
            (OldPays, Ended) = (OldPays || _out.Status == TransferStatus.Returned, Ended || answer.Outcome == TransferOutcome.Ended);
        }
    }
}
