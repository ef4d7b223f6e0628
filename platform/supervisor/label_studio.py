"""Label Studio in a folder: the real server, from a virtual environment of its own.

It pins the same libraries as the studio at other versions, so the two never share one.
"""

import hashlib
import http.client
import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from supervisor.errors import ServerMissingError
from supervisor.files import read_or_make_secret
from supervisor.ports import HOST
from supervisor.process import ManagedProcess
from supervisor.server import DEFAULT_HOOKS, EmbeddedServer, Hooks
from supervisor.state import ROOT

VERSION = "1.23.2"
ADMIN = "admin@example.org"
DATABASE = "label_studio"
# Of ours it would read SECRET_KEY, DJANGO_SETTINGS_MODULE and more as its own.
INHERITED = frozenset({"PATH", "HOME", "LANG", "TMPDIR", "TZ", "SSL_CERT_FILE"})
# Webhooks to 127.0.0.1 are refused unless its own list of closed networks is replaced.
BANNED_NETWORKS = "169.254.0.0/16,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"


class EmbeddedLabelStudio(EmbeddedServer):
    """`EmbeddedLabelStudio(folder, database_url=…).start().url`; its data lies in PostgreSQL."""

    name = "Label Studio"
    ready_within_s = 240.0  # the first start makes its tables

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str,
        log: Path | None = None,
        hooks: Hooks = DEFAULT_HOOKS,
        program: Path | None = None,
    ) -> None:
        super().__init__(folder, log=log, hooks=hooks)
        self._program = program or find_label_studio()
        self._database_url = database_url
        self.process = ManagedProcess(
            name=self.name,
            argv=(),
            log=self.log,
            record=self.folder / "run",
            cwd=self.folder,
        )

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def token(self) -> str:
        """Of the administrator, who is `ADMIN` with `password`; a legacy one, of 40 digits."""
        secret = read_or_make_secret(self.folder / "token")
        return hashlib.sha256(secret.encode()).hexdigest()[:40]

    def _prepare(self) -> None:
        (self.folder / "data").mkdir(mode=0o700, exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if key in INHERITED}
        self.process.env = {**kept, **self._settings()}
        options = ("start", "--no-browser", "--internal-host", HOST, "--port", str(self.port))
        self.process.argv = [self._program, *options]

    def _settings(self) -> dict[str, str]:
        return {
            "LABEL_STUDIO_BASE_DATA_DIR": str(self.folder / "data"),
            "LABEL_STUDIO_HOST": self.url,
            **database_settings(self._database_url),
            **QUIET,
            **STRICT,
            "LABEL_STUDIO_USERNAME": ADMIN,
            "LABEL_STUDIO_PASSWORD": self.password,
            "LABEL_STUDIO_USER_TOKEN": self.token,
            "LABEL_STUDIO_USE_DEFAULT_BANNED_SUBNETS": "false",
            "LABEL_STUDIO_USER_ADDITIONAL_BANNED_SUBNETS": BANNED_NETWORKS,
        }

    def _answers(self) -> bool:
        """Straight to the address: a proxy of the terminal's environment has no say here."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


# It reports to its makers unless told not to.
QUIET = {
    "COLLECT_ANALYTICS": "false",
    "LATEST_VERSION_CHECK": "false",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
}
STRICT = {
    "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",  # read once, at the very first start
    "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
    "LABEL_STUDIO_TASK_LOCK_TTL": "1800",  # seconds; else a day
}


def database_settings(url: str) -> dict[str, str]:
    """What Label Studio calls the parts of a PostgreSQL address."""
    parts = urlsplit(url)
    return {
        "DJANGO_DB": "default",
        "POSTGRE_USER": unquote(parts.username or ""),
        "POSTGRE_PASSWORD": unquote(parts.password or ""),
        "POSTGRE_NAME": parts.path.lstrip("/"),
        "POSTGRE_HOST": parts.hostname or HOST,
        "POSTGRE_PORT": str(parts.port or 5432),
    }


def find_label_studio() -> Path:
    """The program that `make label-studio` installed, or the one that LABEL_STUDIO_PROGRAM names.

    Raises:
        ServerMissingError: neither is there.
    """
    own = ROOT / ".venv-label-studio" / "bin" / "label-studio"
    named = os.environ.get("LABEL_STUDIO_PROGRAM")
    found = shutil.which(named) if named else shutil.which(own)
    if found is None:
        raise ServerMissingError(
            f"Label Studio {VERSION} is not installed beside the studio. Run: make label-studio"
        )
    return Path(found)
