"""gRPC's own Python server, for our client. Prints its port; ends when standard input closes."""
import concurrent.futures
import sys
import time

import grpc
import probe_pb2
import probe_pb2_grpc

SENTENCE = "Không tìm thấy hồ sơ 100%25 của bà Nguyễn Thị Hòa, xã Thủy Phù"


class Probe(probe_pb2_grpc.ProbeServicer):
    def Echo(self, request, context):
        if request.ask == "fail":
            context.set_trailing_metadata((("x-code", "HS-404"), ("grpc-status-details-bin", bytes([1, 2, 254, 255]))))
            context.abort(grpc.StatusCode.NOT_FOUND, SENTENCE)
        if request.ask == "wait":
            while context.is_active():
                time.sleep(0.01)
        if request.ask == "headers":
            sent = dict(context.invocation_metadata())
            context.send_initial_metadata((("x-first", "one"),))
            context.set_trailing_metadata((("x-last", sent["x-ask"]), ("x-ask-bin", sent["x-ask-bin"])))
        return request

    def Collect(self, request_iterator, context):
        answer = probe_pb2.Note()
        for note in request_iterator:
            answer.number += note.number
        return answer

    def Spread(self, request, context):
        for number in range(request.number):
            yield probe_pb2.Note(number=number, text=request.text)

    def Chat(self, request_iterator, context):
        yield from request_iterator


compression = grpc.Compression.Gzip if "gzip" in sys.argv else None
server = grpc.server(concurrent.futures.ThreadPoolExecutor(4), compression=compression)
probe_pb2_grpc.add_ProbeServicer_to_server(Probe(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(port, flush=True)
sys.stdin.read()
server.stop(0)
