"""The tour through the composer: what can be written, chosen, added and said."""

from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, expect

from .element_tour import API, Tour, step
from .waiting import until

TOOLS = [
    {
        "id": "search",
        "label": "Search the web",
        "shortLabel": "Search",
        "icon": "globe",
        "placeholderOverride": "What shall be searched for?",
        "pinned": True,
    },
    {"id": "plan", "label": "Plan a week", "icon": "calendar", "persistent": True},
]
MODELS = [
    {"id": "quick", "label": "Quick", "default": True},
    {"id": "thorough", "label": "Thorough", "description": "Takes its time"},
    {"id": "old", "label": "Old", "disabled": True},
]
MICROPHONE = """() => {
  const sound = new AudioContext(), tone = sound.createOscillator()
  tone.start()
  navigator.mediaDevices.getUserMedia = async () => {
    const end = sound.createMediaStreamDestination()
    tone.connect(end)
    return end.stream } }"""


def note(name: str = "note.txt") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": b"five!"}


def asked(query: str, tour: Tour) -> Callable[[], Awaitable[bool]]:
    """Whether the page was asked for people by these words."""

    async def look() -> bool:
        return [query] in await tour.told("entities.onTagSearch")

    return look


@step("option:composer")
async def the_placeholder_says_what_to_write(tour: Tour) -> None:
    await tour.options(composer={"placeholder": "What is to be done?"})

    await tour.invites("What is to be done?")


@step("option:composer", "heard:chatkit.tool.change")
async def a_tool_is_chosen_goes_with_the_message_and_is_gone(tour: Tour) -> None:
    await tour.options(composer={"tools": TOOLS})
    await tour.button("Search the web").or_(tour.button("Search")).first.click()

    await tour.invites("What shall be searched for?")
    await tour.say("the bank")
    await tour.sees("Tool: search")
    told = await tour.told("chatkit.tool.change")
    assert told == [{"toolId": "search"}, {"toolId": None}]
    await tour.call("setComposerValue", {"selectedToolId": "plan"})
    await tour.say("the week")
    await tour.sees("Tool: plan")
    assert (await tour.told("chatkit.tool.change"))[-1] == {"toolId": "plan"}


@step("option:composer")
async def a_model_is_chosen_and_stays(tour: Tour) -> None:
    await tour.options(composer={"models": MODELS})
    await tour.say("Hello")
    await tour.sees("Model: quick")

    await tour.element.get_by_role("button", name="Quick").click()
    old = tour.element.get_by_role("option", name="Old").or_(
        tour.element.get_by_role("menuitemradio", name="Old")
    )
    await expect(old).to_be_disabled()
    await tour.element.get_by_text("Thorough").click()
    await tour.say("Again")
    await tour.sees("Model: thorough")


@step("option:composer", "option:api")
async def a_file_is_uploaded_in_one_step(tour: Tour) -> None:
    strategy = {"type": "direct", "uploadUrl": "/files"}
    await tour.options(
        api={**API, "uploadStrategy": strategy}, composer={"attachments": {"enabled": True}}
    )
    await tour.add_file(note())

    await tour.sees("note.txt")
    await tour.say("Read this")
    await tour.sees("Attachment: note.txt (text/plain)")
    assert [file.data for file in tour.hall.server.files.files.values()][-1] == b"five!"


@step("option:composer", "op:attachments.create", "op:attachments.delete")
async def a_file_is_uploaded_in_two_steps_and_taken_back(tour: Tour) -> None:
    await tour.options(
        api={**API, "uploadStrategy": {"type": "two_phase"}},
        composer={"attachments": {"enabled": True}},
    )
    for method in ("PUT", "POST"):
        tour.hall.server.files.method = method
        await tour.add_file(note(f"{method}.txt"))
        await tour.say(f"By {method}")
        await tour.sees(f"Attachment: {method}.txt (text/plain)")
        assert [file.data for file in tour.hall.server.files.files.values()][-1] == b"five!"

    await tour.add_file(note("back.txt"))
    await tour.button("Remove back.txt").click()
    await tour.sees_not("back.txt")
    await expect(tour.element.get_by_text("Uploading")).to_have_count(0)
    assert "attachments.delete" in [one.kind for one in tour.hall.arrived]


@step("option:composer")
async def limits_of_files_are_kept(tour: Tour) -> None:
    limits = {"enabled": True, "maxSize": {"*": 4}, "maxCount": 1, "accept": {"text/*": [".txt"]}}
    strategy = {"type": "direct", "uploadUrl": "/files"}
    await tour.options(api={**API, "uploadStrategy": strategy}, composer={"attachments": limits})
    await tour.add_file(note())

    await tour.sees("note.txt is larger than")


@step("option:entities")
async def people_are_found_by_their_names(tour: Tour) -> None:
    await tour.options(entities={"onTagSearch": "@people", "showComposerMenu": True})
    await tour.composer.press_sequentially("Ask @ada")
    await until(asked("ada", tour), seconds=10, what="the search for what was typed")
    await tour.element.get_by_role("option", name="Ada Lovelace").click()
    await tour.composer.press_sequentially("today")
    await tour.button("Send message").click()

    await tour.sees("Tag: Ada Lovelace (person-ada, People)")
    await expect(tour.button("Mention")).to_be_visible()


@step("option:commands")
async def a_command_leads_to_a_menu_and_inserts(tour: Tour) -> None:
    await tour.options(
        commands={"enabled": True, "onSearch": "@commands", "onSelect": "@runCommand"}
    )
    await tour.composer.press_sequentially("/pers")
    await tour.element.get_by_role("option", name="A person").click()
    await tour.element.get_by_role("option", name="Alan Turing").click()

    await expect(tour.composer).to_contain_text("Alan Turing")
    selected = [one[0]["id"] for one in await tour.told("commands.onSelect")]
    assert selected == ["person", "person-alan"]


@step("option:composer", "op:input.transcribe")
async def what_is_spoken_is_written_down(tour: Tour) -> None:
    await tour.page.evaluate(MICROPHONE)
    await tour.options(composer={"dictation": {"enabled": True}})
    await tour.button("Dictate").click()
    await expect(tour.element.locator(".wave span")).to_have_text("0:01")
    await tour.button("Insert what was said").click()

    await expect(tour.composer).to_contain_text("Remind me to call the bank.")
    heard = [one for one in tour.hall.arrived if one.kind == "input.transcribe"]
    assert heard[-1].params["mime_type"].startswith("audio/")


@step("option:disclaimer")
async def a_disclaimer_stands_below(tour: Tour) -> None:
    await tour.options(
        disclaimer={"text": "It can be [wrong](https://bank.example).", "highContrast": True}
    )

    await expect(tour.element.get_by_role("link", name="wrong")).to_be_visible()
