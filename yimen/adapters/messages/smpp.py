"""SMPP 3.4 by smplib's client: bound as transceiver, UCS-2, long messages by UDH, receipts, query_sm, enquire_link.

A provider that answers submit_sm with an error has not taken the message; one that does not answer in time, or whose line breaks
after it was handed over, may have. A part that was refused after others were taken makes the whole unsure: it is not sent again.
Receipts are acknowledged (deliver_sm_resp) only after they were kept; a provider repeats those that were not.
"""

import logging
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from smpplib import client, consts, exceptions  # type: ignore[import-untyped]

from yimen.adapters.messages.parts import parts
from yimen.core.places.clock import CHINA, now
from yimen.core.ports.messages import Book, Fate, Message, NotTaken, Receipt, Unsure

BUSY = (consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RMSGQFUL)
RECEIPT = re.compile(r"id:(?P<id>\S+).*?(?:done date:(?P<done>\d{10,12}))?.*?stat:(?P<stat>[A-Z]+)", re.DOTALL)
STATES: dict[str, Fate] = {
    "DELIVRD": "delivered",
    "EXPIRED": "failed",
    "DELETED": "failed",
    "UNDELIV": "failed",
    "REJECTD": "failed",
}
QUERIED: dict[int, Fate] = {
    consts.SMPP_MESSAGE_STATE_ENROUTE: "accepted", consts.SMPP_MESSAGE_STATE_ACCEPTED: "accepted",
    consts.SMPP_MESSAGE_STATE_DELIVERED: "delivered", consts.SMPP_MESSAGE_STATE_EXPIRED: "failed",
    consts.SMPP_MESSAGE_STATE_DELETED: "failed", consts.SMPP_MESSAGE_STATE_UNDELIVERABLE: "failed",
    consts.SMPP_MESSAGE_STATE_REJECTED: "failed",
}  # fmt: skip
BROKEN = (exceptions.ConnectionError, exceptions.PDUError, OSError)
UDH = b"\x05\x00\x03"  # a part of a longer message follows: its number, how many, which (3GPP TS 23.040)
QUIET = "yimen.smpp"  # its lines hold whole messages, so that they are never written
logging.getLogger(QUIET).setLevel(logging.CRITICAL)


class Smpp:
    """One bind a job: a worker that sends many keeps no line that it might find dead. `url` is the setting SMPP unless a test gives one."""

    def __init__(self, name: str = "smpp", url: str = "") -> None:
        self.name, self.url = name, url

    def send(self, message: Message, within: float) -> list[str]:
        refs: list[str] = []
        with self._bound(within, before=NotTaken) as line:
            for part in encoded(message.text):
                refs.append(self._submit(line, message, part, begun=bool(refs)))
        return refs

    def ask(self, key: str, refs: list[str], within: float) -> Fate:  # noqa: ARG002 – SMPP knows messages by its own numbers only
        if not refs:
            return "unknown"
        with self._bound(within, before=Unsure) as line:
            fates = {self._query(line, ref) for ref in refs}
        for fate in ("failed", "unknown", "accepted"):
            if fate in fates:
                return fate
        return "delivered"

    def collect(self, book: Book, within: float) -> int:
        ends, told = time.monotonic() + within, 0
        with self._bound(within, before=Unsure) as line:
            while (left := ends - time.monotonic()) > 0:
                pdu = line.next_of(("deliver_sm",), left)
                if pdu is None:
                    break
                told += line.told(pdu, book)
        return told

    def check(self) -> str:
        """The line is up when the provider lets us in and answers an enquire_link."""
        if not (self.url or settings.SMPP):
            return "YIMEN_SMPP is not set"
        try:
            with self._bound(2, before=Unsure) as line:
                line.ask("enquire_link")
        except Unsure as unsure:
            return str(unsure).splitlines()[0]
        return ""

    def _submit(self, line: "Line", message: Message, part: bytes, *, begun: bool) -> str:
        long = part.startswith(UDH)
        answer = line.ask(
            "submit_sm", source_addr_ton=consts.SMPP_TON_UNK, source_addr=line.sender, dest_addr_ton=consts.SMPP_TON_INTL,
            dest_addr_npi=consts.SMPP_NPI_ISDN, destination_addr=international(message.phone), short_message=part,
            data_coding=consts.SMPP_ENCODING_ISO10646, registered_delivery=True,
            esm_class=consts.SMPP_GSMFEAT_UDHI if long else consts.SMPP_MSGTYPE_DEFAULT,
        )  # fmt: skip
        if answer.status and not begun:
            raise NotTaken(f"SMPP status {int(answer.status):#x}", later=answer.status in BUSY)
        if answer.status or not answer.message_id:
            raise Unsure(f"SMPP status {int(answer.status):#x} for a later part")
        return str(answer.message_id.decode("ascii", "replace"))

    @staticmethod
    def _query(line: "Line", ref: str) -> Fate:
        answer = line.ask(
            "query_sm", message_id=ref, source_addr_ton=consts.SMPP_TON_UNK, source_addr_npi=0, source_addr=line.sender
        )
        return "unknown" if answer.status else QUERIED.get(answer.message_state, "unknown")

    @contextmanager
    def _bound(self, within: float, before: type[Exception]) -> Iterator["Line"]:
        """A line that is bound; what breaks earlier raises `before` (nothing was handed over), what breaks later Unsure."""
        line = Line(self.url or settings.SMPP, within)
        try:
            line.bind()
        except BROKEN as broken:
            line.close()
            raise _said(before, f"not bound: {type(broken).__name__}") from broken
        try:
            yield line
        except BROKEN as broken:
            raise Unsure(f"the line broke: {type(broken).__name__}") from broken
        finally:
            line.close()


class Line:
    """One bind. What the provider says of itself in between is answered, or left for `collect`."""

    def __init__(self, url: str, within: float) -> None:
        parts = urlsplit(url)
        self.sender, self.within = parts.path.strip("/"), within
        self.known = {"system_id": parts.username or "", "password": parts.password or ""}
        self.client = client.Client(
            parts.hostname, parts.port or 2775, timeout=within, logger_name=QUIET, allow_unknown_opt_params=True
        )
        self.kept: list[Any] = []

    def bind(self) -> None:
        self.client.connect()
        self.client.bind_transceiver(**self.known)

    def ask(self, command: str, **words: Any) -> Any:
        """Send and wait for the answer with the same number. Raises Unsure when it does not come in time."""
        pdu = client.smpp.make_pdu(command, client=self.client, **words)
        self.client.send_pdu(pdu)
        ends = time.monotonic() + self.within
        while (left := ends - time.monotonic()) > 0:
            answer = self.next_of((f"{command}_resp", "generic_nack"), left, keep=True)
            if answer is not None and answer.sequence == pdu.sequence:
                return answer
        raise Unsure("no answer in time")

    def next_of(self, commands: tuple[str, ...], within: float, *, keep: bool = False) -> Any:
        """The next of these; the provider's enquire_link is answered, and receipts in between are kept unacknowledged."""
        if not keep and self.kept:
            return self.kept.pop(0)
        ends = time.monotonic() + within
        while (left := ends - time.monotonic()) > 0:
            self.client._socket.settimeout(left)  # noqa: SLF001 – the client offers no other way to wait so long and no longer
            try:
                pdu = self.client.read_pdu()
            except TimeoutError:
                return None
            if pdu.command in commands:
                return pdu
            if pdu.command == "enquire_link":
                self._answer("enquire_link_resp", pdu)
            elif pdu.command == "deliver_sm":
                self.kept.append(pdu)
        return None

    def told(self, pdu: Any, book: Book) -> int:
        """Keep what a deliver_sm says, then acknowledge it; a message from a phone is no receipt, and is let go."""
        found = receipt(pdu)
        if found is not None:
            book(found)
        self._answer("deliver_sm_resp", pdu)
        return int(found is not None)

    def _answer(self, command: str, pdu: Any) -> None:
        answer = client.smpp.make_pdu(command, client=self.client)
        answer.sequence = pdu.sequence
        self.client.send_pdu(answer)

    def close(self) -> None:
        """Politely where that takes no time."""
        try:
            if self.client.state != consts.SMPP_CLIENT_STATE_CLOSED:
                self.client._socket.settimeout(min(self.within, 1))  # noqa: SLF001
                self.client.send_pdu(client.smpp.make_pdu("unbind", client=self.client))
        except BROKEN:
            pass
        finally:
            self.client.state = consts.SMPP_CLIENT_STATE_OPEN
            self.client.disconnect()


def encoded(text: str) -> list[bytes]:
    """Each part in UCS-2; behind a header where there are several."""
    found = [part.encode("utf-16-be") for part in parts(text)]
    if len(found) == 1:
        return found
    one = secrets.randbelow(256)
    return [UDH + bytes((one, len(found), n)) + part for n, part in enumerate(found, 1)]


def receipt(pdu: Any) -> Receipt | None:
    """What a deliver_sm says about a message of ours: by its optional fields, else by the text of SMPP 3.4 appendix B."""
    text = (pdu.short_message or b"").decode("latin-1", "replace")
    found = RECEIPT.search(text)
    ref, state = pdu.receipted_message_id, QUERIED.get(pdu.message_state or -1)
    if found:
        ref, state = ref or found["id"].encode(), state or STATES.get(found["stat"])
    if not ref or state not in ("delivered", "failed"):
        return None
    return Receipt(ref.rstrip(b"\0").decode("ascii", "replace"), state, done(text))


def done(text: str) -> datetime:
    """`done date` is YYMMDDhhmm[ss] on the provider's clock, which is China's."""
    stamp = re.search(r"done date:(\d{12}|\d{10})", text)
    if stamp is None:
        return now()
    try:
        form = "%y%m%d%H%M%S" if len(stamp[1]) == 12 else "%y%m%d%H%M"
        return datetime.strptime(stamp[1], form).replace(tzinfo=CHINA).astimezone(UTC)
    except ValueError:
        return now()


def international(phone: str) -> str:
    """86… without a plus; numbers of Hong Kong and Macao come with their own code."""
    return phone.removeprefix("+") if phone.startswith("+") else f"86{phone}"


def _said(kind: type[Exception], why: str) -> Exception:
    return NotTaken(why, later=True) if kind is NotTaken else kind(why)
