"""Everything that an operator can configure: flat names, all optional, read once at the start.

They come from the environment, or from `.env` at the root of the repository (ERRAND_ENV_FILE names
another file); the environment wins.
Read by `app`, `local` and `__main__` alone; every other part is handed what it needs.
"""

import os
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parents[3]
_ENV_FILE = os.environ.get("ERRAND_ENV_FILE") or REPOSITORY / ".env"
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg", "postgresql+asyncpg")


def _words(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _postgres_url(value: object) -> object:
    """Bring any spelling of a PostgreSQL URL to libpq's own, `postgresql://`."""
    if not isinstance(value, str):
        return value
    scheme, mark, rest = value.strip().partition("://")
    if scheme not in _SCHEMES or not mark:
        raise ValueError("should be an address such as postgresql://login:password@host/database")
    return f"postgresql://{rest}"


def _web_address(value: str) -> str:
    """Bring an address to the form that browsers give an origin: tokens are bound to it."""
    parts = urlsplit(value)
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.netloc:
        raise ValueError("should be an address such as https://errand.example.org")
    scheme, netloc = parts.scheme.lower(), parts.netloc.lower()
    return f"{scheme}://{netloc.removesuffix(_DEFAULT_PORTS[scheme])}{parts.path.rstrip('/')}"


def _default_home() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/errand")
    return Path.home() / ".local" / "share" / "errand"


def _default_public_url(data: dict[str, Any]) -> str:
    return f"http://localhost:{data.get('port', 3000)}"


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_words)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
PostgresUrl = Annotated[SecretStr, BeforeValidator(_postgres_url)]
Secret = Annotated[SecretStr, Field(min_length=32)]


class _Group(BaseSettings):
    model_config = SettingsConfigDict(use_attribute_docstrings=True)


class WebSettings(_Group):
    """Where Errand is reached."""

    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    """The one port that browsers and API clients talk to."""
    errand_host: str | None = None
    """Address to listen on. Default: loopback alone where PUBLIC_URL is on localhost, else all."""
    public_url: WebAddress = Field(default_factory=_default_public_url)
    """The address people type, without a path. Default: http://localhost:$PORT."""
    trusted_proxies: Networks = ()
    """Addresses or networks of proxies in front whose X-Forwarded-For is believed, by comma."""

    @property
    def listening_host(self) -> str:
        """Where to listen; `localhost` means both loopback families."""
        local = urlsplit(self.public_url).hostname in {"localhost", "127.0.0.1", "::1"}
        return self.errand_host or ("localhost" if local else "0.0.0.0")  # noqa: S104


class StorageSettings(_Group):
    """Where everything is kept."""

    errand_home: Path = Field(default_factory=_default_home)
    """Data, secrets and logs. Default: ~/.local/share/errand; /var/lib/errand for root."""
    database_url: PostgresUrl | None = None
    """A PostgreSQL to use instead of the embedded one; a pooled address is fine."""
    database_direct_url: PostgresUrl | None = None
    """The same database past its transaction pooler, for migrations and LISTEN."""


class ModelSettings(_Group):
    """Who answers. Without a key or an address the built-in offline model does."""

    openai_api_key: SecretStr | None = None
    """Key for OpenAI, or for the server at OPENAI_BASE_URL."""
    openai_base_url: WebAddress | None = None
    """Any OpenAI-compatible server, such as http://localhost:11434/v1. Default: OpenAI itself."""
    errand_model: Words = ("gpt-5-mini",)
    """Model to ask; several, by comma, offer a choice, the first being the usual one."""
    errand_model_api: Literal["responses", "chat_completions"] = "responses"
    """The dialect that the server speaks: responses or chat_completions."""
    errand_model_key_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")] = "authorization"
    """Header that carries the key; authorization carries it as a bearer's, Azure wants api-key."""
    errand_model_query: str = ""
    """What every address of the model's server ends with, such as api-version=2024-10-21."""
    errand_model_timeout: Annotated[int, Field(ge=1, le=600)] = 60
    """A model that says nothing for so many seconds is asked again, and then given up."""
    errand_model_context: Annotated[int, Field(ge=4000)] = 32000
    """Tokens that the model reads at once; what a conversation has beyond it is summarised."""
    errand_fallback: Literal["off", "offline"] = "off"
    """offline: the built-in model answers where the other one cannot be reached, and says so."""

    @property
    def has_hosted_model(self) -> bool:
        """Whether a model over the network answers; else the offline model does."""
        return self.openai_api_key is not None or self.openai_base_url is not None


class SecuritySettings(_Group):
    """Secrets of 32 characters or more. Those not given are made once and kept in ERRAND_HOME."""

    better_auth_secret: Secret | None = None
    """Signs sign-in cookies and encrypts the keys that sign user tokens."""
    chatkit_session_secret: Secret | None = None
    """Signs the chat's client secrets and personal tokens; a new one ends them all."""
    user_jwt_hs256: bool = False
    """on: also accept user tokens signed by HS256 with BETTER_AUTH_SECRET."""


class ChatSettings(_Group):
    """The chat component in the page."""

    chatkit_script_url: str = "/chatkit.js"
    """Script that defines the chat component. Default: ours, served at /chatkit.js."""
    chatkit_domain_key: str | None = None
    """Domain key for a hosted component; ours needs none."""
    chatkit_stock_disconnect: Literal["stop", "continue"] = "stop"
    """What a lost connection means where the component knows no stop request: stop or continue."""


class LimitSettings(_Group):
    """How much one person, and one process, may have at once."""

    errand_limit_running: Annotated[int, Field(ge=1, le=100)] = 5
    """Answers of one person that are written at once; further ones wait."""
    errand_limit_sends: Annotated[int, Field(ge=1)] = 60
    """Messages that one person may send in a minute."""
    errand_limit_tokens: Annotated[int, Field(ge=0)] = 0
    """Tokens of hosted models that one person may use in a day (UTC). 0: no limit."""
    errand_limit_streams: Annotated[int, Field(ge=1)] = 50
    """Streams that one person may have open at one API process."""
    errand_limit_all_streams: Annotated[int, Field(ge=1)] = 5000
    """Streams that one API process holds open for everybody together."""
    errand_worker_turns: Annotated[int, Field(ge=1, le=1000)] = 100
    """Answers that one worker process writes at once."""
    errand_drain: Annotated[int, Field(ge=0, le=3600)] = 20
    """Told to stop, a process has so many seconds to finish its answers; others go on with them."""


class OperationSettings(_Group):
    """How it runs."""

    errand_worker: bool = True
    """on: the API process also runs the turns; off: only `errand worker` processes do."""
    errand_log: Literal["text", "json"] = "text"
    """Form of the log lines: text or json."""
    sentry_dsn: SecretStr | None = None
    """Where to report unexpected errors; any Sentry-compatible address."""
    errand_operators: Words = ()
    """E-mail addresses, by comma, of the accounts whose people see how it runs and who did what."""
    errand_metrics: Annotated[str, Field(pattern=r"^(|.*:[0-9]{1,5})$")] = ""
    """Where to serve metrics for Prometheus, such as 127.0.0.1:9464. Empty: nowhere."""
    otel_exporter_otlp_endpoint: WebAddress | None = None
    """OpenTelemetry collector that takes traces over HTTP, such as http://localhost:4318."""
    smtp_url: SecretStr | None = None
    """Mail server for password resets and reminders: smtps://user:password@mail.example.org:465."""
    errand_webhook_networks: Networks = ()
    """Private networks that people's webhooks may lead into, such as 10.0.0.0/8, by comma."""
    errand_node: Path | None = None
    """A Node.js (24) to use instead of the one that is installed from the package registry."""


GROUPS: tuple[type[BaseSettings], ...] = (
    WebSettings,
    StorageSettings,
    ModelSettings,
    SecuritySettings,
    ChatSettings,
    LimitSettings,
    OperationSettings,
)


class Settings(
    OperationSettings,
    LimitSettings,
    ChatSettings,
    SecuritySettings,
    ModelSettings,
    StorageSettings,
    WebSettings,
):
    """All settings; the name in the environment is the field's name in capitals."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_file=_ENV_FILE, env_ignore_empty=True
    )

    @property
    def may_be_pooled(self) -> bool:
        """Whether DATABASE_URL may lead through a transaction pooler."""
        direct = self.database_direct_url
        return direct is None or direct != self.database_url

    @property
    def direct_url(self) -> SecretStr | None:
        """The database without a pooler between, as far as one was told."""
        return self.database_direct_url or self.database_url


class SettingsInvalid(Exception):
    """A setting cannot be read; the message names it and says what it should be."""


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsInvalid: One of them makes no sense. The message repeats no value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsInvalid(f"{name}: {reason}.") from None


def sqlalchemy_url(url: SecretStr) -> str:
    """Return the URL for SQLAlchemy with psycopg; the query (`sslmode=…`) reaches libpq."""
    return url.get_secret_value().replace("postgresql://", "postgresql+psycopg://", 1)
