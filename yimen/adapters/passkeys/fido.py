"""Passkeys by WebAuthn: discoverable, the user verified by the device; no attestation is asked, since whoever enrols was given a code."""

from collections.abc import Sequence

import webauthn
from webauthn.helpers import options_to_json, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from yimen.core.ports.passkeys import Holder, Key, NotTrue, Party

WRONG = (WebAuthnException, ValueError, TypeError, KeyError)
VERIFIED = UserVerificationRequirement.REQUIRED


class Fido:
    def __init__(self, name: str = "default") -> None:
        self.name = name

    def to_make(self, party: Party, holder: Holder, challenge: bytes, known: Sequence[bytes]) -> str:
        wanted = AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        )
        options = webauthn.generate_registration_options(
            rp_id=party.host,
            rp_name=party.name,
            user_id=holder.id.encode(),
            user_name=holder.id,
            user_display_name=holder.name,
            challenge=challenge,
            authenticator_selection=wanted,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        )
        return options_to_json(options)

    def made(self, party: Party, challenge: bytes, brought: str) -> Key:
        try:
            found = webauthn.verify_registration_response(
                credential=brought,
                expected_challenge=challenge,
                expected_rp_id=party.host,
                expected_origin=party.origin,
                require_user_verification=True,
            )
        except WRONG as wrong:
            raise NotTrue(type(wrong).__name__) from wrong
        return Key(found.credential_id, found.credential_public_key, found.sign_count)

    def to_show(self, party: Party, challenge: bytes) -> str:
        options = webauthn.generate_authentication_options(
            rp_id=party.host, challenge=challenge, user_verification=VERIFIED
        )
        return options_to_json(options)

    def which(self, brought: str) -> bytes:
        try:
            return parse_authentication_credential_json(brought).raw_id
        except WRONG as wrong:
            raise NotTrue(type(wrong).__name__) from wrong

    def shown(self, party: Party, challenge: bytes, brought: str, key: Key) -> int:
        try:
            found = webauthn.verify_authentication_response(
                credential=brought,
                expected_challenge=challenge,
                expected_rp_id=party.host,
                expected_origin=party.origin,
                credential_public_key=key.public_key,
                credential_current_sign_count=key.signs,
                require_user_verification=True,
            )
        except WRONG as wrong:
            raise NotTrue(type(wrong).__name__) from wrong
        return found.new_sign_count

    def check(self) -> str:
        return ""  # nothing outside is needed
