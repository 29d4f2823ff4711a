"""What is reached over the network: ourselves, the model, mail, and who collects errors."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiosmtplib
import httpx2

from errand.doctor.findings import Finding, note, ok, wrong
from errand.local.environment import plain
from errand.settings import Settings

_SECONDS = 8
_OPENAI = "https://api.openai.com/v1"
_LOCAL = {"localhost", "127.0.0.1", "::1"}


async def network(settings: Settings) -> AsyncIterator[Finding]:
    """Ask everything that the settings name, at most a few seconds each."""
    async with httpx2.AsyncClient(trust_env=False, timeout=_SECONDS) as http:
        for finding in await _ourselves(settings, http):
            yield finding
        yield await _model(settings, http)
    if settings.smtp_url is not None:
        yield await _mail(plain(settings.smtp_url))
    else:
        yield note("mail", "not configured", "Set SMTP_URL for password resets and reminders.")
    for what, url in _collectors(settings):
        yield await _reached(what, url)


async def _ourselves(settings: Settings, http: httpx2.AsyncClient) -> list[Finding]:
    public = urlsplit(settings.public_url)
    found: list[Finding] = []
    if public.scheme != "https" and public.hostname not in _LOCAL:
        found.append(
            wrong("PUBLIC_URL", f"{settings.public_url} is not encrypted", "Put HTTPS in front.")
        )
    try:
        answer = await http.get(f"{settings.public_url}/api/health")
        parts: dict[str, str] = answer.json()["parts"]
    except (httpx2.HTTPError, ssl.SSLError, ValueError, KeyError) as error:
        said = f"nobody answers as Errand at {settings.public_url} ({type(error).__name__})"
        return [*found, note("Errand", said, "`make up` starts it; behind a proxy, look there.")]
    down = sorted(name for name, state in parts.items() if state != "ok")
    if down:
        log = "Its log says why: logs/ in ERRAND_HOME."
        return [*found, wrong("Errand", f"runs, but not its {', '.join(down)}", log)]
    return [*found, ok("Errand", f"runs at {settings.public_url}: {', '.join(sorted(parts))}")]


async def _model(settings: Settings, http: httpx2.AsyncClient) -> Finding:
    if not settings.has_hosted_model:
        return ok("model", "the built-in one, offline")
    url = (settings.openai_base_url or _OPENAI).rstrip("/")
    named = settings.errand_model_key_header.lower()
    key = plain(settings.openai_api_key)
    headers = {named: f"Bearer {key}" if named == "authorization" else key} if key else {}
    try:
        answer = await http.get(f"{url}/models?{settings.errand_model_query}", headers=headers)
    except httpx2.HTTPError as error:
        return wrong(
            "model", f"{url} cannot be reached ({type(error).__name__})", "OPENAI_BASE_URL"
        )
    if answer.status_code in {401, 403}:
        return wrong("model", f"{url} refuses our key", "Correct OPENAI_API_KEY.")
    if answer.is_error:
        return note("model", f"{url} lists no models ({answer.status_code})")
    listed = {str(each.get("id")) for each in answer.json().get("data", [])}
    missing = [name for name in settings.errand_model if name not in listed]
    if missing and listed:
        return wrong("model", f"{url} does not know {', '.join(missing)}", "Correct ERRAND_MODEL.")
    return ok("model", f"{', '.join(settings.errand_model)} at {url}")


async def _mail(url: str) -> Finding:
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    client = aiosmtplib.SMTP(
        hostname=parts.hostname, port=parts.port, use_tls=tls, timeout=_SECONDS
    )
    try:
        async with client:
            if parts.username:
                await client.login(parts.username, parts.password or "")
    except (aiosmtplib.SMTPException, OSError) as error:
        said = f"{parts.hostname} cannot be used ({type(error).__name__})"
        return wrong("mail", said, "Correct SMTP_URL.")
    return ok("mail", f"{parts.hostname} takes our login" if parts.username else "reached")


def _collectors(settings: Settings) -> list[tuple[str, str]]:
    urls = {
        "error reports": plain(settings.sentry_dsn),
        "traces": settings.otel_exporter_otlp_endpoint or "",
    }
    return [(what, url) for what, url in urls.items() if url]


async def _reached(what: str, url: str) -> Finding:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, port)
    except (OSError, TimeoutError) as error:
        said = f"{parts.hostname}:{port} cannot be reached ({type(error).__name__})"
        return note(what, said, "Nothing is lost but these.")
    writer.close()
    return ok(what, f"{parts.hostname}:{port}")
