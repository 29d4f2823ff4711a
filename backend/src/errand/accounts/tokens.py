"""Personal tokens: making, showing and revoking them. How one looks is the edge's business."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from errand.accounts.model import ApiToken
from errand.accounts.service import utc_now
from errand.accounts.views import NewToken, TokenFilter, TokenList, TokenMade, TokenRef, TokenView
from errand.db import Database, Session
from errand.errors import AppError, InvalidCursor, InvalidInput, Kind
from errand.identity import Actor, uuid7

DEFAULT_LIFE = timedelta(days=90)
LONGEST_LIFE = timedelta(days=365)
MOST_TOKENS = 100
SHOWN_CHARACTERS = 4


class TokenNotFound(AppError):
    """No such personal token, or it is someone else's."""

    kind, code = Kind.NOT_FOUND, "token_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such token.")


class TooManyTokens(AppError):
    """The person has as many tokens as one can have."""

    kind, code = Kind.CONFLICT, "too_many_tokens"

    def __init__(self) -> None:
        super().__init__(f"You have {MOST_TOKENS} tokens already. Revoke one first.")


class Mint(Protocol):
    """Makes the token that stands for a row."""

    def __call__(self, user_id: UUID, token_id: UUID, *, expires_at: datetime) -> str:
        """Return the token."""
        ...


class ApiTokenService:
    """Use cases over personal tokens."""

    def __init__(self, db: Database, *, mint: Mint, now: Callable[[], datetime] = utc_now) -> None:
        self._db, self._mint, self._now = db, mint, now

    async def create(self, actor: Actor, asked: NewToken) -> TokenMade:
        """Make a token; this is the only time that it is shown.

        Raises:
            InvalidInput: It would end in the past, or too late.
            TooManyTokens: The person has too many.
        """
        now = self._now()
        expires_at = _end_of_life(asked.expires_at, now=now)
        token_id = uuid7()
        token = self._mint(actor.user_id, token_id, expires_at=expires_at)
        row = ApiToken(
            owner_id=actor.user_id,
            id=token_id,
            name=asked.name,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            last_characters=token[-SHOWN_CHARACTERS:],
            created_at=now,
            expires_at=expires_at,
        )
        async with self._db.transaction(actor) as session:
            if await _count(session, actor, now=now) >= MOST_TOKENS:
                raise TooManyTokens
            session.add(row)
            await session.flush()
            # Companions may store what was answered, and the token must not be kept.
            shown = session.answer(_view(row))
        return TokenMade(**shown.model_dump(), token=token)

    async def list(self, actor: Actor, asked: TokenFilter) -> TokenList:
        """Return a page of the tokens that are not revoked, newest first.

        Raises:
            InvalidCursor: It is not a cursor of this person's list.
        """
        async with self._db.transaction(actor) as session:
            query = (
                select(ApiToken)
                .where(col(ApiToken.owner_id) == actor.user_id, col(ApiToken.revoked_at).is_(None))
                .order_by(col(ApiToken.id).desc())
                .limit(asked.limit + 1)
            )
            if asked.after is not None:
                query = query.where(col(ApiToken.id) < await _cursor(session, actor, asked.after))
            return session.answer(_page((await session.execute(query)).scalars().all(), asked))

    async def revoke(self, actor: Actor, ref: TokenRef) -> None:
        """End a token at once; doing it twice changes nothing.

        Raises:
            TokenNotFound: It is not there.
        """
        async with self._db.transaction(actor) as session:
            row = await _find(session, actor, ref.id)
            if row is None:
                raise TokenNotFound
            row.revoked_at = row.revoked_at or self._now()


def _end_of_life(asked: datetime | None, *, now: datetime) -> datetime:
    # Whole seconds, as the token says it.
    expires_at = (asked or now + DEFAULT_LIFE).replace(microsecond=0)
    if not now < expires_at <= now + LONGEST_LIFE:
        raise InvalidInput(
            f"expires_at: must be in the future and at most {LONGEST_LIFE.days} days from now"
        )
    return expires_at


async def _count(session: Session, actor: Actor, *, now: datetime) -> int:
    query = select(func.count()).select_from(ApiToken)
    usable = (
        col(ApiToken.owner_id) == actor.user_id,
        col(ApiToken.revoked_at).is_(None),
        col(ApiToken.expires_at) > now,
    )
    return (await session.execute(query.where(*usable))).scalar_one()


async def _find(session: Session, actor: Actor, token_id: UUID) -> ApiToken | None:
    query = select(ApiToken).where(
        col(ApiToken.owner_id) == actor.user_id, col(ApiToken.id) == token_id
    )
    return (await session.execute(query)).scalar_one_or_none()


async def _cursor(session: Session, actor: Actor, after: str) -> UUID:
    try:
        token_id = UUID(after)
    except ValueError as error:
        raise InvalidCursor from error
    if await _find(session, actor, token_id) is None:
        raise InvalidCursor
    return token_id


def _page(rows: Sequence[ApiToken], asked: TokenFilter) -> TokenList:
    shown = rows[: asked.limit]
    has_more = len(rows) > asked.limit
    return TokenList(
        tokens=[_view(row) for row in shown],
        has_more=has_more,
        after=str(shown[-1].id) if has_more else None,
    )


def _view(row: ApiToken) -> TokenView:
    return TokenView(
        id=row.id,
        name=row.name,
        last_characters=row.last_characters,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
