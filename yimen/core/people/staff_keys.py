"""Keys of staff: passkeys, enrolment by a one-time code, and taking everything away from somebody with two names under it."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from yimen.core.people.access_book import note_down
from yimen.core.people.acting_as import BLIND, actors_of_staff
from yimen.core.people.actors import RULE, Actor
from yimen.core.people.models import Staff
from yimen.core.people.models_access import Enrolment, KeyReset, Passkey, RecoveryCode, Secret, Visit
from yimen.core.people.once import spend
from yimen.core.people.powers import reaches
from yimen.core.people.scope import acting, actor_now
from yimen.core.people.secrecy import blind
from yimen.core.people.sign_in_rules import CHALLENGE, RULES
from yimen.core.people.staff_secrets import plain_code, readable_code
from yimen.core.ports.passkeys import Holder, Key, NotTrue, Party, Passkeys
from yimen.core.ports.wires import wire

CODE = 15  # letters of an enrolment code
MOST_PASSKEYS = 10
LONGEST_BROUGHT = 20_000  # characters


class NotYours(PermissionError):
    """Nobody of the own office, or oneself: somebody else must do it."""


def passkeys() -> Passkeys:
    found: Passkeys = wire("passkeys")
    return found


def fresh_challenge() -> bytes:
    return secrets.token_bytes(32)


def keys_of(badge: str) -> list[Passkey]:
    return list(Passkey.objects.filter(staff_id=badge).order_by("since", "id"))


def options_to_make(party: Party, holder: Holder, challenge: bytes) -> str:
    return passkeys().to_make(party, holder, challenge, [bytes(one.credential) for one in keys_of(holder.id)])


def add_passkey(badge: str, party: Party, challenge: bytes, brought: str, label: str) -> Passkey:
    """Enter the key that a browser made for this challenge, which then is spent. Raises NotTrue."""
    _once(challenge, brought)
    made = passkeys().made(party, challenge, brought)
    if len(keys_of(badge)) >= MOST_PASSKEYS or Passkey.objects.filter(credential=made.credential).exists():
        raise NotTrue("too many, or known already")
    row = Passkey.objects.create(
        staff_id=badge, credential=made.credential, public_key=made.public_key, signs=made.signs, label=label[:80]
    )
    note_down("passkey_added", badge)
    return row


def shown_by(party: Party, challenge: bytes, brought: str) -> Staff:
    """Whose passkey answered this challenge. For the system. Raises NotTrue, always the same whatever was wrong."""
    _once(challenge, brought)
    row = Passkey.objects.select_related("staff").filter(credential=passkeys().which(brought)).first()
    if row is None or not row.staff.active:
        raise NotTrue("nobody")
    key = Key(bytes(row.credential), bytes(row.public_key), row.signs)
    signs = passkeys().shown(party, challenge, brought, key)
    # the counter is compared where it is written: of two answers at once with one counter only one counts
    same = Passkey.objects.filter(pk=row.pk, signs=row.signs)
    if not same.update(signs=signs, last_used=timezone.now()):
        raise NotTrue("the counter moved")
    return row.staff


def _once(challenge: bytes, brought: str) -> None:
    if len(brought) > LONGEST_BROUGHT or not spend("challenge", challenge, CHALLENGE * 2):
        raise NotTrue("spent")


def remove_passkey(badge: str, key: UUID) -> bool:
    if gone := Passkey.objects.filter(pk=key, staff_id=badge).delete()[0]:
        note_down("passkey_removed", badge)
    return bool(gone)


def give_enrolment(badge: str) -> str:
    """A one-time code for a member of one's own office, shown once; older ones end. Raises NotYours."""
    staff = member(badge)
    if BLIND in staff.roles:
        raise NotYours(badge)  # a code for an administrator takes two names: ask_reset, agree_to_reset
    return code_for(staff)


def code_for(staff: Staff) -> str:
    """The code itself, for who may give one: see give_enrolment, agree_to_reset and administration.beginning."""
    code = readable_code(CODE)
    ends = timezone.now() + timedelta(hours=RULES.enrolment_hours)
    with acting(RULE):
        Enrolment.objects.filter(staff=staff, used_at=None).update(used_at=timezone.now())
    Enrolment.objects.create(staff=staff, digest=enrolment_digest(staff.id, code), given_by=actor_now().id, ends=ends)
    note_down("enrolment_given", staff.id, office=staff.office)
    return code


def enrolment_digest(badge: str, code: str) -> bytes:
    return blind("enrolment", f"{badge} {plain_code(code)}")


def enrolling(badge: str, code: str) -> Staff | None:
    """The member of staff whose code this is; it is used up. For the system."""
    found = Enrolment.objects.filter(digest=enrolment_digest(badge, code), staff_id=badge, staff__active=True)
    if not found.filter(used_at=None, ends__gt=timezone.now()).update(used_at=timezone.now()):
        return None
    note_down("enrolled", badge)
    return Staff.objects.get(pk=badge)


def member(badge: str) -> Staff:
    """An active member of the office of whoever acts, for an administrator of the own reach, and not oneself. Only administrators let
    administrators in. Raises NotYours."""
    actor = actor_now()
    staff = Staff.objects.filter(pk=badge, active=True).exclude(pk=actor.id).first()
    if staff is None or not (_kept_by(actor, staff) if actor.role == BLIND else _beside(actor, staff)):
        raise NotYours(badge)
    return staff


def _kept_by(administrator: Actor, staff: Staff) -> bool:
    own = Staff.objects.filter(pk=administrator.id, active=True).first()
    return own is not None and reaches(own.reach, staff.reach)


def _beside(actor: Actor, staff: Staff) -> bool:
    return staff.office == actor.office and BLIND not in staff.roles


def ask_reset(badge: str, reason: str) -> KeyReset:
    """The first name under taking all keys away. Raises NotYours."""
    staff = member(badge)
    note_down("reset_asked", badge, office=staff.office, note=reason)
    return KeyReset.objects.create(staff=staff, reason=reason.strip()[:200], asked_by=actor_now().id)


def agree_to_reset(reset: UUID) -> str:
    """The second name: passkeys, password, recovery codes and visits are gone, and a new enrolment code is shown. Raises NotYours."""
    by = actor_now()
    waiting = KeyReset.objects.filter(pk=reset, agreed_by="").exclude(asked_by=by.id).exclude(staff_id=by.id).first()
    if waiting is None:
        raise NotYours(str(reset))
    staff = member(waiting.staff_id)
    KeyReset.objects.filter(pk=reset, agreed_by="").update(agreed_by=by.id, agreed_at=timezone.now())
    take_keys_away(staff, waiting.reason)
    return code_for(staff)


def take_keys_away(staff: Staff, why: str) -> None:
    """Passkeys, password, recovery codes and visits are gone, and the member reads why."""
    with acting(RULE):
        for kind in (Passkey, Secret, RecoveryCode):
            kind.objects.filter(staff_id=staff.id).delete()
        Visit.objects.filter(whose=staff.id, kind="staff").delete()
    note_down("reset_agreed", staff.id, office=staff.office, note=why)


def first_actor(staff: Staff, role: str = "") -> Actor | None:
    """As whom a member of staff begins: the role that was chosen, else the first of the own ones."""
    actors = actors_of_staff(staff)
    return next((one for one in actors if one.role == role), None) if role else next(iter(actors), None)
