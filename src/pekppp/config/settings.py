"""Settings of every installation; what differs between installations is read in env.py."""

import os

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.utils.translation import gettext_lazy as _

from pekppp.config import env

PROJECT = env.PROJECT
HOME = env.env_home()

# --- what the installation decides -----------------------------------------------------------------------------------
DEBUG = env.env_bool("PEKPPP_DEBUG", default=False)
SECRET_KEY = env.env_secret("PEKPPP_SECRET_KEY", HOME / "secret_key")
ALLOWED_HOSTS = env.env_list("PEKPPP_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = env.env_bool("PEKPPP_HTTPS", default=False)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]
TRUSTED_PROXIES = env.env_int("PEKPPP_TRUSTED_PROXIES", default=0, minimum=0, maximum=9)
UPLOAD_LIMIT_BYTES = env.env_int("PEKPPP_UPLOAD_LIMIT_MB", default=20, minimum=1, maximum=500) * 1024**2
DATABASES = {"default": env.env_database("PEKPPP_DATABASE_URL", default_file=HOME / "pekppp.sqlite3")}
STORAGE_FOLDER = env.env_storage("PEKPPP_STORAGE_URL", default_folder=HOME / "berkas")

JOB_TIMEOUT_SECONDS = env.env_int("PEKPPP_JOB_TIMEOUT_SECONDS", default=60, minimum=2, maximum=3600)
EMBEDDED = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
# SQLite has one writer at a time: more processes only wait for each other.
USUAL_WORKERS = 1 if EMBEDDED else min(8, os.cpu_count() or 2)
WEB_WORKERS = env.env_int("PEKPPP_WEB_WORKERS", default=USUAL_WORKERS, minimum=1, maximum=64)
WEB_THREADS = 8  # per worker

# --- the application -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_q",
    "rules",
    "template_partials",
    "pekppp.common",
    "pekppp.accounts",
    "pekppp.files",
    "pekppp.institutions",
    "pekppp.instruments",
    "pekppp.periods",
    "pekppp.evidence",
    "pekppp.assessments",
    "pekppp.survey",
    "pekppp.results",
    "pekppp.reports",
    "pekppp.portal",
    "allauth",  # after ours, whose templates win
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pekppp.common.middleware.client_address",
    "pekppp.common.middleware.refuse_oversized",
    "pekppp.common.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pekppp.common.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pekppp.accounts.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pekppp.accounts.middleware.own_time_zone",
    "pekppp.common.middleware.request_id",
]

ROOT_URLCONF = "pekppp.config.urls"
WSGI_APPLICATION = "pekppp.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_TAGS = {messages.ERROR: "danger"}  # as Tabler calls it

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pekppp.institutions.context.demo_data",
                "pekppp.portal.context.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "template_partials.templatetags.partials"],
        },
    }
]

# --- sign-in ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:beranda"
LOGOUT_REDIRECT_URL = "portal:start"
ACCOUNT_ADAPTER = "pekppp.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False

SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language, numbers, time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [PROJECT / "src/pekppp/locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"  # pages of people without a zone of their own; rows hold UTC

# --- files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pekppp.common.staticfiles.NodeModulesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": STORAGE_FOLDER}},
    "staticfiles": {"BACKEND": "pekppp.common.staticfiles.ManifestStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- background jobs -------------------------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "pekppp",
    "orm": "default",
    "workers": env.env_int("PEKPPP_JOB_WORKERS", default=1, minimum=1, maximum=32),
    "timeout": JOB_TIMEOUT_SECONDS,  # a job may take no longer; longer work is cut into batches
    "retry": JOB_TIMEOUT_SECONDS * 3 // 2,  # seconds until a job of a dead worker is given out again
    "max_attempts": 5,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
    "label": "Jobs",
}
SCHEDULES = {  # name: (task, minutes between runs)
    "seal-audit": ("pekppp.common.tasks.seal_audit", 1),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
