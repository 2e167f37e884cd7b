"""A kernel process and the least of a client for it: sockets and signed messages, no manager.

jupyter_client's KernelManager polls and picks ports in ways that cost more than what is measured
here. This starts the kernelspec's command itself, and connects with a retry of 1 ms instead of
ZeroMQ's 100 ms, so that the time to the first reply is the kernel's. Every kernel gets the same.
"""

import os
import subprocess
import tempfile
import time

import psutil
import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

TIMEOUT = 120  # seconds; a kernel that takes longer has failed


class RawKernel:
    """One running kernel. `ready` is the seconds from its start to its kernel_info_reply."""

    def __init__(self, name):
        self.name = name
        self.folder = tempfile.TemporaryDirectory(prefix="bench-")
        path, info = write_connection_file(os.path.join(self.folder.name, "kernel.json"))
        spec = KernelSpecManager().get_kernel_spec(name)
        command = [a.replace("{connection_file}", path) for a in spec.argv]
        key = info["key"]
        self.session = Session(key=key if isinstance(key, bytes) else key.encode(), signature_scheme=info["signature_scheme"])
        self.context = zmq.Context()
        self.poller = zmq.Poller()
        env = {**os.environ, **spec.env, "WEFT_OUTPUT": "off"}  # all that is printed is to arrive
        start = time.perf_counter()
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.shell = self._connect(zmq.DEALER, info["shell_port"])
        self.session.send(self.shell, "kernel_info_request")
        self._receive(self.shell)
        self.ready = time.perf_counter() - start
        self.control = self._connect(zmq.DEALER, info["control_port"])
        self.iopub = self._connect(zmq.SUB, info["iopub_port"])
        self.iopub.subscribe(b"")
        self._subscribed()

    def _connect(self, kind, port):
        socket = self.context.socket(kind)
        socket.linger = 0
        socket.reconnect_ivl = 1
        socket.rcvhwm = socket.sndhwm = 0
        if kind == zmq.DEALER:
            socket.identity = self.session.bsession
        socket.connect(f"tcp://127.0.0.1:{port}")
        return socket

    def _receive(self, socket, timeout=TIMEOUT):
        if not socket.poll(timeout * 1000):
            raise SystemExit(f"{self.name}: no message for {timeout} s")
        _, message = self.session.feed_identities(socket.recv_multipart())
        return self.session.deserialize(message)

    def _subscribed(self):
        """Asks until a status arrives on iopub: only then has the subscription."""
        while True:
            self.session.send(self.shell, "kernel_info_request")
            self._receive(self.shell)
            if self.iopub.poll(50):
                break
        while self.iopub.poll(200):
            self.iopub.recv_multipart()

    def run(self, code):
        """Executes code. Returns the seconds until both reply and idle are there, and the bytes of output."""
        content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
        start = time.perf_counter()
        request = self.session.send(self.shell, "execute_request", content)["header"]["msg_id"]
        size = 0
        while True:
            message = self._receive(self.iopub)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                size += len(content["text"])
            elif kind == "display_data":
                size += len(content["data"].get("text/html", ""))
            elif kind == "error":
                raise SystemExit(f"{self.name}: {content['ename']}: {content['evalue']}")
            elif kind == "status" and content["execution_state"] == "idle":
                break
        while self._receive(self.shell)["parent_header"].get("msg_id") != request:
            pass
        return time.perf_counter() - start, size

    def processes(self):
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def rss(self):
        """Resident bytes of the kernel and all its descendants, shared pages counted in each."""
        return sum(p.memory_info().rss for p in self.processes())

    def close(self):
        self.session.send(self.control, "shutdown_request", {"restart": False})
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.context.destroy(linger=0)
        self.folder.cleanup()
