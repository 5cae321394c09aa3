"""The archive bundle of a case: one zip with its papers, files, events and receipts, a manifest of their digests that this node signs,
and the checkpoint that covers its last step. Whoever keeps it can prove it later with public keys only (proving.py).

What was said about facts that are sealed stands in no event of it; their digests do, so that the chain still verifies.
"""

import base64
import hashlib
import io
import zipfile
from datetime import datetime
from uuid import UUID

import msgspec

from yimen.core.cases.attached import UNUSABLE
from yimen.core.cases.chain import canonical
from yimen.core.cases.checkpoints import events as steps
from yimen.core.cases.documents import clear
from yimen.core.cases.dossier import Dossier
from yimen.core.cases.models import Checkpoint, Document, Paper
from yimen.core.cases.store import read_case
from yimen.core.cases.vocabulary import Json
from yimen.core.papers.making import content_of, make
from yimen.core.papers.models import DecisionReceipt, PaperFile
from yimen.core.papers.payload import digest_of
from yimen.core.papers.receipts import export
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.people.secrecy import public_key, signing_key

FORM = "yimen.bundle.1"
MOST_LINKS = 50_000  # steps of a day that are listed, so that a checkpoint can be worked out again
Files = dict[str, bytes]


def bundle(case_id: UUID, at: datetime) -> bytes:
    """The zip of a case that whoever acts may see. Raises NoSuchCase."""
    case = read_case(case_id)
    make_missing(case, at)
    files = papers(case) | documents(case) | {"events.json": events(case)} | chain(case)
    manifest = canonical(told(case, files, at))
    signature = {"signature": base64.b64encode(signing_key().sign(manifest)).decode(), "key": public_key()}
    return zipped(files | {"manifest.json": manifest, "manifest.sig": canonical(signature)}, at)


def told(case: Dossier, files: Files, at: datetime) -> Json:
    last = case.events[-1] if case.events else None
    return {
        "form": FORM, "case": case.number, "service": case.case.service, "state": case.state, "made_at": at.isoformat(),
        "head": {"n": last.n, "seq": last.seq, "digest": last.digest} if last else None,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }  # fmt: skip


def make_missing(case: Dossier, at: datetime) -> None:
    """What was never asked for yet is set and sealed now; what cannot be is in the bundle as its content."""
    here = set(PaperFile.objects.filter(case_id=case.id, state="ready").values_list("paper_id", flat=True))
    with acting(CLOCK):
        for paper in case.papers:
            if paper.id not in here:
                make(paper.id, at)


def papers(case: Dossier) -> Files:
    """Each paper as its frozen content, as its sealed PDF, and with the receipt of its decision."""
    files: Files = {}
    sealed = {one.paper_id: one for one in PaperFile.objects.filter(case_id=case.id, state="ready")}
    receipts = {one.paper_id: one for one in DecisionReceipt.objects.filter(case_id=case.id)}
    for row in Paper.objects.filter(case_id=case.id).order_by("n"):
        head = {"number": row.number, "kind": row.kind, "issued_at": row.issued_at, "withdrawn_on": row.withdrawn_on}
        files[f"papers/{row.number}.json"] = canonical(head | {"data": row.data, "digest": digest_of(row.data).hex()})
        if row.id in sealed:
            files[f"papers/{row.number}.pdf"] = content_of(sealed[row.id])
        if row.id in receipts:
            files[f"receipts/{row.number}.json"] = canonical(export(receipts[row.id]))
    return files


def documents(case: Dossier) -> Files:
    """What was handed in, as it was handed in; a file in which a scanner found something stays where it is."""
    rows = (
        Document.objects.defer("content")
        .filter(case_id=case.id)
        .exclude(verdict__in=UNUSABLE)
        .order_by("received_at", "id")
    )
    return {f"documents/{n:02d}-{row.filename}": clear(row.id) for n, row in enumerate(rows, 1)}


def events(case: Dossier) -> bytes:
    """The steps with their digests, without what is sealed in them."""
    return canonical([msgspec.structs.replace(event, secret_said=None, salt=None) for event in case.events])


def chain(case: Dossier) -> Files:
    """The checkpoint that covers the last step, with the digests from which its root is worked out; nothing before one is made."""
    last = case.events[-1] if case.events else None
    found = (
        last
        and Checkpoint.objects.filter(node=last.node, from_seq__lt=last.seq, up_to_seq__gte=last.seq)
        .order_by("up_to_seq")
        .first()
    )
    if not found:
        return {}
    links = None
    if found.count <= MOST_LINKS:
        with acting(CLOCK):  # the digests of all steps of a day, which say nothing about anybody
            links = [[seq, bytes(digest).hex()] for seq, digest in steps(found.node, found.from_seq, found.up_to_seq)]
    return {
        "checkpoint.json": canonical({
            "node": found.node, "at": found.at, "from_seq": found.from_seq, "up_to_seq": found.up_to_seq, "count": found.count,
            "root": bytes(found.root).hex(), "prev_root": bytes(found.prev_root).hex(), "key": found.key,
            "signature": base64.b64encode(bytes(found.signature)).decode(), "links": links,
        })
    }  # fmt: skip


def zipped(files: Files, at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
