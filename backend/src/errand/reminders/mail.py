"""Reminders by mail."""

from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from errand.reminders.queue import Letter
from errand.reminders.sending import NotSent

TIMEOUT_SECONDS = 20
_PERMANENT = 500


class Mailer:
    """Sends through one SMTP server."""

    def __init__(self, smtp_url: str, *, public_url: str) -> None:
        """`smtp_url`: `smtp(s)://user:password@host:port`; `?from=` sets the sender's address."""
        url, self._public_url = urlsplit(smtp_url), public_url
        self._host = urlsplit(public_url).hostname or "localhost"
        self._hostname, self._tls = url.hostname or "localhost", url.scheme == "smtps"
        self._port = url.port
        self._username = unquote(url.username) if url.username else None
        self._password = unquote(url.password) if url.password else None
        named = parse_qs(url.query).get("from")
        self._from = named[0] if named else f"Errand <errand@{self._host}>"

    async def send(self, letter: Letter) -> None:
        """Return when the server has taken it.

        Raises:
            NotSent: It has not.
        """
        if letter.address is None:
            raise NotSent("The account has no mail address.", final=True)
        try:
            await aiosmtplib.send(
                self._message(letter),
                hostname=self._hostname,
                port=self._port,
                username=self._username,
                password=self._password,
                use_tls=self._tls,
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [each.code for each in error.recipients]
            raise NotSent(
                "The mail server does not take mail to this address.",
                final=min(codes, default=0) >= _PERMANENT,
            ) from error
        except aiosmtplib.SMTPAuthenticationError as error:
            raise NotSent("The mail server did not accept our sign-in.") from error
        except aiosmtplib.SMTPResponseException as error:
            raise NotSent(
                f"The mail server refused the message ({error.code}).",
                final=error.code >= _PERMANENT,
            ) from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise NotSent("The mail server could not be reached.") from error

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._from, letter.address
        message["Subject"] = f"Reminder: {letter.task.title}"
        message["Date"] = format_datetime(letter.remind_at)
        # The same in every attempt: mail programs show one message, however often it came.
        message["Message-ID"] = f"<{letter.key}@{self._host}>"
        message["Auto-Submitted"] = "auto-generated"
        due = f"Due: {letter.due_words}\n" if letter.due_words else ""
        message.set_content(
            f"#{letter.task.number} {letter.task.title}\n{due}\n"
            f"{self._public_url}/tasks\n\n"
            "You get this because the task has a reminder. Mail about reminders can be turned off"
            " in the settings.\n"
        )
        return message
