"""Files of messages in memory, for both ways of uploading them."""

from dataclasses import dataclass

from chatkit.store import AttachmentStore, NotFoundError
from chatkit.types import (
    Attachment,
    AttachmentCreateParams,
    AttachmentUploadDescriptor,
    FileAttachment,
    ImageAttachment,
)
from pydantic import AnyUrl

from .context import Visit


@dataclass(slots=True)
class File:
    """One file; `data` is None until it was uploaded."""

    name: str
    mime_type: str
    data: bytes | None = None


class MemoryFiles(AttachmentStore[Visit]):
    """Names files, says where to upload them, and keeps their bytes.

    Attributes:
        method: How a file of the second phase shall be sent, PUT or POST.
    """

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.method: str = "PUT"

    async def create_attachment(
        self,
        input: AttachmentCreateParams,  # noqa: A002 - the SDK calls it so
        context: Visit,
    ) -> Attachment:
        """Describe a file that is to be uploaded in a second request."""
        name = self.keep(File(input.name, input.mime_type), context)
        described = self.described(name, context)
        where = AttachmentUploadDescriptor(
            url=AnyUrl(f"{context.origin}/files/{name}"),
            method="PUT" if self.method == "PUT" else "POST",
            headers={"x-upload": "second phase"},
        )
        return described.model_copy(update={"upload_descriptor": where})

    async def delete_attachment(self, attachment_id: str, context: Visit) -> None:
        """Forget a file's bytes."""
        self.files.pop(attachment_id, None)

    def keep(self, file: File, visit: Visit) -> str:
        """Take a file, or the promise of one, and return its id."""
        name = self.generate_attachment_id(file.mime_type, visit)
        self.files[name] = file
        return name

    def described(self, name: str, visit: Visit) -> Attachment:
        """Return what the SDK knows about a file.

        Raises:
            NotFoundError: There is no such file.
        """
        if name not in self.files:
            raise NotFoundError(f"There is no file {name}.")
        file = self.files[name]
        if not file.mime_type.startswith("image/"):
            return FileAttachment(id=name, name=file.name, mime_type=file.mime_type)
        preview = AnyUrl(f"{visit.origin}/files/{name}")
        return ImageAttachment(
            id=name, name=file.name, mime_type=file.mime_type, preview_url=preview
        )
