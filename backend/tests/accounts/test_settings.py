"""A person's settings: theirs alone, and a zone that they chose stays chosen."""

import pytest
from pydantic import ValidationError

from errand.accounts.service import AccountService
from errand.accounts.views import ProfileChange
from errand.db import Database
from errand.errors import SignedOut
from errand.identity import Actor
from errand.tasks.inputs import AddTasks, FindTasks, NewTask
from errand.tasks.service import TaskService
from people import People


@pytest.fixture
def accounts(database: Database) -> AccountService:
    return AccountService(database)


async def test_before_anything_was_said_the_zone_is_utc(
    accounts: AccountService, owner: Actor
) -> None:
    profile = await accounts.profile(owner)

    assert (profile.user_id, profile.time_zone, profile.locale) == (owner.user_id, "UTC", "en")
    assert (await accounts.zone_of(owner)).key == "UTC"


async def test_the_zone_follows_the_browser_until_the_person_chooses_one(
    accounts: AccountService, owner: Actor, stranger: Actor
) -> None:
    await accounts.remember(owner, "Europe/Berlin", "de-DE")
    await accounts.remember(owner, "Asia/Tokyo", None)
    assert (await accounts.zone_of(owner)).key == "Asia/Tokyo"

    await accounts.change(owner, ProfileChange(time_zone="europe/lisbon"))
    await accounts.remember(owner, "Asia/Tokyo", "pt")

    profile = await accounts.profile(owner)
    assert (profile.time_zone, profile.locale) == ("Europe/Lisbon", "pt")
    assert (await accounts.profile(stranger)).time_zone == "UTC"


async def test_a_change_leaves_what_it_does_not_name_and_may_be_repeated(
    accounts: AccountService, owner: Actor
) -> None:
    await accounts.remember(owner, "Europe/Berlin", "de")

    first = await accounts.change(owner, ProfileChange(locale="fr-CA"))
    again = await accounts.change(owner, ProfileChange(locale="fr-CA"))
    nothing = await accounts.change(owner, ProfileChange())

    assert first == again == nothing
    assert (first.time_zone, first.locale) == ("Europe/Berlin", "fr-CA")


async def test_nonsense_of_a_browser_is_ignored(accounts: AccountService, owner: Actor) -> None:
    await accounts.remember(owner, "Europe/Berlin", "de")

    for zone, locale in (("Mars/Olympus", "x" * 99), ("../../etc/passwd", "de\x00"), ("", "")):
        await accounts.remember(owner, zone, locale)

    profile = await accounts.profile(owner)
    assert (profile.time_zone, profile.locale) == ("Europe/Berlin", "de")


@pytest.mark.parametrize(
    "change", [{"time_zone": "Mars/Olympus"}, {"time_zone": "localtime"}, {"locale": "!"}, {"x": 1}]
)
def test_nonsense_of_the_person_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ProfileChange.model_validate(change)


async def test_settings_and_task_numbers_share_a_row_and_do_not_disturb_each_other(
    accounts: AccountService, database: Database, owner: Actor
) -> None:
    tasks = TaskService(database)
    one = AddTasks(tasks=[NewTask(title="a")])
    await tasks.add(owner, one)
    await accounts.remember(owner, "Europe/Berlin", "de")
    await tasks.add(owner, one)

    found = await tasks.find(owner, FindTasks())

    assert ([task.number for task in found.tasks], found.now.tz) == ([1, 2], "Europe/Berlin")


async def test_alive_tells_when_a_sign_in_has_ended(
    accounts: AccountService, owner: Actor, people: People
) -> None:
    await accounts.alive(owner)

    people.sign_out(owner)

    with pytest.raises(SignedOut):
        await accounts.alive(owner)
