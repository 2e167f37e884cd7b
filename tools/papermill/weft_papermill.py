"""Parameters for Go notebooks in papermill.

papermill writes the parameters that it is given into a cell of their own. It knows how for some languages; installed
beside it, this module adds Go. The cell assigns to variables, so the notebook's cell with the tag `parameters` declares
them, with their types and defaults; a value that does not fit its type is refused by the compiler's own words.
"""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators


class GoTranslator(Translator):
    """Python's values as Go's, and the parameters that a cell declares."""

    @classmethod
    def translate_none(cls, val):
        return "nil"

    @classmethod
    def translate_str(cls, val):
        # JSON's escapes are also Go's. A byte order mark may not stand in Go source.
        return json.dumps(val, ensure_ascii=False).replace("\ufeff", "\\ufeff")

    @classmethod
    def translate_float(cls, val):
        if not math.isfinite(val) or (val == 0 and math.copysign(1, val) < 0):
            raise ValueError(f"Go has no constant for {val}")
        return repr(val)

    @classmethod
    def translate_list(cls, val):
        return cls.literal(val)

    @classmethod
    def translate_dict(cls, val):
        return cls.literal(val)

    @classmethod
    def translate(cls, val):
        if val is None or isinstance(val, (str, bool, int, float, list, dict)):
            return super().translate(val)
        return cls.translate_str(str(val))  # a date of YAML

    @classmethod
    def literal(cls, val):
        """A composite literal with its type: lists are slices, dictionaries are maps from strings."""
        if isinstance(val, list):
            return cls.type_of(val) + "{" + ", ".join(map(cls.translate, val)) + "}"
        pairs = (f"{cls.translate_str(str(k))}: {cls.translate(v)}" for k, v in val.items())
        return cls.type_of(val) + "{" + ", ".join(pairs) + "}"

    @classmethod
    def type_of(cls, val):
        """The Go type of a value: `any` for elements of several types, float64 for whole numbers among others."""
        if isinstance(val, (list, dict)):
            types = {cls.type_of(e) for e in (val if isinstance(val, list) else val.values())}
            if types == {"int", "float64"}:
                types = {"float64"}
            element = types.pop() if len(types) == 1 else "any"
            return ("[]" if isinstance(val, list) else "map[string]") + element
        for kind, name in ((bool, "bool"), (int, "int"), (float, "float64"), (str, "string")):
            if isinstance(val, kind):
                return name
        return "any"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    # name := value, var name = value, var name type = value, each with a comment or without.
    DECLARATION = re.compile(
        r"""^\s*(?:var\s+(?P<var>\w+)(?:\s+(?P<type>[^=\s][^=]*?))?\s*=|(?P<short>\w+)\s*:=)\s*"""
        r"""(?P<value>(?:"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])+'|[^/"`']|/(?!/))+?)\s*(?://\s*(?P<help>.*))?$"""
    )

    @classmethod
    def inspect(cls, parameters_cell):
        found = []
        for line in parameters_cell["source"].splitlines():
            if m := cls.DECLARATION.match(line):
                name = m["var"] or m["short"]
                found.append(Parameter(name, m["type"] or "None", m["value"], m["help"] or ""))
        return found


class Engine(NBClientEngine):
    """papermill's own engine. papermill loads the modules of engines when it starts, and so registers the translator."""


papermill_translators.register("go", GoTranslator)
