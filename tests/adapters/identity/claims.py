"""What the provider of the test says beside the standard claims."""

from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.adapters.identity.stranger import PERSON


class Says(OAuth2Validator):
    oidc_claim_scope = None

    def get_additional_claims(self, request):  # type: ignore[no-untyped-def]
        return dict(PERSON)
