"""What providers take as the parameters of a function, by their published rules."""

from typing import Any

Schema = dict[str, Any]
# OpenAI, "Structured model outputs": supported schemas, and limits on them.
STRICT_WORDS = frozenset(
    {
        "type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "const",
        "description", "pattern", "format", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
        "exclusiveMinimum", "minItems", "maxItems",
    }
)  # fmt: skip
STRICT_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
)
MOST_PROPERTIES, MOST_NESTING, MOST_ENUM_VALUES, MOST_CHARACTERS = 5000, 10, 1000, 120_000
# Google, "Schema" of the Gemini API: the fields that it knows.
GEMINI_WORDS = frozenset(
    {
        "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems",
        "properties", "required", "minProperties", "maxProperties", "minLength", "maxLength",
        "pattern", "example", "anyOf", "propertyOrdering", "default", "items", "minimum", "maximum",
        # Since 2025 its `parametersJsonSchema` knows these, too.
        "additionalProperties", "const",
    }
)  # fmt: skip
GEMINI_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object"})


def as_strict(node: Schema, *, optional: bool = False) -> Schema:
    """Return a schema as a strict client sends it: what may be left out may be null instead."""
    kept = {word: value for word, value in node.items() if word in STRICT_WORDS}
    if kept.get("format") not in STRICT_FORMATS:
        kept.pop("format", None)
    if "properties" in kept:
        needed = set(node.get("required", []))
        kept["properties"] = {
            name: as_strict(child, optional=name not in needed)
            for name, child in node["properties"].items()
        }
        kept["required"] = list(kept["properties"])
    if kept.get("type") == "object":
        kept["additionalProperties"] = False
    if "items" in kept:
        kept["items"] = as_strict(node["items"])
    if "anyOf" in kept:
        kept["anyOf"] = [as_strict(child) for child in node["anyOf"]]
    return {"anyOf": [kept, {"type": "null"}]} if optional else kept


def strict_faults(node: Schema, at: str = "", depth: int = 0) -> list[str]:
    """Return what OpenAI would refuse of a schema in strict mode."""
    faults = [f"{at}: {word}" for word in node if word not in STRICT_WORDS]
    if "type" not in node and not {"anyOf", "enum", "const"} & set(node):
        faults.append(f"{at}: no type")
    if node.get("type") == "object":
        depth += 1
        if node.get("additionalProperties") is not False:
            faults.append(f"{at}: additionalProperties")
        if node.get("required") != list(node.get("properties", {})):
            faults.append(f"{at}: not all is required")
    if node.get("type") == "array" and "items" not in node:
        faults.append(f"{at}: no items")
    if depth > MOST_NESTING:
        faults.append(f"{at}: nested too deeply")
    for name, child in children(node):
        faults += strict_faults(child, f"{at}.{name}", depth)
    return faults


def gemini_faults(node: Schema, at: str = "") -> list[str]:
    """Return what Gemini would refuse of a schema."""
    faults = [f"{at}: {word}" for word in node if word not in GEMINI_WORDS]
    if "anyOf" not in node and str(node.get("type")) not in GEMINI_TYPES:
        faults.append(f"{at}: type {node.get('type')}")
    if unknown := set(node.get("required", [])) - set(node.get("properties", {})):
        faults.append(f"{at}: requires {unknown}")
    if "enum" in node and node.get("type") != "string":
        faults.append(f"{at}: an enum that is no text")
    for name, child in children(node):
        faults += gemini_faults(child, f"{at}.{name}")
    return faults


def children(node: Schema) -> list[tuple[str, Schema]]:
    """Return the schemas right below one."""
    found = list(node.get("properties", {}).items())
    found += [("anyOf", child) for child in node.get("anyOf", [])]
    return [*found, ("items", node["items"])] if "items" in node else found


def size(node: Schema) -> tuple[int, int, int]:
    """Return how many properties, values of enums and characters of names a schema has."""
    properties, values = len(node.get("properties", {})), len(node.get("enum", []))
    characters = sum(map(len, [*node.get("properties", {}), *map(str, node.get("enum", []))]))
    below = [size(child) for _, child in children(node)]
    return (
        properties + sum(each[0] for each in below),
        values + sum(each[1] for each in below),
        characters + sum(each[2] for each in below),
    )
