"""A provider of identities that we did not write: django-oauth-toolkit, as a program of its own on 127.0.0.1 with sqlite.

    python -m tests.adapters.identity.provider PORT FOLDER CALLBACK

It signs its one user in by itself and asks no consent, so that a test needs no browser. It says `ready` when it answers.
"""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.adapters.identity.stranger import CLIENT, SECRET


def configure(port: int, folder: str) -> None:
    key = rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.configure(
        SECRET_KEY="only-for-this-test-provider",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.adapters.identity.addresses",
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "tests.adapters.identity.provider.known",
        ],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "OIDC_RSA_PRIVATE_KEY": key.decode(),
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "identity", "profile": "name and number"},
            "OAUTH2_VALIDATOR_CLASS": "tests.adapters.identity.claims.Says",
        },
    )


def known(get_response):  # type: ignore[no-untyped-def]
    """Whoever comes is the one user."""

    def signed_in(request):  # type: ignore[no-untyped-def]
        if not request.user.is_authenticated:
            login(request, get_user_model().objects.get(username="zhang"))
        return get_response(request)

    return signed_in


class Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        """Nothing."""


def main(port: int, folder: str, callback: str) -> None:
    configure(port, folder)
    django.setup()
    call_command("migrate", verbosity=0)
    get_user_model().objects.create_user("zhang")
    register = django.apps.apps.get_model("oauth2_provider", "Application")
    for client in (CLIENT, f"{CLIENT}-other"):
        register.objects.create(
            client_id=client,
            client_secret=SECRET,
            client_type="confidential",
            authorization_grant_type="authorization-code",
            redirect_uris=callback,
            skip_authorization=True,
            algorithm="RS256",
        )
    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
