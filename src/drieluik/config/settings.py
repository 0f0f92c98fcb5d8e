"""Settings of Django and its companions; everything that differs per place comes from outside.

Environment:
    DATABASE_URL: Such as ``postgres://user:password@host/name``; SQLite in ``var/`` when absent.
    DRIELUIK_VAR: Folder for database, files and secret; ``var/`` of the checkout when absent.
    DRIELUIK_DEMO: ``1`` for the example city on this machine: no HTTPS, sign-ins shown.
    DRIELUIK_HOSTS: Comma-separated host names; only loopback when absent.
    DRIELUIK_ADDRESS: Address in mails, such as ``https://drieluik.example``; the first host when
        absent.
    DRIELUIK_API_CONTACT_NAME, _URL, _MAIL: Whom to ask about the API of this installation; the public
        sites and the sender of mails when absent.
    DRIELUIK_SECRET_KEY: The secret; made once and kept in ``var/`` when absent.
    DRIELUIK_SMTP_HOST: Host of the mail server; mail is printed when absent. With it:
        ``DRIELUIK_SMTP_PORT`` (587), ``_USER``, ``_PASSWORD``, and ``DRIELUIK_MAIL_FROM``.
    ENGINE: What sums the rows behind figures: ``duckdb`` (when absent) or ``spark``.
    SPARK_MASTER: Address of the master of the cluster, such as ``spark://host:7077``; with Spark.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("DRIELUIK_VAR", PACKAGE.parents[1] / "var"))
VAR.mkdir(parents=True, exist_ok=True)
DEMO = os.environ.get("DRIELUIK_DEMO") == "1"


def _secret_key() -> str:
    given = os.environ.get("DRIELUIK_SECRET_KEY")
    if given:
        return given
    kept = VAR / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key(), "utf-8")
    return kept.read_text("utf-8")


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DRIELUIK_HOSTS", "127.0.0.1,localhost").split(",")
SITE_ADDRESS = os.environ.get("DRIELUIK_ADDRESS", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
ENGINE = os.environ.get("ENGINE", "duckdb")
SPARK_MASTER = os.environ.get("SPARK_MASTER", "")
ROOT_URLCONF = "drieluik.config.urls"
WSGI_APPLICATION = "drieluik.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "drieluik.ui",  # before allauth, because the first template found wins
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "drieluik.apps.accounts",
    "drieluik.apps.audit",
    "drieluik.apps.organisations",
    "drieluik.apps.connections",
    "drieluik.apps.mailing",
    "drieluik.apps.areas",
    "drieluik.apps.layers",
    "drieluik.apps.agreements",
    "drieluik.apps.decisions",
    "drieluik.apps.projects",
    "drieluik.apps.library",
    "drieluik.apps.deliveries",
    "drieluik.apps.calendar",
    "drieluik.apps.monitor",
    "drieluik.apps.reporting",
    "drieluik.apps.releases",
    "drieluik.apps.exports",
    "drieluik.apps.evaluation",
    "drieluik.apps.publication",
    "drieluik.apps.search",
    "drieluik.apps.home",
    "drieluik.jobs",
]

MIDDLEWARE = [
    # the headers that keep readers safe come first, so that errors of what follows carry them too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "drieluik.config.answers.answers_of_the_api",
    "drieluik.ui.middleware.no_nul_in_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "drieluik.apps.publication.middleware.public_pages_know_nobody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "drieluik.ui.middleware.language_by_choice_only",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "drieluik.apps.organisations.middleware.actor_middleware",
    "drieluik.ui.middleware.private_pages_are_not_stored",
    "drieluik.ui.middleware.forms_are_not_pages",
    "drieluik.apps.refusals.RefusalMiddleware",
]

FORM_RENDERER = "drieluik.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "drieluik.ui.context.shared",
                "drieluik.apps.organisations.context.menu_places",
            ],
            "builtins": ["django.templatetags.i18n", "drieluik.ui.templatetags.drieluik"],
        },
    }
]
COTTON_DIR = "cotton"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'drieluik.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
    | {"ATOMIC_REQUESTS": False}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # without recursive triggers INSERT OR REPLACE would delete a kept row unseen
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA recursive_triggers=ON;",
    }

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "drieluik.apps.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "activate_totp": "drieluik.apps.accounts.forms.ActivateAppForm",
    "add_webauthn": "drieluik.apps.accounts.forms.AddKeyForm",
    "edit_webauthn": "drieluik.apps.accounts.forms.RenameKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "drieluik_session" if DEMO else "__Host-drieluik_session"
CSRF_COOKIE_NAME = "drieluik_csrf" if DEMO else "__Host-drieluik_csrf"
SECURE_HSTS_SECONDS = 0 if DEMO else 60 * 60 * 24 * 365
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MAP_TILES = os.environ.get("DRIELUIK_MAP_TILES", "")
MAP_TILES_BY = os.environ.get("DRIELUIK_MAP_TILES_BY", "")

# the licence of public figures as an address; without it there is no catalogue for data portals
_CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
OPEN_DATA_LICENCE = os.environ.get("DRIELUIK_OPEN_DATA_LICENCE", _CC0 if DEMO else "")
"""Address of background tiles with {z}/{x}/{y}, and who made them; without it a map has none."""
_TILES_FROM = ["/".join(MAP_TILES.split("/")[:3])] if MAP_TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *_TILES_FROM],
        "connect-src": ["'self'", *_TILES_FROM],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_HOST = os.environ.get("DRIELUIK_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("DRIELUIK_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("DRIELUIK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DRIELUIK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DRIELUIK_MAIL_FROM", "drieluik@localhost")
# whom programmers ask about the API, as the description of it says
API_CONTACT_NAME = os.environ.get("DRIELUIK_API_CONTACT_NAME", "Beheer van Drieluik")
API_CONTACT_URL = os.environ.get("DRIELUIK_API_CONTACT_URL", f"{SITE_ADDRESS}/openbaar/")
API_CONTACT_MAIL = os.environ.get("DRIELUIK_API_CONTACT_MAIL", DEFAULT_FROM_EMAIL)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"drieluik": {"level": "INFO"}},
}
