"""A short-message centre on 127.0.0.1 that speaks SMPP 3.4: smppy’s protocol with what it lacks – numbers of messages, query_sm,
receipts, throttling, silence. It checks the password, puts long messages together by their header, and repeats receipts until they are
acknowledged."""

import asyncio
import io
import struct
from collections import defaultdict
from threading import Event, Thread
from typing import Any

from smpp.pdu.operations import DeliverSM, QuerySMResp, SubmitSMResp
from smpp.pdu.pdu_encoding import PDUEncoder
from smpp.pdu.pdu_types import (
    AddrNpi,
    AddrTon,
    CommandId,
    CommandStatus,
    DataCoding,
    DataCodingDefault,
    EsmClass,
    EsmClassMode,
    EsmClassType,
    MessageState,
    PriorityFlag,
    RegisteredDelivery,
    RegisteredDeliveryReceipt,
    ReplaceIfPresentFlag,
)
from smppy import Application, SmppClient
from smppy.server import SmppProtocol


class Centre(Application):
    """What it got, and how it behaves: `status` answers submit_sm, `mute` not at all, `fate` of what it takes, `receipts` how often."""

    def __init__(self) -> None:
        super().__init__("centre")
        self.logger.disabled = True
        self.status, self.mute, self.fate, self.receipts, self.forgets = (
            CommandStatus.ESME_ROK,
            False,
            "DELIVRD",
            1,
            False,
        )
        self.parts: list[dict[str, Any]] = []
        self.owed: list[tuple[str, str]] = []
        self.states: dict[str, str] = {}
        self.inside = 0

    async def handle_bound_client(self, client: SmppClient) -> SmppClient | None:
        return client if (client.system_id, client.password) == ("yimen", "secret") else None

    async def handle_unbound_client(self, client: SmppClient) -> None: ...

    async def handle_sms_received(self, *_: Any, **__: Any) -> None: ...

    def take(self, params: dict[str, Any]) -> str:
        ref = f"{len(self.parts) + 1:08x}"
        self.parts.append(params)
        self.states[ref] = self.fate
        self.owed += [(ref, self.fate)] * self.receipts
        return ref

    def messages(self) -> list[tuple[str, str]]:
        """(number, text), long ones put together by their header."""
        whole: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
        for place, one in enumerate(self.parts):
            raw = one["short_message"]
            headed = one["esm_class"].gsm_features and raw[:3] == b"\x05\x00\x03"
            key, n = (raw[3], raw[5]) if headed else (1000 + place, 1)
            whole[one["destination_addr"], key][n] = raw[6 if headed else 0 :].decode("utf-16-be")
        return [(phone, "".join(found[n] for n in sorted(found))) for (phone, _), found in whole.items()]


class Talking(SmppProtocol):
    """One line. Its bytes are cut into PDUs by their length; after the bind what is owed is told."""

    app: Centre

    def __init__(self, app: Centre) -> None:
        super().__init__(app)
        self.left, self.tasks = b"", list[Any]()

    def data_received(self, data: bytes) -> None:
        self.left += data
        while len(self.left) >= 4 and len(self.left) >= (n := struct.unpack(">L", self.left[:4])[0]):
            one, self.left = self.left[:n], self.left[n:]
            self.tasks.append(asyncio.ensure_future(self.handle_data_received(one)))

    async def handle_data_received(self, data: bytes) -> None:
        pdu = PDUEncoder().decode(io.BytesIO(data))
        if pdu.command_id == CommandId.submit_sm:
            self.submitted(pdu)
        elif pdu.command_id == CommandId.query_sm:
            self.queried(pdu)
        elif pdu.command_id == CommandId.deliver_sm_resp:
            self.app.owed.pop(0)
            self.tell()
        else:
            await super().handle_data_received(data)
            if pdu.command_id == CommandId.bind_transceiver and self.is_bound:
                self.tell()

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport, self.is_bound = None, False

    def submitted(self, pdu: Any) -> None:
        if self.app.status is not CommandStatus.ESME_ROK:
            self._send_PDU(SubmitSMResp(sequence_number=pdu.sequence_number, status=self.app.status))
            return
        ref = self.app.take(pdu.params)
        if not self.app.mute:
            self._send_PDU(SubmitSMResp(sequence_number=pdu.sequence_number, message_id=ref))

    def queried(self, pdu: Any) -> None:
        state = {"DELIVRD": MessageState.DELIVERED, "UNDELIV": MessageState.UNDELIVERABLE}.get(
            self.app.states.get(pdu.params["message_id"], "")
        )
        known = state is not None and not self.app.forgets
        status = CommandStatus.ESME_ROK if known else CommandStatus.ESME_RQUERYFAIL
        said = {"message_id": pdu.params["message_id"], "final_date": None, "error_code": 0}
        said |= {"message_state": state if known else MessageState.UNKNOWN}
        self._send_PDU(QuerySMResp(sequence_number=pdu.sequence_number, status=status, **said))

    def tell(self) -> None:
        """One at a time: the next when this one was acknowledged."""
        if not self.app.owed or not self.is_bound:
            return
        ref, stat = self.app.owed[0]
        text = f"id:{ref} sub:001 dlvrd:001 submit date:2611250900 done date:2611250901 stat:{stat} err:000 text:"
        self._send_PDU(
            DeliverSM(
                sequence_number=self.next_sequence_number(), service_type=None, source_addr_ton=AddrTon.INTERNATIONAL,
                source_addr_npi=AddrNpi.ISDN, source_addr="8613800000001", dest_addr_ton=AddrTon.UNKNOWN,
                dest_addr_npi=AddrNpi.UNKNOWN, destination_addr="10690000", protocol_id=None,
                esm_class=EsmClass(EsmClassMode.DEFAULT, EsmClassType.SMSC_DELIVERY_RECEIPT),
                priority_flag=PriorityFlag.LEVEL_0, replace_if_present_flag=ReplaceIfPresentFlag.DO_NOT_REPLACE,
                registered_delivery=RegisteredDelivery(RegisteredDeliveryReceipt.NO_SMSC_DELIVERY_RECEIPT_REQUESTED),
                data_coding=DataCoding(scheme_data=DataCodingDefault.SMSC_DEFAULT_ALPHABET), short_message=text.encode(),
            )
        )  # fmt: skip


class Running:
    """A centre in a thread of its own; `url` is what the setting SMPP would say."""

    def __init__(self) -> None:
        self.centre, self.port, ready = Centre(), 0, Event()
        self.loop = asyncio.new_event_loop()

        def run() -> None:
            asyncio.set_event_loop(self.loop)
            server = self.loop.run_until_complete(self.loop.create_server(lambda: Talking(self.centre), "127.0.0.1", 0))
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            self.loop.run_forever()
            server.close()

        self.thread = Thread(target=run, daemon=True)
        self.thread.start()
        ready.wait(5)

    @property
    def url(self) -> str:
        return f"smpp://yimen:secret@127.0.0.1:{self.port}/10690000"

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
