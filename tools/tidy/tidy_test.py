"""Every rule finds its own failing example, and leaves a good one alone."""

import unittest

import arrows
import banned
import repository
import text
from tree import Tree


def messages(rule, files, folders=()):
    return [str(finding) for finding in rule(Tree(files, folders))]


class RuleTest(unittest.TestCase):
    def finds(self, rule, files, *words, folders=()):
        found = messages(rule, files, folders)
        self.assertEqual(len(found), 1, found)
        for word in words:
            self.assertIn(word, found[0])

    def passes(self, rule, files, folders=()):
        self.assertEqual(messages(rule, files, folders), [])


class ArrowsTest(RuleTest):
    def include(self, source, target):
        return {source: f'#include "{target}"\n', target: "#pragma once\n"}

    def test_engines_never_include_kernel(self):
        self.finds(arrows.include_findings,
                   self.include("engines/ledger/ledger.cpp", "kernel/api/call.h"),
                   "engines/ledger/ledger.cpp:1", "engines must not include kernel")

    def test_engine_tests_never_include_kernel(self):
        self.finds(arrows.include_findings,
                   self.include("engines/ledger/ledger_test.cpp", "kernel/api/call.h"), "must not")

    def test_kernel_never_includes_suites(self):
        self.finds(arrows.include_findings,
                   self.include("kernel/api/call.cpp", "suites/ledger/ledger.h"), "must not")

    def test_one_door_alone_includes_its_engine(self):
        self.passes(arrows.include_findings,
                    self.include("kernel/graphql/door.cpp", "engines/graphql/schema.h"))
        self.finds(arrows.include_findings,
                   self.include("kernel/graphql/door.cpp", "engines/ledger/ledger.h"), "must not")
        self.finds(arrows.include_findings,
                   self.include("kernel/api/call.cpp", "engines/graphql/schema.h"), "must not")

    def test_base_includes_base_only(self):
        self.finds(arrows.include_findings, self.include("base/id.cpp", "kernel/api/call.h"), "base")
        self.passes(arrows.include_findings, self.include("base/decimal/decimal.h", "base/id.h"))

    def test_nobody_includes_apps(self):
        self.finds(arrows.include_findings,
                   self.include("suites/ledger/a.cpp", "apps/sangam/program.h"), "must not")

    def test_a_suite_stands_on_lower_tiers(self):
        self.finds(arrows.include_findings,
                   self.include("suites/platform/a.cpp", "suites/ledger/ledger.h"), "tier")
        self.finds(arrows.include_findings,
                   self.include("suites/banking/a.cpp", "suites/trading/trading.h"), "tier")
        self.passes(arrows.include_findings,
                    self.include("suites/ledger/a.cpp", "suites/platform/platform.h"))

    def test_a_suite_is_reached_through_its_public_header(self):
        self.finds(arrows.include_findings,
                   self.include("suites/ledger/a.cpp", "suites/platform/tokens.h"), "public header")

    def test_a_suite_needs_a_tier(self):
        self.finds(arrows.include_findings,
                   self.include("suites/novelty/a.cpp", "suites/platform/platform.h"), "no tier")

    def test_testing_folders_are_for_tests(self):
        self.finds(arrows.include_findings,
                   self.include("kernel/api/a.cpp", "kernel/store/testing/database.h"), "only tests")
        self.passes(arrows.include_findings,
                    self.include("kernel/api/a_dbtest.cpp", "kernel/store/testing/database.h"))
        self.passes(arrows.include_findings,
                    self.include("tests/store/a.cpp", "kernel/store/testing/database.h"))

    def test_a_unit_begins_with_its_own_header(self):
        header = {"base/a.h": "#pragma once\n"}
        self.finds(arrows.own_header_findings,
                   header | {"base/a.cpp": '#include <string>\n#include "base/a.h"\n'},
                   "base/a.cpp:1", "first include")
        self.passes(arrows.own_header_findings,
                    header | {"base/a.cpp": '// Why.\n#include "base/a.h"\n#include <string>\n'})
        self.passes(arrows.own_header_findings, {"base/b.cpp": "#include <string>\n"})

    def test_includes_exist_and_start_at_the_root(self):
        self.finds(arrows.include_findings, {"base/a.cpp": '#include "base/gone.h"'}, "not exist")
        self.finds(arrows.include_findings, {"base/a.cpp": '#include "id.h"'}, "relative to the root")
        self.passes(arrows.include_findings, {"suites/ledger/a.cpp":
                                              '#include "suites/ledger/schema.h"'})

    def test_no_cycles(self):
        files = {
            "kernel/a/a.h": '#include "kernel/b/b.h"',
            "kernel/b/b.h": '#include "kernel/c/c.h"',
            "kernel/c/c.h": '#include "kernel/a/a.h"',
        }
        self.finds(arrows.cycle_findings, files, "kernel/a -> kernel/b -> kernel/c -> kernel/a")
        del files["kernel/c/c.h"]
        files["kernel/c/c_dbtest.cpp"] = '#include "kernel/a/a.h"'
        self.passes(arrows.cycle_findings, files)


class BannedTest(RuleTest):
    BAD = {
        "auto t = std::chrono::steady_clock::now();": "kernel/clock",
        "auto t = std::chrono::system_clock :: now();": "kernel/clock",
        "long t = time(nullptr);": "kernel/clock",
        "gettimeofday(&tv, nullptr);": "kernel/clock",
        "clock_gettime(CLOCK_MONOTONIC, &ts);": "kernel/clock",
        "int r = rand();": "random bytes",
        "srand(1);": "random bytes",
        "std::random_device device;": "random bytes",
        "std::mt19937_64 generator;": "seed",
        "PGresult* r = PQexec(c, q);": "kernel/store",
        "c = PQconnectdb(text);": "kernel/store",
        "#include <regex>": "by hand",
        "std::regex r(x);": "by hand",
        "#include <CLI/CLI.hpp>": "base/command_line",
        "std::this_thread::sleep_for(x);": "timer",
        "usleep(10);": "timer",
        "sprintf(buffer, f);": "fmt::format",
        "std::system(command);": "without a shell",
    }
    GOOD = [
        "auto t = clock.now();", "auto t = call.now();", "// std::chrono::steady_clock::now()",
        'log("rand() and time(nullptr)");', "runtime(0);", "event.time(0);", "x->rand();",
        "std::mt19937_64 generator(seed);", "std::mt19937_64 member_;", "operand(1);", "co_await sleep_until_due();",
        "auto s = strand(1);", 'R"(time(nullptr))";', "file_system(x);", "const int n = 1'000'000;",
    ]

    def test_each_ban_names_the_replacement(self):
        for line, word in self.BAD.items():
            with self.subTest(line):
                self.finds(banned.banned_findings, {"kernel/api/a.cpp": line}, "banned", word)

    def test_good_code_passes(self):
        for line in self.GOOD:
            with self.subTest(line):
                self.passes(banned.banned_findings, {"kernel/api/a.cpp": line})

    def test_tests_may_be_slow_peers_but_not_read_clocks(self):
        wait = "std::this_thread::sleep_for(x);"
        self.passes(banned.banned_findings, {"kernel/http/a_test.cpp": wait})
        self.finds(banned.banned_findings, {"kernel/http/a_test.cpp": "rand();"}, "random bytes")

    def test_the_clock_module_may(self):
        self.passes(banned.banned_findings,
                    {"kernel/clock/clock.cpp": "return std::chrono::steady_clock::now();"})

    def test_the_command_line_has_one_door(self):
        for include in ("#include <CLI/CLI.hpp>", "# include <CLI/App.hpp>"):
            self.passes(banned.banned_findings, {"base/command_line/option.cpp": include})
            self.finds(banned.banned_findings, {"apps/sangam/main.cpp": include}, "banned")
        self.passes(banned.banned_findings, {"apps/sangam/a.cpp": "// #include <CLI/CLI.hpp>"})

    CAPTURING = [
        "auto f = [&]() -> Task<int> { co_return x; };",
        "spawn([=] { co_await wait(); });",
        "spawn([this](int a) -> Task<void> { co_await wait(a); });",
        "spawn([self = shared_from_this()]() mutable -> Task<void> {\n  if (a) { co_await b; }\n});",
        "auto g = [] { return [&x]() -> Task<int> { co_return x; }; };",
    ]
    HARMLESS = [
        "auto f = []() -> Task<int> { co_return 1; };",
        "auto f = [&](int a) { return a + b; };",
        "Task<int> run() { for (auto& [key, value] : all) { co_await use(key); } }",
        "Task<int> run() { auto [a, b] = co_await both(); if (x[a]) { co_return b; } }",
        "[[nodiscard]] Task<int> run() { co_return 1; }",
        "sort(a, [&](int l, int r) { return l < r; }); Task<int> b() { co_return 1; }",
        "auto f = [&x] { return []() -> Task<int> { co_return 1; }; };",
        "// [&] { co_await x; }",
    ]

    def test_coroutine_lambdas_capture_nothing(self):
        for code in self.CAPTURING:
            with self.subTest(code):
                self.finds(banned.coroutine_lambda_findings, {"kernel/a.cpp": code}, "must not capture")
        for code in self.HARMLESS:
            with self.subTest(code):
                self.passes(banned.coroutine_lambda_findings, {"kernel/a.cpp": code})


class TextTest(RuleTest):
    def test_length(self):
        self.finds(text.length_findings, {"base/a.cpp": "\n" * 500}, "501 lines", "500")
        self.passes(text.length_findings, {"base/a.cpp": "\n" * 499, "web/lock.json": "\n" * 900,
                                            "sdk/generated/a.ts": "\n" * 900})

    def test_lines(self):
        self.finds(text.line_findings, {"README.md": "a \n"}, "README.md:1", "spaces")
        self.finds(text.line_findings, {"base/a.h": "x" * 101}, "101 columns")
        self.finds(text.line_findings, {"base/a.h": "// ------ part one"}, "banners")
        self.passes(text.line_findings, {"base/a.h": "x" * 100, "README.md": "y" * 300})

    def test_unfinished_work(self):
        self.finds(text.word_findings, {"base/a.h": "// TO" "DO: later"}, "finish it")
        self.finds(text.word_findings, {"run": "# FIX" "ME"}, "finish it")
        self.passes(text.word_findings, {"base/a.h": "todos();  // method"})

    def test_places_of_one_machine(self):
        self.finds(text.word_findings, {"docs/a.md": "see /ro" "ot/sangam"}, "one machine")
        self.finds(text.word_findings, {"docs/a.md": "cd /wo" "rk/main"}, "one machine")
        self.passes(text.word_findings, {"docs/a.md": "/usr/lib, a/work/b, {sourceDir}/work/x, /root"})

    def test_registries(self):
        self.finds(text.word_findings, {"web/a.json": '"https://registry.np' 'mjs.org/x"'}, "registry")


class RepositoryTest(RuleTest):
    README = {"README.md": "| Folder | |\n|---|---|\n| `base/` | values |\n", "base/a.h": ""}

    def test_readme_names_the_folders(self):
        self.passes(repository.folder_findings, self.README)
        self.finds(repository.folder_findings, self.README | {"web/a.ts": ""}, "lacks web/")
        self.finds(repository.folder_findings, {"README.md": self.README["README.md"]}, "base/",
                   "does not exist")
        self.finds(repository.folder_findings, {"base/a.h": ""}, "missing")
        self.passes(repository.folder_findings, self.README, folders=[".ci"])

    def test_records_have_no_gaps(self):
        first = {"docs/decisions/0001-a.md": "# 0001: A\n"}
        self.passes(repository.record_findings, first)
        self.finds(repository.record_findings, first | {"docs/decisions/0003-c.md": "# 0003: C"},
                   "record 0002 is missing")
        self.finds(repository.record_findings, first | {"docs/decisions/0001-b.md": "# 0001: B"},
                   "is taken by")
        self.finds(repository.record_findings, first | {"docs/decisions/notes.md": ""}, "NNNN-title")
        self.finds(repository.record_findings, {"docs/decisions/0001-a.md": "# A"}, "first line")

    def test_notice_names_the_libraries(self):
        files = {"cmake/libraries.cmake": "sangam_library(fmt fmt::fmt)\n", "NOTICE": "zlib\n"}
        self.finds(repository.notice_findings, files, "fmt is linked")
        self.passes(repository.notice_findings, files | {"NOTICE": "* fmt: MIT"})

    MODULE = {"suites/a/b/b.h": "", "suites/a/b/declare.cpp": "", "suites/a/b/README.md": ""}

    def test_modules_have_their_skeleton(self):
        self.passes(repository.skeleton_findings, self.MODULE)
        for lacking in self.MODULE:
            with self.subTest(lacking):
                files = {path: "" for path in self.MODULE if path != lacking} | {"suites/a/b/x.cpp": ""}
                self.finds(repository.skeleton_findings, files, "lacks")

    def test_a_part_of_a_module_has_its_page(self):
        part = {"suites/a/b/c/README.md": "", "suites/a/b/c/x.cpp": ""}
        self.passes(repository.skeleton_findings, self.MODULE | part)
        del part["suites/a/b/c/README.md"]
        self.finds(repository.skeleton_findings, self.MODULE | part, "README.md")

    def test_migrations_are_numbered(self):
        self.passes(repository.migration_findings, {"kernel/a/schema/001_a.sql": "",
                                                    "kernel/a/schema/002_b.sql": ""})
        self.finds(repository.migration_findings, {"kernel/a/schema/001_a.sql": "",
                                                   "kernel/a/schema/003_b.sql": ""}, "002_name")

    def test_modules_are_listed(self):
        files = {"CMakeLists.txt": "sangam_module(base LINK fmt)\n", "base/a.h": ""}
        self.passes(repository.module_list_findings, files)
        self.finds(repository.module_list_findings, files | {"kernel/x/x.h": ""}, "kernel/x is not")

    def test_the_code_of_guides_is_tested(self):
        guide = {"docs/guides/x.md": "```cpp\nint a = 1;\n```\n"}
        source = {"kernel/x/guide_test.cpp": "// docs/guides/x.md\n  int a =\n      1;\n"}
        self.passes(repository.guide_findings, guide | source)
        self.finds(repository.guide_findings, guide, "no source")
        self.finds(repository.guide_findings,
                   guide | {"kernel/x/guide_test.cpp": "int a = 1;\n"}, "no source")
        long = "int a = 1;\n" * 40
        self.finds(repository.guide_findings,
                   {"docs/guides/x.md": f"```cpp\n{long}```\n",
                    "kernel/x/guide_test.cpp": f"// docs/guides/x.md\n{long}"}, "40 lines")

    def test_legal_files_are_there(self):
        files = {name: "" for name in repository.LEGAL_FILES}
        self.passes(repository.presence_findings, files)
        del files["NOTICE"]
        self.finds(repository.presence_findings, files, "NOTICE", "missing")


if __name__ == "__main__":
    unittest.main()
