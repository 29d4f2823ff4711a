"""What the installed openai-chatkit lets a server write into a widget, for the element's tests.

Run as a module to write the file that they read.
"""

import json
import warnings
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

FILE = Path(__file__).resolve().parent.parent / "element/src/widgets/vocabulary.python.json"

Words = set[str]
Keys = dict[str, Words]


def vocabulary() -> dict[str, dict[str, Any]]:
    """Return, by component and property, its words, and the entries within it with theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from chatkit import widgets  # noqa: PLC0415 - it warns as it is imported
    unions = (widgets.StrictWidgetRoot, widgets.StrictWidgetComponent)
    models = [model for union in unions for model in get_args(get_args(union)[0])]
    return {_name(model): _properties(model) for model in models}


def text() -> str:
    """Return the file's content."""
    lines = (
        f"  {json.dumps(name)}: {json.dumps(properties, sort_keys=True)}"
        for name, properties in sorted(vocabulary().items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _name(model: type[BaseModel]) -> str:
    return str(model.model_fields["type"].default)


def _properties(model: type[BaseModel]) -> dict[str, Any]:
    whole = model.model_json_schema()
    known: dict[str, Any] = whole.get("$defs", {})
    schema: dict[str, Any] = known[_target(whole)] if "$ref" in whole else whole
    found: dict[str, Any] = {}
    for name, one in schema["properties"].items():
        if name == "children":
            continue
        values: Words = set()
        keys: Keys = {}
        _collect(one, known, values, keys)
        found[name] = {
            **({"values": sorted(values)} if values else {}),
            **(
                {"keys": {key: sorted(words) for key, words in sorted(keys.items())}}
                if keys
                else {}
            ),
        }
    return found


def _target(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _collect(one: Any, known: dict[str, Any], values: Words, keys: Keys) -> None:
    values.update(str(value) for value in one.get("enum", []))
    if isinstance(one.get("const"), str):
        values.add(one["const"])
    if "$ref" in one:
        target = known[_target(one)]
        values.update(str(value) for value in target.get("enum", []))
        for key, inner in target.get("properties", {}).items():
            _collect(inner, known, keys.setdefault(key, set()), {})
        return
    options = one.get("anyOf", []) + one.get("oneOf", [])
    for option in options + ([one["items"]] if isinstance(one.get("items"), dict) else []):
        _collect(option, known, values, keys)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
