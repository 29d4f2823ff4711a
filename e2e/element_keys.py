"""The keyboard alone: where it is, whether that can be seen, and how far the next thing is."""

from dataclasses import dataclass, field
from typing import Any

from .element_tour import Tour
from .waiting import until

STOPS = 60
WHERE = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (!at || at === document.body) return null
  const seen = (style) => parseFloat(style.outlineWidth) >= 1.5 && style.outlineStyle !== 'none'
  const around = []
  for (let one = at; one instanceof Element && around.length < 5; one = one.parentElement)
    around.push(getComputedStyle(one))
  const box = at.getBoundingClientRect()
  const label = at.getAttribute('aria-labelledby')
  const named = label === null ? null : at.getRootNode().getElementById(label)
  const words = at.getAttribute('aria-label') ?? named?.textContent
    ?? at.labels?.[0]?.textContent ?? at.textContent
  return {
    name: words.replace(/\\s+/g, ' ').trim(),
    role: at.getAttribute('role') ?? at.localName,
    ring: around.some((style) => seen(style) || style.boxShadow !== 'none'),
    writes: at.matches('input, textarea, [contenteditable=true]'),
    shaded: at.matches('[role^=menu], [role=option]')
      && around[0].backgroundColor !== around[1].backgroundColor,
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 0 } }"""


@dataclass
class Keys:
    """A person without a mouse.

    Attributes:
        stops: Everything that had the focus on the way, by role and name.
    """

    tour: Tour
    stops: list[str] = field(default_factory=list[str])

    async def where(self) -> dict[str, Any]:
        """Say what has the focus, and insist that this is to be seen."""
        at = await self.tour.page.evaluate(WHERE)
        assert at is not None, f"The focus is nowhere, after {self.stops[-3:]}."
        self.stops.append(f"{at['role']}: {at['name'][:60]}")
        assert at["ring"] or at["shaded"], f"Nothing shows that the focus is at {self.stops[-1]}."
        assert at["inView"], f"{self.stops[-1]} has the focus out of sight."
        return at

    async def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            await self.tour.page.keyboard.press(key)

    async def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        await self.tour.page.keyboard.type(words)

    async def to(self, name: str, *, key: str = "Tab") -> None:
        """Go on until something of that name has the focus."""
        for _ in range(STOPS):
            if (await self.tour.page.evaluate(WHERE) or {}).get("name") == name:
                await self.where()
                return
            await self.press(key)
            if key == "Tab" and await self.tour.page.evaluate(WHERE) is not None:
                await self.where()
        raise AssertionError(f"{name} is not reached by {key}: {self.stops[-STOPS:]}")

    async def enter(self, name: str, *, key: str = "Tab") -> None:
        """Go there and press it."""
        await self.to(name, key=key)
        await self.press("Enter")

    async def lands_on(self, name: str) -> None:
        """Wait until the focus has been put there."""

        async def look() -> bool:
            return (await self.tour.page.evaluate(WHERE) or {}).get("name") == name

        await until(look, seconds=5, what=f"the focus on {name}")
        await self.where()

    async def say(self, words: str) -> None:
        """Write a message and send it, and wait until its answer is over."""
        before = len(await self.tour.told("chatkit.response.end"))
        await self.to("Message")
        await self.type(words)
        await self.press("Enter")
        await self.tour.heard("chatkit.response.end", before + 1)
