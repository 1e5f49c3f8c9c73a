"""The gate refuses what it must refuse; the bill of materials is complete."""

import re
import unittest

import gate
import sbom
import table


def component(name="zlib", package="zlib1g", use="linked", licence="Zlib", word="Zlib"):
    return table.Component(name, package, use, licence, word)


class GateTest(unittest.TestCase):
    def test_copyleft_is_never_linked(self):
        self.assertEqual(len(list(gate.gate_table([component(licence="GPL-3.0-or-later")]))), 1)
        self.assertEqual(len(list(gate.gate_table([component(licence="AGPL-3.0-only",
                                                             use="process")]))), 1)
        self.assertEqual(list(gate.gate_table([component(licence="GPL-3.0-or-later",
                                                         use="process")])), [])

    def test_expressions(self):
        allowed = {"MIT", "CC0-1.0"}
        self.assertTrue(gate.licence_allowed("(MIT OR GPL-3.0-only)", allowed))
        self.assertFalse(gate.licence_allowed("MIT AND GPL-3.0-only", allowed))
        self.assertFalse(gate.licence_allowed("unknown", allowed))

    def test_debians_word_counts(self):
        words = {"zlib1g": {"GPL-3+"}}.get
        self.assertEqual(len(list(gate.gate_copyright_files([component()], words))), 1)
        self.assertEqual(list(gate.gate_copyright_files([component(word="GPL-3+")], words)), [])

    def test_libraries_of_cmake_are_in_the_table(self):
        text = "sangam_library(zlib ZLIB::ZLIB)\nsangam_library(gsl GSL::gsl)\n"
        self.assertEqual(len(list(gate.gate_cmake([component()], text))), 1)

    def test_the_program_links_nothing_else(self):
        problems = list(gate.gate_program([component()], {"libz.so": "zlib1g", "libr.so": "libr8"}))
        self.assertEqual(len(problems), 1)
        self.assertIn("libr8", problems[0])

    def test_npm_packages(self):
        lock = {"packages": {
            "": {},
            "node_modules/good": {"license": "MIT", "version": "1.0.0"},
            "node_modules/bad": {"license": "GPL-3.0-only", "version": "1.0.0"},
            "node_modules/tool": {"license": "MPL-2.0", "version": "1.0.0", "dev": True},
            "node_modules/mozilla": {"license": "MPL-2.0", "version": "1.0.0"},
        }}
        problems = list(gate.gate_lock_file("web/console", lock))
        self.assertEqual(len(problems), 2)

    def test_a_licence_that_was_read_is_that_of_a_version(self):
        def problems(version):
            lock = {"packages": {"node_modules/combine-errors": {"version": version}}}
            return list(gate.gate_lock_file("tests/tus", lock))

        self.assertEqual(problems("3.0.3"), [])
        self.assertEqual(len(problems("4.0.0")), 1)

    def test_python_packages(self):
        text = ("# MIT\ngood==1 --hash=sha256:1\n# GPL-3.0-only\nbad==1 --hash=sha256:1\n"
                "silent==1 --hash=sha256:1\n# MIT\nloose==1\n")
        problems = list(gate.gate_requirements(text))
        self.assertEqual(len(problems), 3)
        for name, problem in zip(("bad", "silent", "loose"), problems):
            self.assertIn(name, problem)


class SbomTest(unittest.TestCase):
    def setUp(self):
        lock = {"packages": {"": {}, "node_modules/@a/b": {"license": "MIT", "version": "1.2.3"},
                             "node_modules/tool": {"dev": True, "version": "1.0.0"}}}
        parts = [component(package="libc6"), component(package="postgresql-15", use="process"),
                 component(package="libgtest-dev", use="tests")]
        self.document = sbom.document(parts, ["libc6", "libgcc-s1"], lock)

    def test_names_what_is_shipped(self):
        names = [package["name"] for package in self.document["packages"]]
        self.assertEqual(names, ["sangam", "libc6", "postgresql-15", "libgcc-s1", "@a/b"])

    def test_has_what_spdx_requires(self):
        for field in ("spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace",
                      "creationInfo", "packages", "relationships"):
            self.assertIn(field, self.document)
        references = [package["SPDXID"] for package in self.document["packages"]]
        self.assertEqual(len(references), len(set(references)))
        for reference in references:
            self.assertRegex(reference, re.compile(r"^SPDXRef-[A-Za-z0-9.-]+$"))
        known = set(references) | {"SPDXRef-DOCUMENT"}
        for link in self.document["relationships"]:
            self.assertIn(link["spdxElementId"], known)
            self.assertIn(link["relatedSpdxElement"], known)


if __name__ == "__main__":
    unittest.main()
