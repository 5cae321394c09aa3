"""The receipt of a decision: which rules were tried, on which facts, from where and when, under which articles, packs and edition.

Frozen and signed once, with the first file or page of the paper. Canonical form of the signed document: JSON with members in
alphabetical order and no blanks, UTF-8, dates ISO 8601; the signature is Ed25519 over these bytes.
"""

import base64
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from yimen.core.cases.chain import canonical
from yimen.core.cases.models import Paper, Sheet
from yimen.core.papers.models import DecisionReceipt
from yimen.core.people.secrecy import public_key, signing_key

Json = dict[str, Any]
FORM = "yimen.receipt.1"
DECISIONS = frozenset({"SAL", "NSA", "NAC", "NGA", "NST", "REV"})
BY_SILENCE = frozenset({"accept_by_silence", "renew_by_silence"})


def decides(row: Paper) -> bool:
    """Is there something to account for? Silence that accepts is a decision of the law."""
    return row.kind in DECISIONS or row.data["move"] in BY_SILENCE


def path_of(row: Paper) -> list[Json]:
    """The rows of which the person is told: as they were frozen, else as they stand."""
    if not decides(row):
        return []
    kept: DecisionReceipt | None = getattr(row, "receipt", None)  # select_related("receipt") saves the question
    return kept.public if kept else public_path(row.case_id)


def public_path(case_id: Any) -> list[Json]:
    public: Json = advice_of(case_id).get("public") or {}
    return [step for step in public.get("path", []) if step["table"] == "may_apply"]


def advice_of(case_id: Any) -> Json:
    advice = Sheet.objects.filter(case_id=case_id).values_list("advice", flat=True).first()
    found: Json = advice or {}
    return found


def keep(row: Paper, at: datetime) -> DecisionReceipt:
    """Freeze and sign; the same again where it is there. A system role only."""
    if kept := DecisionReceipt.objects.filter(paper_id=row.id).first():
        return kept
    full = document(row, advice_of(row.case_id))
    return DecisionReceipt.objects.create(
        paper=row, case_id=row.case_id, public=public_path(row.case_id), full=full, made_at=at,
        signature=signing_key().sign(canonical(full)), key=public_key(),
    )  # fmt: skip


def document(row: Paper, advice: Json) -> Json:
    """The whole path, with every rule that was tried; of facts that are secret only how many a rule read."""
    data, public = row.data, advice.get("public") or {}
    path = [without_secrets(step) for step in advice.get("officer") or public.get("path") or []]
    return {
        "form": FORM, "paper": row.number, "kind": row.kind, "case": data["case"], "service": row.case.service,
        "edition": row.case.edition, "move": data["move"], "role": data["role"], "at": data["at"], "dated": data["dated"],
        "law": data["law"], "packs": sorted({step["pack"] for step in path if step.get("pack")}), "path": path,
    }  # fmt: skip


def without_secrets(step: Json) -> Json:
    facts = {name: fact for name, fact in step["facts"].items() if not fact.get("secret")}
    return step | {"facts": facts, "secret_facts": len(step["facts"]) - len(facts)}


def export(kept: DecisionReceipt) -> Json:
    """The document with its signature, as an auditor takes it along."""
    signature = base64.b64encode(bytes(kept.signature)).decode()
    return {"document": kept.full, "signature": signature, "key": kept.key}


def genuine(exported: Json) -> bool:
    """Was it signed by the key that it names, and not changed since?"""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(exported["key"]))
    try:
        key.verify(base64.b64decode(exported["signature"]), canonical(exported["document"]))
    except InvalidSignature:
        return False
    return True
