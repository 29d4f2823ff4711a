"""Parts of the application as the settings describe them."""

import time

from pydantic import SecretStr

from errand import __version__
from errand.accounts.service import AccountService
from errand.assistant.models import HostedModels, model_client
from errand.assistant.steady import Patience
from errand.edge.http.deps import Doors
from errand.edge.http.logs import configure_logs
from errand.edge.tokens import (
    ClientSecrets,
    KeySet,
    PersonalTokens,
    SigningKeys,
    UserTokens,
    signing_keys,
)
from errand.settings import Settings
from errand.tracing import configure_tracing
from errand.turns.leaving import Leaving
from errand.turns.limits import Limits, StreamLimits


def plain(secret: SecretStr | None) -> str | None:
    """Return a secret as it is used."""
    return secret.get_secret_value() if secret else None


def signing_keys_by(settings: Settings) -> SigningKeys:
    """Return the keys of the tokens that we sign."""
    return signing_keys(
        chatkit_session_secret=plain(settings.chatkit_session_secret),
        better_auth_secret=plain(settings.better_auth_secret) or "",
    )


def personal_tokens_by(settings: Settings) -> PersonalTokens:
    """Return what makes and reads personal tokens."""
    return PersonalTokens(
        signing_keys_by(settings).personal_tokens,
        issuer=settings.public_url,
        audience=f"{settings.public_url}/mcp",
        now=time.time,
    )


def doors_by(settings: Settings, accounts: AccountService, key_set: KeySet) -> Doors:
    """Return what lets people in."""
    keys = signing_keys_by(settings)
    issuer, audience = settings.public_url, f"{settings.public_url}/api"
    secret = plain(settings.better_auth_secret) if settings.user_jwt_hs256 else None
    return Doors(
        client_secrets=ClientSecrets(
            keys.client_secrets, issuer=issuer, audience=audience, now=time.time
        ),
        user_tokens=UserTokens(
            key_set,
            issuer=issuer,
            audience=audience,
            now=time.time,
            hs256_secret=secret.encode() if secret else None,
        ),
        alive=accounts.alive,
        remember=accounts.remember,
    )


def observe(settings: Settings, service: str) -> None:
    """Let the logs and traces of this process go where the settings say."""
    configure_logs(settings.errand_log)
    configure_tracing(settings.otel_exporter_otlp_endpoint, service=service, version=__version__)


def leaving_by(settings: Settings) -> Leaving:
    """Return what tells the process to stop."""
    return Leaving(seconds=settings.errand_drain)


def limits_by(settings: Settings) -> Limits:
    """Return how much one person may ask for."""
    return Limits(
        running=settings.errand_limit_running,
        sends_a_minute=settings.errand_limit_sends,
        tokens_a_day=settings.errand_limit_tokens or None,
    )


def stream_limits_by(settings: Settings) -> StreamLimits:
    """Return how many streams one process holds open."""
    return StreamLimits(
        of_a_person=settings.errand_limit_streams, of_all=settings.errand_limit_all_streams
    )


def hosted_by(settings: Settings) -> HostedModels | None:
    """Return the models that the operator has configured; None: the offline model answers."""
    if not settings.has_hosted_model:
        return None
    return HostedModels(
        names=settings.errand_model,
        dialect=settings.errand_model_api,
        client=model_client(
            api_key=plain(settings.openai_api_key),
            base_url=settings.openai_base_url,
            key_header=settings.errand_model_key_header,
            query=settings.errand_model_query,
            silence_seconds=settings.errand_model_timeout,
        ),
        patience=Patience(silence_seconds=settings.errand_model_timeout),
        context_tokens=settings.errand_model_context,
        offline_instead=settings.errand_fallback == "offline",
    )
