"""A daemon that speaks the protocol of clamd on a socket: it knows the EICAR test file, has a StreamMaxLength, and may misbehave."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 1024 * 1024


class Clamd:
    """`mood`: well; silent (never answers); nonsense; gone (hangs up)."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener, self.mood = listener, "well"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                wire, _ = self.listener.accept()
                threading.Thread(target=self.talk, args=(wire,), daemon=True).start()

    def talk(self, wire: socket.socket) -> None:
        with wire, suppress(OSError), wire.makefile("rb") as heard:
            if self.mood == "gone":
                return
            command = b""
            while not command.endswith(b"\0"):
                command += heard.read(1)
            answer = b"PONG" if command == b"zPING\0" else self.judged(heard)
            if self.mood == "silent":
                wire.recv(1)
            wire.sendall({"nonsense": b"\xff\xfehow are you"}.get(self.mood, answer) + b"\0")

    @staticmethod
    def judged(heard: object) -> bytes:
        content = b""
        while size := struct.unpack("!L", heard.read(4))[0]:  # type: ignore[attr-defined]
            content += heard.read(size)  # type: ignore[attr-defined]
            if len(content) > MOST:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


@contextmanager
def clamd(folder: Path | None = None) -> Iterator[tuple[Clamd, str]]:
    """The daemon and its address: a Unix socket in the folder, else TCP."""
    listener = socket.socket(socket.AF_UNIX if folder else socket.AF_INET)
    listener.bind(str(folder / "clamd.ctl") if folder else ("127.0.0.1", 0))
    listener.listen()
    daemon = Clamd(listener)
    threading.Thread(target=daemon.serve, daemon=True).start()
    where = f"unix://{folder}/clamd.ctl" if folder else f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    with listener:
        yield daemon, where
