"""Settings: read from the environment, absent ones fail at start with their name. See docs/operations.md."""

import os
from importlib.util import find_spec
from pathlib import Path

from yimen.config import switchboard
from yimen.config.environment import (
    CHECKOUT,
    cookie,
    database,
    flag,
    home,
    hosts,
    identity,
    node,
    number,
    peers,
    role,
    secret,
)

BASE = CHECKOUT
HOME = home()
DEMO = flag("YIMEN_DEMO", default=True)
DEMO_FULL = DEMO and flag(
    "YIMEN_DEMO_FULL", default=True
)  # thousands of cases, written by the worker behind everything else
NODE = node()
PEERS = peers()
PORT = number("YIMEN_PORT", default=8000)
SITE = os.environ.get("YIMEN_SITE", f"http://127.0.0.1:{PORT}").rstrip("/")  # what QR codes of papers begin with
FONTS = Path(os.environ.get("YIMEN_FONTS") or "/usr/share/fonts/opentype/noto")  # Noto Serif and Sans CJK, for papers
SEALS = Path(os.environ.get("YIMEN_SEALS") or HOME / "keys" / "seals")  # certificates of the authorities

TRUSTED_PROXIES = number("YIMEN_PROXIES", default=0 if DEMO else 1)  # of our own, in front of the pages

SECRET_KEY = secret(HOME, "django")
DEBUG = False
ALLOWED_HOSTS = hosts(demo=DEMO)
ROOT_URLCONF = "yimen.config.urls"
WSGI_APPLICATION = "yimen.config.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "yimen.core.places",
    "yimen.core.people",
    "yimen.core.services",
    "yimen.core.exchange",
    "yimen.core.cases",
    "yimen.core.notices",
    "yimen.core.payments",
    "yimen.core.papers",
    "yimen.core.ratings",
    "yimen.core.rights",
    "yimen.core.work",
    "yimen.core.administration",
    "yimen.web",
    "yimen.channels.api",
    "yimen.adapters.letters",
    "yimen.adapters.messages",
    "yimen.adapters.payments",
    "yimen.adapters.registers",
    "yimen.config.demo",
    "yimen.config.operations",
]
MIDDLEWARE = [
    "yimen.config.arrival.Arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yimen.web.middleware.Speaking",
    "yimen.web.middleware.Protection",
    "yimen.web.middleware.Explanation",
    "yimen.web.middleware.Gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yimen.web.middleware.Acting",
]
CSRF_FAILURE_VIEW = "yimen.web.errors.csrf_failure"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            BASE / "yimen" / "web" / "templates",
            *(BASE / "yimen" / "channels" / channel / "templates" for channel in switchboard.CHANNELS),
        ],
        "OPTIONS": {
            "environment": "yimen.web.environment.environment",
            "context_processors": ["yimen.web.context.frame"],
        },
    }
]

APP_ROLE = role("DATABASE_URL") or "yimen_app"
OWNER_ROLE = role("DATABASE_OWNER_URL") or "yimen_owner"
DATABASES = {"default": database()}
VERTICALS = switchboard.VERTICALS
CHANNELS = switchboard.CHANNELS
ADAPTERS = switchboard.ADAPTERS
AFTER_EVENT = switchboard.AFTER_EVENT
LETTERS = switchboard.LETTERS | (switchboard.LETTERS_DEMO if DEMO else {})
AFTER_ANSWER = switchboard.AFTER_ANSWER
AFTER_PEER = switchboard.AFTER_PEER
BEING_PAID = switchboard.BEING_PAID
DEMO_PROGRESS = switchboard.DEMO_PROGRESS
GATEWAY = (os.environ.get("YIMEN_GATEWAY") or switchboard.GATEWAY).removeprefix("none")  # empty: people pay at a window
MESSAGES = os.environ.get("YIMEN_MESSAGES") or switchboard.MESSAGES
SCANNER = os.environ.get("YIMEN_SCANNER") or switchboard.SCANNER
OCR = os.environ.get(
    "YIMEN_OCR", switchboard.OCR if find_spec("rapidocr") else ""
)  # who reads pictures; nothing: nobody
CLAMD = os.environ.get("YIMEN_CLAMD", "")  # unix:///run/clamav/clamd.ctl or tcp://host:port, where ClamAV listens
SMS_SIGN = os.environ.get("YIMEN_SMS_SIGN") or NODE["name"]  # 【…】 before every message, as the provider has it
SMPP = os.environ.get("YIMEN_SMPP", "")  # smpp://system_id:password@host:port/sender of the provider
UNDO = number("YIMEN_UNDO", default=20)  # seconds in which an officer can take an act back; 0: done at once
CAST = switchboard.CAST if DEMO else ""
TOUR = switchboard.TOUR if DEMO else ""
FILES = switchboard.FILES
FILE_LIMITS = {
    "bytes": number("YIMEN_FILE_MB", default=10)
    * 1024
    * 1024,  # more than 11 is too large for a letter to another node
    "pixels": number("YIMEN_FILE_MEGAPIXELS", default=60) * 1_000_000,
    "side": number("YIMEN_FILE_SIDE", default=5000),
    "files": number("YIMEN_FILES_OF_CASE", default=60),
    "uploads": number("YIMEN_UPLOADS", default=10),
    "hours": number("YIMEN_UPLOAD_HOURS", default=24),
}
# What is handed in never touches a disk in clear: it stays in memory until it is sealed; web.middleware.Gate says how much may come.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * FILE_LIMITS["bytes"]
PAPER_WORDS = switchboard.PAPER_WORDS
READ_ONLY_TABLES = switchboard.READ_ONLY_TABLES
INSERT_ONLY_TABLES = switchboard.INSERT_ONLY_TABLES

LOGGING_CONFIG = "yimen.config.logs.configure"
LOGGING = {"human": DEMO, "level": os.environ.get("YIMEN_LOG", "INFO").upper()}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("YIMEN_STATIC") or HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
IDENTITY = identity(PORT, demo=DEMO)
SESSION_ENGINE = "yimen.web.visits"
SESSION_COOKIE_AGE = 24 * 60 * 60  # the longest; how long a visit may idle and last is in people/data/sign_in.yaml
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # of staff: nobody is a Django user
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (cookie(name, NODE["code"], demo=DEMO) for name in ("session", "csrf"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_PROXY_SSL_HEADER = None if not TRUSTED_PROXIES else ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SAMESITE = "Lax"
