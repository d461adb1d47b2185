using System.Text.Json;
using Google.Protobuf;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Registry;
using Protos.Transfer;
using HubDesk = NationalHub.Gateways.Transfers.TransferDesk;
using TransferObject = NationalHub.Gateways.Transfers.TransferObject;

namespace EndToEnd.Tests.Simulation;

/// <summary>The new place's side, the hub, and what may happen to all of them.</summary>
internal sealed partial class TransferWorld
{
    private void NewPulls()
    {
        var (arrives, open) = Call(() =>
        {
            if (_hub?.IsFor(New, _epoch) == true)
            {
                _hub.Offer(_now);
                return (true, false);
            }

            return (false, _hub?.Stage == TransferStage.Received);
        });
        if (open && _in is { } mine)
        {
            Passages.Asked(mine, _now);
        }

        if (arrives && _in is null)
        {
            (_in, _dossier, _decision) = (Half(TransferSide.In, New + ".19774", Old), DossierStatus.Received, null);
            _in.Passage = TransferPassage.Arrived;
        }
        else if (arrives)
        {
            Acknowledge();
        }
    }

    private void Acknowledge()
    {
        // Killed before it was said: pulled again.
        if (_in is not null && (_in.Passage == TransferPassage.Arrived || _in.HubEpoch != _epoch || _hub?.IsFor(New, _epoch) == true) && Call(() =>
        {
            _hub?.Receive(_epoch, _now);
            return Look();
        }) is { } state)
        {
            Passages.Acknowledged(_in, state, _epoch, _now);
        }
    }

    private void Decide()
    {
        if (_in is not { Status: TransferStatus.Open })
        {
            if (_in is { Status: TransferStatus.Taken } && _decision is { Number: null })
            {
                _decision = Signed(_decision.Paper, "05/QĐ-UBND", _decision.Id);
            }

            return;
        }

        // Withdrawn or answered already: no verb decides it any more.
        if (_dossier is DossierStatus.Stopped or DossierStatus.Rejected)
        {
            return;
        }

        // Who receives here already is not returned (ReturnTransfer): it is concluded that he is not eligible again.
        var choice = NewPays ? 3 : _random.Next(4);
        if ((choice == 0 && Passages.Bars(_in, _epoch, TransferOutcome.Taken) is not null) || (choice == 1 && Passages.Bars(_in, _epoch, TransferOutcome.Returned) is not null))
        {
            return;
        }

        switch (choice)
        {
            case 0:
                _decision = Signed("D14", null, Guid.NewGuid());
                (_in.Status, _in.DecisionId, NewPays) = (TransferStatus.Taken, _decision.Id, true);
                break;
            case 1:
                (_in.Status, _in.Reason, _dossier) = (TransferStatus.Returned, "Không cư trú", DossierStatus.Stopped);
                break;
            case 2:
                _dossier = DossierStatus.Stopped;
                break;
            default:
                (_decision, _dossier) = (Signed("D20", "06/TB-UBND", Guid.NewGuid()), DossierStatus.Rejected);
                break;
        }
    }

    private void Answer()
    {
        if (_in is not { Passage: TransferPassage.Arrived or TransferPassage.There } half)
        {
            return;
        }

        Passages.CloseArrival(half, new ArrivalDossier(_dossier, _decision is { Number: not null } ? _decision : null, "Rút hồ sơ"), _now);
        if (TransferAnswers.Of(half, _decision) is { } answer && Call(() =>
        {
            if (_hub is null)
            {
                return null;
            }

            _hub.Answer(answer.Outcome, answer.ToByteArray(), _now);
            return Look();
        }) is { } state)
        {
            Passages.Answered(half, answer.Outcome, state, _now);
        }
    }

    private void NewLooks()
    {
        if (_in is { Passage: TransferPassage.Answered } half && Call(Look) is { } state)
        {
            Passages.Confirmed(half, state, _now);
        }
    }

    private void Backup() => _backup = (Json(_hub), Json(_out), Json(_in), _dossier, Json(_decision));

    private void Restore()
    {
        if (HubRestores)
        {
            _hub = JsonSerializer.Deserialize<TransferObject>(_backup.Hub);
        }
        else if (_random.Next(2) == 0)
        {
            _out = JsonSerializer.Deserialize<TransferHalf>(_backup.Out)!;
        }
        else
        {
            (_in, _dossier, _decision, _epoch) = (JsonSerializer.Deserialize<TransferHalf>(_backup.In), _backup.Dossier, JsonSerializer.Deserialize<Decision>(_backup.Decision), _epoch + 1);
        }
    }

    private TransferState Look() => _hub is null ? new TransferState { TransferId = _id.ToString("D"), Stage = TransferStage.Unknown } : HubDesk.StateOf(_hub);

    private T? Call<T>(Func<T?> call)
    {
        if (Faulty && _random.Next(5) == 0)
        {
            return default;
        }

        var answer = call();
        return Faulty && _random.Next(5) == 0 ? default : answer;
    }

    private TransferObject New_(TransferStage stage) => new()
    {
        Id = _id.ToString("D"), FromProvince = Old, FromCommune = "16072", ToProvince = New, ToCommune = "19774", Version = 1, Hash = "", Sealed = [1], Stage = stage, PostedAt = _now,
    };

    private TransferHalf Half(TransferSide side, string path, string other) => new()
    {
        Id = Guid.NewGuid(), TransferId = _id, Side = side, TenantPath = path, BeneficiaryId = Guid.Empty, OtherProvince = other, OtherCommune = "00000", OtherName = "Tỉnh kia", StopMonth = 202608,
        Packet = "{}", RecordedAt = _now,
    };

    private Decision Signed(string paper, string? number, Guid id) => new()
    {
        Id = id, DossierId = Guid.Empty, DossierCode = "", TenantPath = New + ".19774", Paper = paper, SignedOn = new DateOnly(2026, 9, 1), SignerId = Guid.Empty, SignerName = "", SignerTitle = "",
        IssuerPath = New + ".19774", IssuerName = "UBND phường", Content = "", Explanation = "", Number = number,
    };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
