"""A person's settings."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from errand.accounts.model import UserSettings
from errand.accounts.views import Locale, ModelChoice, OfferedModel, Profile, ProfileChange
from errand.db import Database, Session
from errand.errors import InvalidInput
from errand.fields import zone_named
from errand.identity import Actor

_locale: TypeAdapter[str] = TypeAdapter(Locale)


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


class AccountService:
    """Use cases over the person's own settings."""

    def __init__(
        self,
        db: Database,
        *,
        now: Callable[[], datetime] = utc_now,
        models: Sequence[str] = (),
    ) -> None:
        """`models`: names of those that the operator lets people choose from."""
        self._db, self._now, self._models = db, now, tuple(models)

    async def alive(self, actor: Actor) -> None:
        """Return while the actor's authority lasts.

        Raises:
            SignedOut: It has ended.
        """
        async with self._db.transaction(actor):
            pass

    async def profile(self, actor: Actor) -> Profile:
        """Return the settings; before the first visit these are UTC and English."""
        async with self._db.reading(actor) as session:
            return session.answer(await _profile(session, actor))

    async def model_of(self, actor: Actor) -> str | None:
        """Return the model of the person's choice; None: the operator's first."""
        return (await self.profile(actor)).model

    async def choice(self, actor: Actor) -> ModelChoice:
        """Return the models that the operator offers."""
        chosen = (await self.profile(actor)).model
        usual = chosen if chosen in self._models else next(iter(self._models), None)
        offered = [OfferedModel(id=name, chosen=name == usual) for name in self._models]
        return ModelChoice(models=offered)

    async def zone_of(self, actor: Actor) -> ZoneInfo:
        """Return the person's time zone; UTC where the zone database no longer knows it."""
        return zone_named((await self.profile(actor)).time_zone) or ZoneInfo("UTC")

    async def change(self, actor: Actor, asked: ProfileChange) -> Profile:
        """Keep what the person chose; from then on the zone no longer follows the browser."""
        async with self._db.transaction(actor) as session:
            if asked.time_zone is not None:
                await self._keep(session, actor, time_zone=asked.time_zone, time_zone_chosen=True)
            given = asked.model_dump(exclude_none=True, exclude={"time_zone", "model"})
            if asked.model is not None:
                given["model"] = self._known(asked.model)
            if given:
                await self._keep(session, actor, **given)
            return session.answer(await _profile(session, actor))

    def _known(self, model: str) -> str | None:
        """Return the model; None for the operator's first.

        Raises:
            InvalidInput: The operator does not offer it.
        """
        if not model:
            return None
        if model not in self._models:
            offered = ", ".join(self._models) or "none but the one in use"
            raise InvalidInput(f"model: the operator offers {offered}")
        return model

    async def remember(self, actor: Actor, time_zone: str | None, locale: str | None) -> None:
        """Keep what the person's browser tells of itself; nonsense is ignored.

        A zone that the person chose themselves stays.
        """
        zone = None if time_zone is None else zone_named(time_zone)
        async with self._db.transaction(actor) as session:
            if zone is not None:
                not_chosen = col(UserSettings.time_zone_chosen).is_(False)
                await self._keep(session, actor, where=not_chosen, time_zone=zone.key)
            if locale is not None and _is_locale(locale):
                await self._keep(session, actor, locale=locale)

    async def _keep(
        self,
        session: Session,
        actor: Actor,
        *,
        where: ColumnElement[bool] | None = None,
        **columns: str | bool | None,
    ) -> None:
        values = columns | {"updated_at": self._now()}
        row = insert(UserSettings).values(owner_id=actor.user_id, **values)
        await session.execute(
            row.on_conflict_do_update(index_elements=["owner_id"], set_=values, where=where)
        )


async def _profile(session: Session, actor: Actor) -> Profile:
    query = select(UserSettings).where(col(UserSettings.owner_id) == actor.user_id)
    found = (await session.execute(query)).scalar_one_or_none()
    kept = found or UserSettings(owner_id=actor.user_id, updated_at=datetime.now(UTC))
    shown = kept.model_dump(include=set(Profile.model_fields))
    return Profile.model_validate(shown | {"user_id": actor.user_id})


def _is_locale(value: str) -> bool:
    try:
        _locale.validate_python(value)
    except ValidationError:
        return False
    return True
