"""The only reader of the environment.

Everything is coerced to its type here, at start, and what is missing is said in words.
`make run` sets these for the embedded servers; in production they come from the deployment.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from config.addresses import host_of, next_database, origin_of
from config.endpoints import read_endpoints

django_stubs_ext.monkeypatch()
env = Env()
ROOT = Path(__file__).resolve().parent.parent.parent
VERSION = "0.1.0"

DEBUG = env.bool("DEBUG", False)
STUDIO_STATE = Path(env.str("STUDIO_STATE", str(ROOT / ".studio")))
PUBLIC_URL = env.str("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# This machine's own names (health checks come by them), the public one, and others given.
ALLOWED_HOSTS = [
    *("127.0.0.1", "localhost", "[::1]", host_of(PUBLIC_URL)),
    *env.list("ALLOWED_HOSTS", []),
]
# Commands that need no server (schema, checks, migrations' names) run without one.
try:
    DATABASES: dict[str, Any] = {
        "default": env.dj_db_url(
            "DATABASE_URL", "postgresql://app@127.0.0.1:5432/multispeech", conn_max_age=60
        )
    }
except EnvError as problem:
    raise ImproperlyConfigured(
        f"DATABASE_URL can't be read ({problem}). Expected postgresql://user:password@host:port/name."
    ) from problem
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured(
        "DATABASE_URL must point to PostgreSQL: COPY, SKIP LOCKED and trigrams are relied on."
    )
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {"application_name": "multispeech", "options": "-c lock_timeout=20000"}
)
BROKER_URL = env.str("BROKER_URL", "redis://127.0.0.1:6379/0")
AUDIO_STORE = env.str("AUDIO_STORE", str(STUDIO_STATE / "audio"))
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", "")
# Where browsers reach what is S3_ENDPOINT_URL from here: recordings play from it.
S3_PUBLIC_URL = env.str("S3_PUBLIC_URL", "") or S3_ENDPOINT_URL
# Models by engine, where they are not the published ones: "xtts-v2=/models/xtts,whisper=/models/w".
ENGINE_CHECKPOINTS: dict[str, str] = env.dict("ENGINE_CHECKPOINTS", {})
ENGINE_DEVICE = env.str("ENGINE_DEVICE", "auto")
# Servers of models, by the name that jobs call them by (`endpoint:NAME`); see .env.example.
ENGINE_ENDPOINTS = read_endpoints(env.str("ENGINE_ENDPOINTS", ""))
# Benchmarks of files (Common Voice, CoVoST-2) are frozen from folders below this one.
EVALUATION_FOLDER = Path(env.str("EVALUATION_FOLDER", "") or STUDIO_STATE / "corpora")
FINETUNED_FOLDER = env.str("FINETUNED_FOLDER", "") or str(STUDIO_STATE / "finetuned")
# Runs of trainings: their data's index, states to go on from, and what they tell.
TRAINING_FOLDER = Path(env.str("TRAINING_FOLDER", "") or STUDIO_STATE / "training")
# Collections that are no release (Common Voice, CoVoST-2, folders of clips), by source.
TRAINING_DATA_FOLDER = Path(env.str("TRAINING_DATA_FOLDER", "") or EVALUATION_FOLDER)
# Processes that a worker trains on, one a GPU, and what `accelerate config` wrote, if anything.
TRAINING_DEVICES = env.int("TRAINING_DEVICES", 1)
TRAINING_ACCELERATE_CONFIG = env.str("TRAINING_ACCELERATE_CONFIG", "")
# How long a training that is asked to end may take to keep its state.
TRAINING_GRACE_SECONDS = env.float("TRAINING_GRACE_SECONDS", 600.0)
# Peak of one device in bfloat16, for estimates before anything was measured: an H100's.
TRAINING_TFLOPS = env.float("TRAINING_TFLOPS", 989.0)
# What the workers have installed where this process, the web server's, has not: "models".
WORKER_EXTRAS: list[str] = env.list("WORKER_EXTRAS", [])
CACHES = {
    "default": {
        "BACKEND": "config.cache.SharedCache",
        "LOCATION": next_database(BROKER_URL),
        "KEY_PREFIX": "studio",
    }
}

# Commands that serve nobody run without a key of their own; servers and workers do not.
_INSECURE_KEY = "insecure-key-for-commands-that-serve-nobody"
SECRET_KEY = env.str("SECRET_KEY", "") or _INSECURE_KEY


def require_secret_key() -> None:
    """Raises ImproperlyConfigured where sessions would be signed with a key anybody can read."""
    if SECRET_KEY == _INSECURE_KEY:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Make one with"
            " `python -c 'import secrets; print(secrets.token_urlsafe(48))'` and keep it secret."
        )


INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "pghistory.admin",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "accounts",
    "catalog",
    "jobs",
    "corpus",
    "generation",
    "annotation",
    "releases",
    "training.runs",
    "evaluation.runs",
    "demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.PermissionsPolicyMiddleware",
    "config.middleware.AllowanceMiddleware",
    "config.middleware.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.StrangersFilesMiddleware",  # before CSRF, which reads forms
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sessions.PeopleBackend"]
SESSION_ENGINE = "accounts.sessions"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "platform" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [("app", FRONTEND_DIST)] if FRONTEND_DIST.exists() else []
# One file per content: Vite already puts a hash into each name under assets/.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+/app/assets/.+$"

# The largest import: of an upload as it comes, and of any file as it is read, unpacked.
IMPORT_LIMIT_BYTES = env.int("IMPORT_LIMIT_BYTES", 512_000_000)
# Uploads go to disk above this.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from within, without https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
_clips_from = [SELF, *([origin_of(S3_PUBLIC_URL)] if S3_PUBLIC_URL else [])]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        # Clips are fetched ahead as bytes, and played from the page's memory.
        "connect-src": _clips_from,
        "media-src": [*_clips_from, "blob:"],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.JsonParser"],
    "DEFAULT_SCHEMA_CLASS": "common.schema.StudioSchema",
    "DEFAULT_PAGINATION_CLASS": "common.api.NewestFirstPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "common.api.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # How many proxies stand in front: 0 means that X-Forwarded-For is anybody's word.
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
    "DEFAULT_THROTTLE_CLASSES": ["accounts.throttles.Throttle"],
    "DEFAULT_THROTTLE_RATES": {
        # Programs, by token; and whatever strangers ask, by address.
        "token": env.str("TOKEN_RATE", "1200/min"),
        "anonymous": env.str("ANONYMOUS_RATE", "600/min"),
        "login": env.str("LOGIN_RATE", "20/min"),
        # Different tokens that open nothing, by address.
        "wrong_token": env.str("WRONG_TOKEN_RATE", "30/min"),
        # Invites, private links and arrivals from Prolific, by address.
        "join": env.str("JOIN_RATE", "60/min"),
    },
}
SPECTACULAR_SETTINGS = {
    "TITLE": "MultiSpeech Studio",
    "DESCRIPTION": "From English question-answer pairs to verified multilingual speech.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "RoleEnum": "accounts.enums.Role",
        "ScopeEnum": "accounts.enums.Scope",
        "ArrivalEnum": "accounts.enums.Arrival",
        "OutcomeEnum": "annotation.recruitment.enums.Outcome",
        "DecisionEnum": "annotation.recruitment.enums.Decision",
        "InviteStateEnum": "annotation.recruitment.enums.InviteState",
        "JobStateEnum": "jobs.enums.JobState",
        "TrainingStateEnum": "training.runs.enums.RunState",
        "ImportRunFormatEnum": "corpus.models.imports.FORMATS",
        "PauseReasonEnum": "jobs.enums.PauseReason",
        "BackendEnum": "annotation.enums.Backend",
        "LabelStudioProjectStateEnum": "annotation.label_studio.enums.ProjectState",
        "LabelStudioReasonEnum": "annotation.label_studio.enums.Reason",
        "CampaignStateEnum": "annotation.enums.CampaignState",
        "AssignmentStateEnum": "annotation.enums.AssignmentState",
        "CampaignKindEnum": "annotation.enums.CampaignKind",
        "ExclusionReasonEnum": "annotation.api.statistics_shapes.REASONS",
        "SplitEnum": "corpus.enums.Split",
        "SampleSplitEnum": "annotation.enums.SampleSplit",
        "FindingLevelEnum": "annotation.enums.FindingLevel",
        "VerdictEnum": "annotation.enums.Verdict",
        "ShownChoiceEnum": "annotation.enums.ShownChoice",
        "SkipReasonEnum": "annotation.enums.SkipReason",
        "StepEnum": "annotation.enums.Step",
        "TrialKindEnum": "annotation.enums.TrialKind",
        "TrialStateEnum": "annotation.enums.TrialState",
        "SessionStateEnum": "annotation.enums.SessionState",
        "PlaybackKindEnum": "annotation.enums.PlaybackKind",
        "ProblemCauseEnum": "annotation.enums.ProblemCause",
        "ValueSortEnum": "catalog.history_values.Sort",
        "ControlRoleEnum": "annotation.enums.ControlRole",
    },
}

# How long a claimed batch is held without a heartbeat, and how often the sweep looks.
BATCH_LEASE_SECONDS = env.float("BATCH_LEASE_SECONDS", 60.0)
SWEEP_SECONDS = env.float("SWEEP_SECONDS", 5.0)
# Of audio; a worker holds one shard in memory.
EXPORT_SHARD_BYTES = env.int("EXPORT_SHARD_BYTES", 128 * 1024**2)
BATCH_ATTEMPTS = 3  # that end with an error
BATCH_DEATHS = env.int("BATCH_DEATHS", 3)  # of its workers, before a batch is set aside
# What an hour of a worker costs, by the queue it works on; 0: nothing is said about cost.
PRICE_PER_HOUR = {
    "cpu": env.decimal("PRICE_PER_HOUR_CPU", Decimal(0)),
    "gpu": env.decimal("PRICE_PER_HOUR_GPU", Decimal(0)),
    "train": env.decimal("PRICE_PER_HOUR_TRAIN", Decimal(0)),
    "sync": Decimal(0),
}
CURRENCY = env.str("CURRENCY", "USD")
# Pages that are told of jobs as they change, of one process of the web server. Each holds a thread
# of the sixteen (config/web.py); whoever finds no place asks now and then.
JOB_STREAMS = env.int("JOB_STREAMS", 8)
JOB_STREAM_SECONDS = env.float("JOB_STREAM_SECONDS", 120.0)  # then the page connects again
NUDGES_PER_SWEEP = env.int("NUDGES_PER_SWEEP", 2)  # one for each process of a small worker
# How much faster than real time a clip may be heard. People: 1. Only `make demo`, whose raters
# are a program, sets more.
LISTENING_SPEED = env.float("LISTENING_SPEED", 1.0)
ASSIGNMENT_LEASE_SECONDS = env.float("ASSIGNMENT_LEASE_SECONDS", 1800.0)

# Where Label Studio's webhooks reach this studio, if not at PUBLIC_URL; and how often its export is
# compared with what is known here.
LABEL_STUDIO_CALLBACK_URL = env.str("LABEL_STUDIO_CALLBACK_URL", "").rstrip("/") or PUBLIC_URL
# Where browsers reach the connected server, if not where this one does.
LABEL_STUDIO_PUBLIC_URL = env.str("LABEL_STUDIO_PUBLIC_URL", "").rstrip("/")
# Hosts that managers may connect; the studio's server talks to them.
LABEL_STUDIO_HOSTS = ["127.0.0.1", "localhost", *env.list("LABEL_STUDIO_HOSTS", [])]
LABEL_STUDIO_SWEEP_SECONDS = env.float("LABEL_STUDIO_SWEEP_SECONDS", 60.0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"httpx": {"level": "WARNING"}},  # else a line for each call of Label Studio
}
