"""Personal tokens: shown once, kept as a hash, ended at once, and nobody else's to see."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from errand.accounts import tokens as tokens_module
from errand.accounts.service import AccountService
from errand.accounts.tokens import ApiTokenService, TokenNotFound, TooManyTokens
from errand.accounts.views import NewToken, TokenFilter, TokenMade, TokenRef
from errand.db import Database, Session, companions
from errand.errors import InvalidCursor, InvalidInput, SignedOut
from errand.identity import Actor, PersonalToken, uuid7


def mint(user_id: UUID, token_id: UUID, *, expires_at: datetime) -> str:
    return f"{user_id}.{token_id}.{expires_at.isoformat()}.sig-{str(token_id)[-6:]}"


@pytest.fixture
def tokens(database: Database) -> ApiTokenService:
    return ApiTokenService(database, mint=mint)


async def make(tokens: ApiTokenService, actor: Actor, name: str = "laptop") -> TokenMade:
    return await tokens.create(actor, NewToken(name=name))


def carrier(actor: Actor, token: TokenMade) -> Actor:
    return Actor(actor.user_id, PersonalToken(token.id), "mcp")


async def test_a_token_opens_for_its_person_until_it_is_revoked(
    tokens: ApiTokenService, database: Database, owner: Actor
) -> None:
    accounts = AccountService(database)
    made = await make(tokens, owner)
    await accounts.alive(carrier(owner, made))

    await tokens.revoke(owner, TokenRef(id=made.id))
    await tokens.revoke(owner, TokenRef(id=made.id))

    with pytest.raises(SignedOut):
        await accounts.alive(carrier(owner, made))
    assert (await tokens.list(owner, TokenFilter())).tokens == []


async def test_only_a_hash_and_the_last_characters_are_kept(
    tokens: ApiTokenService, database: Database, owner: Actor
) -> None:
    made = await make(tokens, owner)

    async with database.transaction(owner) as session:
        row = (await session.execute(text("select * from app.api_tokens"))).one()
    assert row.token_hash == hashlib.sha256(made.token.encode()).hexdigest()
    assert made.token.endswith(row.last_characters)
    assert len(row.last_characters) == 4
    assert made.token not in str(row)


async def test_what_rides_along_with_the_making_never_sees_the_token(
    tokens: ApiTokenService, owner: Actor
) -> None:
    class Riding:
        seen: object | None = None

        async def before(self, session: Session) -> None:
            """Nothing."""

        async def after(self, session: Session, view: object | None) -> None:
            self.seen = view

    riding = Riding()
    with companions(riding):
        made = await make(tokens, owner)

    assert str(made.id) in str(riding.seen)
    assert made.token not in str(riding.seen)


async def test_a_token_lives_ninety_days_unless_said_otherwise_and_a_year_at_most(
    tokens: ApiTokenService, owner: Actor
) -> None:
    now = datetime.now(UTC)

    usual = await make(tokens, owner)
    longest = await tokens.create(owner, NewToken(name="a", expires_at=now + timedelta(days=364)))

    assert abs(usual.expires_at - now - timedelta(days=90)) < timedelta(minutes=1)
    assert longest.expires_at == (now + timedelta(days=364)).replace(microsecond=0)
    for wrong in (now - timedelta(seconds=1), now + timedelta(days=366)):
        with pytest.raises(InvalidInput, match="at most 365 days"):
            await tokens.create(owner, NewToken(name="a", expires_at=wrong))


async def test_the_list_shows_each_token_once_page_by_page(
    tokens: ApiTokenService, owner: Actor, stranger: Actor
) -> None:
    made = [await make(tokens, owner, f"t{n}") for n in range(5)]
    await make(tokens, stranger, "foreign")
    await tokens.revoke(owner, TokenRef(id=made[2].id))

    seen: list[str] = []
    after = None
    while True:
        page = await tokens.list(owner, TokenFilter(limit=2, after=after))
        seen += [each.name for each in page.tokens]
        after = page.after
        if not page.has_more:
            break

    assert sorted(seen) == ["t0", "t1", "t3", "t4"]


async def test_cursors_that_this_list_never_gave_out_are_refused(
    tokens: ApiTokenService, owner: Actor, stranger: Actor
) -> None:
    foreign = await make(tokens, stranger)

    for after in ("x", str(uuid7()), str(foreign.id)):
        with pytest.raises(InvalidCursor):
            await tokens.list(owner, TokenFilter(after=after))


async def test_somebody_elses_token_cannot_be_revoked(
    tokens: ApiTokenService, database: Database, owner: Actor, stranger: Actor
) -> None:
    made = await make(tokens, owner)

    for token_id in (made.id, uuid7()):
        with pytest.raises(TokenNotFound):
            await tokens.revoke(stranger, TokenRef(id=token_id))
    await AccountService(database).alive(carrier(owner, made))


async def test_there_is_an_end_to_how_many_one_can_have(
    tokens: ApiTokenService, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens_module, "MOST_TOKENS", 2)
    first = await make(tokens, owner)
    await make(tokens, owner)

    with pytest.raises(TooManyTokens):
        await make(tokens, owner)
    await tokens.revoke(owner, TokenRef(id=first.id))
    await make(tokens, owner)
