"""JSON schemas that every provider takes: whole, without references, and not nullable."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

_REF = "#/$defs/"
_NOISE = {"title", "$defs"}


class _NothingNullable(GenerateJsonSchema):
    """An optional argument is left out; some providers refuse null in a schema."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def input_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of what a caller sends."""
    whole = model.model_json_schema(schema_generator=_NothingNullable)
    return _inlined(whole, whole.get("$defs", {}))


def output_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of what a caller gets."""
    whole = model.model_json_schema(mode="serialization")
    return _inlined(whole, whole.get("$defs", {}))


def _inlined(node: Any, definitions: dict[str, Any], *, names: bool = False) -> Any:
    """Return the node with references replaced; `names`: its keys are names of properties."""
    if isinstance(node, list):
        return [_inlined(each, definitions) for each in node]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(node, dict):
        return node
    children: dict[str, Any] = dict(node)  # pyright: ignore[reportUnknownArgumentType]
    if names:
        return {name: _inlined(child, definitions) for name, child in children.items()}
    reference = children.pop("$ref", None)
    if reference is not None:
        children = definitions[str(reference).removeprefix(_REF)] | children
    if children.get("default", "") in (None, {}, []):
        del children["default"]
    return {
        # Of the two words for "one of these", every provider knows anyOf.
        "anyOf" if word == "oneOf" else word: _inlined(
            child, definitions, names=word == "properties"
        )
        for word, child in children.items()
        if word not in _NOISE
    }
