"""The environment of each process that `errand up` starts: what it needs, and no more."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import SecretStr

from errand.local.problems import Problem
from errand.settings import REPOSITORY, Settings

_NODE = REPOSITORY / "backend" / ".venv" / "bin" / "node"
# What a program needs to run at all: places, language, certificates and the way out.
_ALWAYS = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NODE_EXTRA_CA_CERTS", "NODE_OPTIONS")


def for_our_own(settings: Settings) -> dict[str, str]:
    """For our own Python processes: everything as it is here, with the settings as resolved."""
    resolved = {
        "PORT": str(settings.port),
        "PUBLIC_URL": settings.public_url,
        "ERRAND_HOME": str(settings.errand_home),
        "DATABASE_URL": plain(settings.database_url),
        "DATABASE_DIRECT_URL": plain(settings.database_direct_url),
        "BETTER_AUTH_SECRET": plain(settings.better_auth_secret),
        "CHATKIT_SESSION_SECRET": plain(settings.chatkit_session_secret),
        "PYTHONUNBUFFERED": "1",
        "OPENAI_AGENTS_DISABLE_TRACING": "1",  # nothing that people write leaves for a third party
    }
    return os.environ | {name: value for name, value in resolved.items() if value}


def for_frontend(settings: Settings, port: int = 0, host: str = "127.0.0.1") -> dict[str, str]:
    """For the page server and its migration script: the sign-in, and no model or chat secret."""
    given = {
        "NODE_ENV": "production",
        "NEXT_TELEMETRY_DISABLED": "1",
        "PORT": str(port),
        "HOSTNAME": host,
        "BETTER_AUTH_URL": settings.public_url,
        "BETTER_AUTH_SECRET": plain(settings.better_auth_secret),
        "AUTH_DATABASE_URL": for_node(plain(settings.direct_url)),
        "ERRAND_API_AUDIENCE": f"{settings.public_url}/api",
        "SMTP_URL": plain(settings.smtp_url),
        "TRUSTED_PROXIES": ",".join(str(network) for network in settings.trusted_proxies),
        "CHATKIT_SCRIPT_URL": settings.chatkit_script_url,
        "CHATKIT_DOMAIN_KEY": settings.chatkit_domain_key or "",
    }
    around = {name: os.environ[name] for name in _ALWAYS if name in os.environ}
    return around | {name: value for name, value in given.items() if value}


def for_node(url: str) -> str:
    """The same database for Node's driver, which reads `sslmode` in its own way unless told."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    asked.pop("channel_binding", None)
    # It knows no "if the server can": that is TLS or nothing there.
    if asked.get("sslmode") in {"disable", "allow", "prefer"}:
        del asked["sslmode"]
    if "sslmode" in asked:
        asked["uselibpqcompat"] = "true"
    return parts._replace(query=urlencode(asked)).geturl()


def node_program(settings: Settings) -> Path:
    """The Node.js that runs the pages.

    Raises:
        Problem: It is not there.
    """
    node = settings.errand_node or _NODE
    if not node.exists():
        raise Problem(f"There is no Node.js at {node}: run `make up`, or correct ERRAND_NODE.")
    return node


def plain(secret: SecretStr | None) -> str:
    """The secret itself, for handing on; "" when there is none."""
    return secret.get_secret_value() if secret else ""
