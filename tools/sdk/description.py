"""The server's description of itself (OpenAPI 3.1), as a generator of clients wants it."""

from dataclasses import dataclass, field
from functools import cached_property

METHODS = ("get", "post", "put", "patch", "delete")


def pascal(name):
    """LedgerAccounts of ledger.accounts or ledger_accounts."""
    words = name.replace(".", "_").replace("-", "_").split("_")
    return "".join(word[:1].upper() + word[1:] for word in words)


@dataclass
class Argument:
    """A field of a path or a query."""

    name: str
    schema: dict
    required: bool
    text: str


class Operation:
    """One operation. `kind` says what comes back: page, json, nothing, download or stream."""

    def __init__(self, document, method, path, described):
        self.document = document
        self.method = method.upper()
        self.path = path
        self.name = described["operationId"]
        self.summary = described["summary"].rstrip(".")
        self.description = described.get("description", "")
        self.permission = described.get("x-permission")
        self.deprecated = described.get("x-deprecated")
        self._described = described
        parameters = [document.resolve(p) for p in described.get("parameters", [])]
        self.in_path = [argument(p) for p in parameters if p["in"] == "path"]
        self.in_query = [argument(p) for p in parameters if p["in"] == "query"]
        headers = {p["name"] for p in parameters if p["in"] == "header"}
        self.takes_key = "Idempotency-Key" in headers
        self.takes_if_match = "If-Match" in headers
        content = described.get("requestBody", {}).get("content", {})
        self.uploads = next((kind for kind in content if kind != "application/json"), None)
        self.body = content.get("application/json", {}).get("schema")

    @cached_property
    def kind(self):
        content = self._success.get("content", {})
        if not content:
            return "nothing"
        if "text/event-stream" in content:
            return "stream"
        if "application/json" not in content:
            return "download"
        return "page" if any(a.name == "cursor" for a in self.in_query) else "json"

    @property
    def _success(self):
        """Of the operation itself: what all operations share, such as being held, is a reference."""
        replies = self._described["responses"]
        return next(replies[status] for status in sorted(replies)
                    if status.startswith("2") and "$ref" not in replies[status])

    @cached_property
    def reply(self):
        """Name of the schema of what comes back, of each item for pages and streams; or None."""
        content = self._success.get("content", {})
        if self.kind == "stream":
            return reference_name(content["text/event-stream"]["x-item-schema"])
        if self.kind in ("nothing", "download"):
            return None
        schema = content["application/json"]["schema"]
        if "oneOf" in schema:  # its own, or that of a call that is held
            schema = schema["oneOf"][0]
        if "$ref" in schema:
            return reference_name(schema)
        item = reference_name(schema["properties"]["items"]["items"])
        if self.kind == "page":
            if set(schema["properties"]) != {"items", "next"}:
                raise SystemExit(f"{self.name}: a page has items and next, and nothing else")
            return item
        return self.document.add_schema(item + "Page", schema)

    @cached_property
    def query_type(self):
        """Name of a schema with the fields of the query; None without any."""
        if not self.in_query:
            return None
        properties = {a.name: a.schema | ({"description": a.text} if a.text else {})
                      for a in self.in_query}
        schema = {"type": "object", "properties": properties}
        required = [a.name for a in self.in_query if a.required]
        if required:
            schema["required"] = required
        return self.document.add_schema(pascal(self.name) + "Query", schema)

    @property
    def body_type(self):
        return reference_name(self.body) if self.body else None

    @property
    def body_required(self):
        return bool(self.body and self.document.resolve(self.body).get("required"))

    @property
    def query_required(self):
        return any(a.required for a in self.in_query)

    @property
    def repeatable(self):
        """Whether sending it twice does what sending it once does. Keys of what is no command and
        no posting, and of people who are not signed in, are not remembered by the server."""
        kind = self._described["x-kind"]
        if kind in ("query", "stream", "download"):
            return "always"
        known = kind in ("command", "posting") and self._described["x-audience"] != "everyone"
        return "by_key" if known else "never"


def argument(parameter):
    return Argument(parameter["name"], parameter["schema"], parameter.get("required", False),
                    parameter.get("description", ""))


def reference_name(schema):
    return schema["$ref"].rsplit("/", 1)[1]


@dataclass
class Group:
    """Operations whose names begin alike: ledger.accounts of ledger.accounts.open."""

    name: str
    operations: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)

    @property
    def class_name(self):
        return pascal(self.name) + "Operations"

    def add(self, words, operation):
        if len(words) == 1:
            self.operations[words[0]] = operation
            return
        name = f"{self.name}.{words[0]}".lstrip(".")
        self.groups.setdefault(words[0], Group(name)).add(words[1:], operation)

    def within(self):
        """This group and all groups in it, the innermost first."""
        for group in self.groups.values():
            yield from group.within()
        yield self


class Description:
    """The document; `root` is the group of all operations."""

    def __init__(self, document):
        self.document = document
        self.schemas = dict(document["components"]["schemas"])
        self.root = Group("")
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    operation = Operation(self, method, path, item[method])
                    self.root.add(operation.name.split("."), operation)
        self._check_names()

    def _check_names(self):
        for group in self.root.within():
            twice = group.operations.keys() & group.groups.keys()
            if twice:
                raise SystemExit(f"{group.name}: {twice} are both operations and groups")

    def resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def add_schema(self, name, schema):
        """A schema that the document writes out where it is used gets a name of its own."""
        if self.schemas.setdefault(name, schema) != schema:
            raise SystemExit(f"two schemas would be named {name}")
        return name

    def all_schemas(self):
        """Every schema by its name, those of queries and pages too."""
        for group in self.root.within():
            for operation in group.operations.values():
                _ = operation.reply, operation.query_type
        return dict(sorted(self.schemas.items()))
