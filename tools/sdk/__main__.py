"""Generates the SDKs from the server's description of itself.

python3 tools/sdk [--check] [--root FOLDER] [DOCUMENT]: reads the OpenAPI document from a file, or
from `build/dev/sangam api openapi`, and writes sdk/typescript/src/generated and
sdk/python/src/sangam/generated. With --check it writes nothing, names each file that would change,
and exits 1 when there is one. FOLDER holds a copy of sdk/ to write into in place of the repository,
for descriptions that are not ours, such as those of servers with modules of your own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import python_client
import typescript_client
from description import Description

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
TYPESCRIPT = os.path.join("sdk", "typescript", "src", "generated")
PYTHON = os.path.join("sdk", "python", "src", "sangam", "generated")


def npm_program(name, *arguments):
    """Runs one of the programs that the lock file of the TypeScript package pins."""
    subprocess.run(["tools/node_script.sh", "sdk/typescript", f"node_modules/.bin/{name}",
                    *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def typescript_files(description):
    files = typescript_client.client_files(description)
    with tempfile.TemporaryDirectory() as folder:
        document, types = os.path.join(folder, "types.json"), os.path.join(folder, "types.ts")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(typescript_client.types_document(description), file)
        npm_program("openapi-typescript", document, "--output", types, "--root-types",
                    "--root-types-no-schema-prefix", "--root-types-keep-casing",
                    "--empty-objects-unknown", "--default-non-nullable", "false")
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        npm_program("prettier", "--write", "--log-level", "warn", "--print-width", "100",
                    *(os.path.join(folder, name) for name in (*files, "types.ts")))
        return {name: open(os.path.join(folder, name), encoding="utf-8").read()
                for name in (*files, "types.ts")}


def read_description(path):
    if path:
        with open(path, encoding="utf-8") as file:
            return Description(json.load(file))
    program = os.path.join(ROOT, "build", "dev", "sangam")
    return Description(json.loads(subprocess.run([program, "api", "openapi"], capture_output=True,
                                                 check=True, text=True).stdout))


def stale(folder, files):
    """Paths of the files that differ from what would be written, and of those that would go."""
    existing = set(os.listdir(folder)) if os.path.isdir(folder) else set()
    for name, text in files.items():
        path = os.path.join(folder, name)
        if name not in existing or open(path, encoding="utf-8").read() != text:
            yield path
    for name in sorted(existing - set(files) - {"__pycache__"}):
        yield os.path.join(folder, name)


def write(folder, files):
    os.makedirs(folder, exist_ok=True)
    for path in list(stale(folder, files)):
        name = os.path.basename(path)
        if name in files:
            with open(path, "w", encoding="utf-8") as file:
                file.write(files[name])
        else:
            os.remove(path)
        print(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", default=os.path.relpath(ROOT))
    parser.add_argument("document", nargs="?")
    given = parser.parse_args()
    description = read_description(given.document)
    packages = {TYPESCRIPT: typescript_files(description),
                PYTHON: python_client.client_files(description)}
    packages = {os.path.normpath(os.path.join(given.root, folder)): files
                for folder, files in packages.items()}
    if not given.check:
        for folder, files in packages.items():
            write(folder, files)
        return
    old = [path for folder, files in packages.items() for path in stale(folder, files)]
    for path in old:
        print(f"{path} is not fresh: ./run sdk")
    sys.exit(1 if old else 0)


if __name__ == "__main__":
    main()
