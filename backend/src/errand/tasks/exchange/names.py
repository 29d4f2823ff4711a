"""What the names in a file mean here: each is looked up once, and made where there is none."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from errand.errors import InvalidInput
from errand.tasks import naming, placing, positions, structuring
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section
from errand.tasks.placing import Spot
from errand.tasks.structure_inputs import ManageStructure
from errand.tasks.working import Work


class Names:
    """Projects, sections and labels of one file, and the next free place in each spot."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._projects: dict[str, UUID | None] = {}
        self._sections: dict[tuple[UUID, str], UUID] = {}
        self._labels: dict[str, UUID] = {}
        self._places: dict[Spot, str] = {}
        self.new_projects: list[str] = []
        self.new_labels: list[str] = []

    async def forget(self) -> None:
        """Trust nothing that was looked up: what an attempt made that failed is not there."""
        for known in (self._projects, self._sections, self._labels, self._places):
            known.clear()
        self.new_projects = await self._there(Project, self.new_projects)
        self.new_labels = await self._there(Label, self.new_labels)

    async def _there(self, kind: type[Project | Label], names: list[str]) -> list[str]:
        query = select(kind.folded).where(
            col(kind.owner_id) == self._work.owner_id, col(kind.deleted_at).is_(None)
        )
        found = set((await self._work.session.execute(query)).scalars())
        return [each for each in names if folded(each) in found]

    async def labels(self, names: Sequence[str]) -> list[UUID]:
        """Return the labels of these names.

        Raises:
            InvalidInput: A name makes no sense, or they are too many.
        """
        found = [await self._label(name) for name in names]
        return list(naming.checked_count(list(dict.fromkeys(found))))

    async def _label(self, name: str) -> UUID:
        key = folded(name)
        if key not in self._labels:
            known = await naming.labels_named(
                self._work.session, owner_id=self._work.owner_id, names=[name]
            )
            label = known.get(key)
            if label is None:
                label = await naming.new_label(self._work, name)
                self.new_labels.append(label.name)
            self._labels[key] = label.id
        return self._labels[key]

    async def project(self, name: str) -> UUID | None:
        """Return the project of this name; None for the inbox.

        Raises:
            InvalidInput: The name makes no sense, or there are too many projects.
        """
        key = folded(name)
        if key not in self._projects:
            self._projects[key] = await self._found_or_made(name)
        return self._projects[key]

    async def _found_or_made(self, name: str) -> UUID | None:
        try:
            found = await naming.project_of(
                self._work.session, owner_id=self._work.owner_id, given=name
            )
        except InvalidInput:
            kept = naming.checked_name(name, most=naming.LONGEST_NAME, field="project")
            asked = ManageStructure(op="create", kind="project", name=kept)
            made = (await structuring.manage(self._work, asked)).changed
            self.new_projects.append(made.name)
            return made.id
        return None if found is None else found.id

    async def section(self, project_id: UUID, name: str) -> UUID:
        """Return the section of this name in that project.

        Raises:
            InvalidInput: The name makes no sense, or there are too many sections.
        """
        key = (project_id, folded(name))
        if key not in self._sections:
            query = select(Section.id).where(
                col(Section.owner_id) == self._work.owner_id,
                col(Section.project_id) == project_id,
                col(Section.folded) == folded(name),
                col(Section.deleted_at).is_(None),
            )
            found = (await self._work.session.execute(query)).scalar_one_or_none()
            self._sections[key] = found or await self._new_section(project_id, name)
        return self._sections[key]

    async def _new_section(self, project_id: UUID, name: str) -> UUID:
        kept = naming.checked_name(name, most=naming.LONGEST_NAME, field="section")
        asked = ManageStructure(op="create", kind="section", name=kept, project=str(project_id))
        return (await structuring.manage(self._work, asked)).changed.id

    async def place(self, spot: Spot) -> str:
        """Return the next place at the end of a spot, asked of the database once for each spot."""
        last = self._places.get(spot)
        if last is None:
            place = await placing.at_end(self._work, spot)
        else:
            place = positions.between(last, None)
        self._places[spot] = place
        return place
