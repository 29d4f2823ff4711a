"""What arrived, in words: so that whoever looks at a page sees what the server was sent."""

from chatkit.types import StructuredInputItem, UserMessageItem, UserMessageTagContent


def heard(message: UserMessageItem) -> str:
    """Return the text of a message and everything that came with it."""
    words = "".join(part.text for part in message.content).strip()
    options = message.inference_options
    tags = [part for part in message.content if isinstance(part, UserMessageTagContent)]
    lines = [f"You said: {words}"]
    if message.quoted_text:
        lines.append(f"You quoted: {message.quoted_text}")
    lines += [f"Tag: {tag.text} ({tag.id}, {tag.group or 'no group'})" for tag in tags]
    lines += [f"Attachment: {one.name} ({one.mime_type})" for one in message.attachments]
    if options.model:
        lines.append(f"Model: {options.model}")
    if options.tool_choice:
        lines.append(f"Tool: {options.tool_choice.id}")
    return "\n\n".join(lines)


def told(item: StructuredInputItem) -> str:
    """Return the answers to questions as a list."""
    lines = ["Thank you."]
    for question in item.inputs:
        answer = question.answer
        said = "skipped" if answer is None or answer.skipped else ", ".join(answer.values)
        lines.append(f"- {question.question} **{said}**")
    return "\n".join([lines[0], "", *lines[1:]])
