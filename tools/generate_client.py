"""Writes the Python client of the API tests from the server's description of itself.

generate_client.py [--check] [DOCUMENT]: reads the OpenAPI document from a file, or from
`build/dev/sangam api openapi`, and writes tests/api/client/<tag>.py and __init__.py beside the
hand-written transport.py. With --check it writes nothing and exits 1 when a file would change.
"""

import json
import keyword
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDER = os.path.join(ROOT, "tests", "api", "client")
WIDTH = 100
METHODS = ("get", "post", "put", "patch", "delete")
TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "dict",
         "array": "list"}


def safe_name(name):
    name = name.replace("-", "_")
    return name + "_" if keyword.iskeyword(name) else name


class Document:
    """An OpenAPI document that follows its references."""

    def __init__(self, document):
        self.document = document

    def resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def type_of(self, schema):
        schema = self.resolve(schema)
        hint = TYPES[schema.get("type", "object")]
        if hint == "list":
            return f"list[{self.type_of(schema['items'])}]"
        return hint

    def operations(self, tag):
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item and tag in item[method]["tags"]:
                    yield Operation(self, method.upper(), path, item[method])


class Operation:
    """One method of the client."""

    def __init__(self, document, method, path, description):
        self.document = document
        self.method = method
        self.path = path
        self.description = description
        self.name = safe_name(description["operationId"].replace(".", "_"))
        parameters = [document.resolve(p) for p in description.get("parameters", [])]
        self.in_path = [p for p in parameters if p["in"] == "path"]
        self.in_query = [p for p in parameters if p["in"] == "query"]
        self.in_header = [safe_name(p["name"].lower()) for p in parameters if p["in"] == "header"]
        content = document.resolve(description.get("requestBody", {})).get("content", {})
        self.uploads = next((kind for kind in content if kind != "application/json"), None)
        schema = document.resolve(content.get("application/json", {}).get("schema", {}))
        self.body = schema.get("properties", {})
        self.required = schema.get("required", [])

    def arguments(self):
        """(text of the argument, whether it must be given) of each."""
        for parameter in self.in_path + self.in_query:
            yield self.argument(parameter["name"], parameter["schema"],
                                parameter.get("required", False))
        for name, schema in self.body.items():
            yield self.argument(name, schema, name in self.required)
        if self.uploads:
            yield "content: bytes", True
        for name in self.in_header:
            yield f"{name}: str | None = None", False

    def argument(self, name, schema, required):
        hint = self.document.type_of(schema)
        if required:
            return f"{safe_name(name)}: {hint}", True
        return f"{safe_name(name)}: {hint} | None = None", False

    def signature(self):
        arguments = sorted(self.arguments(), key=lambda argument: not argument[1])
        texts = ["self"] + (["*"] if arguments else []) + [text for text, _ in arguments]
        head = f"    def {self.name}("
        return fill(head, texts, ") -> Reply:")

    def request(self):
        path = self.path
        for parameter in self.in_path:
            path = path.replace("{" + parameter["name"] + "}",
                                "{segment(" + safe_name(parameter["name"]) + ")}")
        parts = [f'"{self.method}"', f'f"{path}"' if self.in_path else f'"{path}"']
        if self.in_query:
            parts += mapping("query=", [p["name"] for p in self.in_query], "")
        if self.uploads:
            parts.append("body=content")
            parts.append(f'headers=keyed({", ".join(self.in_header)}) | '
                         f'{{"Content-Type": "{self.uploads}"}}')
            return parts
        if self.body:
            parts += mapping("body=given(", self.body, ")")
        if self.in_header:
            parts.append("headers=keyed(" + ", ".join(f"{n}={n}" for n in self.in_header) + ")")
        return parts

    def text(self):
        summary = self.description["summary"].rstrip(".")
        head = "        return self.request("
        return "\n".join([self.signature(), f'        """{summary}."""',
                          fill(head, self.request(), ")")])


def mapping(head, names, tail):
    """A dictionary of arguments by their names on the wire, as items that fill() may part."""
    items = [f'"{name}": {safe_name(name)}' for name in names]
    items[0] = head + "{" + items[0]
    items[-1] += "}" + tail
    return items


def fill(head, items, tail):
    """The items between `head` and `tail`, on lines of at most WIDTH columns where they fit."""
    lines, start = [head], " " * len(head)
    for number, item in enumerate(items):
        text = item + (tail if number + 1 == len(items) else ", ")
        if len((lines[-1] + text).rstrip()) > WIDTH and lines[-1].strip() != head.strip():
            lines.append(start)
        lines[-1] += text
    return "\n".join(line.rstrip() for line in lines)


def module_text(document, tag):
    operations = list(document.operations(tag))
    source = "\n\n".join(operation.text() for operation in operations)
    used = [name for name in ("Reply", "Transport", "given", "keyed", "segment")
            if name == "Transport" or name in source]
    return (f'"""Operations of the module {tag}. Generated by tools/generate_client.py."""\n\n'
            f"from .transport import {', '.join(used)}\n\n\n"
            f"class {class_name(tag)}(Transport):\n{source}\n")


def class_name(tag):
    return tag.replace("-", " ").replace(".", " ").title().replace(" ", "")


def init_text(tags):
    imports = "".join(f"from .{safe_name(tag)} import {class_name(tag)}\n" for tag in sorted(tags))
    bases = ", ".join(class_name(tag) for tag in tags)
    return ('"""The API in Python, for its tests. Generated by tools/generate_client.py."""\n\n'
            f"{imports}from .transport import API, Problem, Reply\n\n"
            '__all__ = ["API", "Client", "Problem", "Reply"]\n\n\n'
            f"class Client({bases}):\n"
            '    """Every operation as a method; arguments that are None are left out."""\n')


def client_files(description):
    """Text of each generated file by its name."""
    document = Document(description)
    tags = [tag["name"] for tag in description["tags"]]
    files = {f"{safe_name(tag)}.py": module_text(document, tag) for tag in tags}
    return files | {"__init__.py": init_text(tags)}


def read_description(arguments):
    if arguments:
        with open(arguments[0], encoding="utf-8") as file:
            return json.load(file)
    program = os.path.join(ROOT, "build", "dev", "sangam")
    return json.loads(subprocess.run([program, "api", "openapi"], capture_output=True, check=True,
                                     text=True).stdout)


def stale_files(description, folder=FOLDER):
    """Names of the files that differ from what would be written."""
    stale = []
    for name, text in client_files(description).items():
        path = os.path.join(folder, name)
        if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
            stale.append(name)
    return stale


def main():
    check = "--check" in sys.argv[1:]
    description = read_description([a for a in sys.argv[1:] if a != "--check"])
    if check:
        for name in stale_files(description):
            print(f"tests/api/client/{name} is not fresh: python3 tools/generate_client.py")
        sys.exit(bool(stale_files(description)))
    for name, text in client_files(description).items():
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
