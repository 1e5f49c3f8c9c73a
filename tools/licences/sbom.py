"""The bill of materials in SPDX 2.3 JSON: what we ship with, by Debian and npm package."""

import hashlib
import json
import os
import re
from datetime import datetime, timezone

import table

VERSION = re.compile(r"^project\(sangam VERSION ([\d.]+)", re.MULTILINE)


def identifier(*parts):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(parts)).strip("-")


def package(reference, name, version, licence, locator=None):
    entry = {
        "SPDXID": reference,
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
    }
    if locator:
        entry["externalRefs"] = [{
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": locator,
        }]
    return entry


def debian_package(name, licence):
    version = table.package_version(name) or "NOASSERTION"
    return package(identifier("deb", name), name, version, licence,
                   f"pkg:deb/debian/{name}@{version}?distro=bookworm")


def npm_packages(lock):
    """Those that end up in the console, not those that only build it."""
    for path, entry in sorted(lock["packages"].items()):
        if path and not entry.get("dev") and not entry.get("link"):
            name = path.rsplit("node_modules/", 1)[1]
            locator = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
            yield package(identifier("npm", name, entry["version"]), name, entry["version"],
                          entry.get("license", "NOASSERTION").strip("()"), locator)


def relation(source, kind, target):
    return {"spdxElementId": source, "relationshipType": kind, "relatedSpdxElement": target}


def project_version():
    with open(f"{table.ROOT}/CMakeLists.txt", encoding="utf-8") as file:
        return VERSION.search(file.read())[1]


def document(components, loaded_packages, console_lock):
    """components: our table. loaded_packages: Debian packages of all shared libraries that the
    program ends up with, which adds those that our libraries link. console_lock may be None."""
    root = package("SPDXRef-sangam", "sangam", project_version(), "Apache-2.0")
    shipped, by_name = [], {}
    for part in components:
        if part.use == "tests":
            continue
        entry = debian_package(part.package, part.licence)
        if entry["SPDXID"] not in by_name:
            by_name[entry["SPDXID"]] = part.use
            shipped.append(entry)
    for name in loaded_packages:
        if identifier("deb", name) not in by_name:
            by_name[identifier("deb", name)] = "linked"
            shipped.append(debian_package(name, "NOASSERTION"))
    for entry in npm_packages(console_lock) if console_lock else ():
        if entry["SPDXID"] not in by_name:
            by_name[entry["SPDXID"]] = "linked"
            shipped.append(entry)

    kinds = {"process": "RUNTIME_DEPENDENCY_OF"}
    relations = [relation("SPDXRef-DOCUMENT", "DESCRIBES", root["SPDXID"])]
    for entry in shipped:
        reference = entry["SPDXID"]
        if by_name[reference] in kinds:
            relations.append(relation(reference, kinds[by_name[reference]], root["SPDXID"]))
        else:
            relations.append(relation(root["SPDXID"], "DEPENDS_ON", reference))
    packages = [root] + shipped
    digest = hashlib.sha256(json.dumps(packages).encode()).hexdigest()
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", datetime.now(timezone.utc).timestamp()))
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"sangam-{root['versionInfo']}",
        "documentNamespace": f"https://spdx.org/spdxdocs/sangam-{root['versionInfo']}-{digest[:32]}",
        "creationInfo": {
            "created": datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Tool: sangam-tools-licences"],
        },
        "packages": packages,
        "relationships": relations,
    }


def write(contents, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(contents, file, indent=2)
        file.write("\n")
