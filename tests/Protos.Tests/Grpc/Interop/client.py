"""gRPC's own Python client, against our server. Prints one JSON object with what it saw."""
import json
import sys

import grpc
import probe_pb2
import probe_pb2_grpc

Note = probe_pb2.Note
channel = grpc.insecure_channel(sys.argv[1])
stub = probe_pb2_grpc.ProbeStub(channel)
seen = {}


def failure(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call did not fail")


seen["echo"] = stub.Echo(Note(text="Trợ cấp xã hội")).text
long = "Bảo trợ xã hội " * 5000
seen["gzip"] = stub.Echo(Note(text=long), compression=grpc.Compression.Gzip).text == long
seen["collect"] = stub.Collect(Note(number=n) for n in range(1, 101)).number
seen["spread"] = [n.number for n in stub.Spread(Note(number=20))] == list(range(20))
seen["chat"] = [n.number for n in stub.Chat(Note(number=n) for n in range(1000))] == list(range(1000))

error = failure(lambda: stub.Echo(Note(ask="fail")))
trailers = dict(error.trailing_metadata())
seen["fail"] = [error.code().name, error.details(), trailers["x-code"], list(trailers["grpc-status-details-bin"])]
stream = stub.Spread(Note(number=10, ask="break"))
got = []
error = failure(lambda: got.extend(n.number for n in iter(lambda: next(stream), None)))
seen["break"] = [error.code().name, error.details()]
seen["deadline"] = failure(lambda: stub.Echo(Note(ask="ignore"), timeout=0.3)).code().name
seen["missing"] = failure(lambda: stub.Missing(Note())).code().name
seen["unknown"] = failure(lambda: channel.unary_unary("/no.Such/Method")(b"")).code().name
seen["large"] = failure(lambda: stub.Echo(Note(data=bytes(5_000_000)))).code().name

call = stub.Echo.with_call(Note(ask="headers"), metadata=(("x-ask", "node-38"), ("x-ask-bin", bytes([9, 0, 200]))))[1]
initial, trailers = dict(call.initial_metadata()), dict(call.trailing_metadata())
seen["headers"] = [initial["x-first"], list(initial["x-raw-bin"]), trailers["x-last"], list(trailers["x-ask-bin"])]

pending = stub.Echo.future(Note(ask="wait"))
pending.cancel()
seen["cancelled"] = pending.cancelled()
print(json.dumps(seen))
