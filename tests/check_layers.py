#!/usr/bin/env python3
"""check_layers.py ROOT: proves who may include what, and that the top level stays tidy. Exit 1 names each violation."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md", "LICENSE", ".gitignore", ".clang-format",
             "app", "core", "ui", "resources", "translations", "tests", "packaging", ".ci", ".github"}

QT = r"(Q[A-Z]\w*|Qt\w*)(/|$)|.*qcustomplot\.h$"
TORCH = r"(torch|ATen|c10|caffe2)/"
ARROW = r"(arrow|parquet)/"
SQLITE = r"SQLiteCpp/|sqlite3\.h$"
SQL = re.compile(r'"[^"\n]*(\bSELECT\b.+\bFROM\b|\bINSERT (OR \w+ )?INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b'
                 r'|\b(CREATE|ALTER|DROP) (TABLE|INDEX|VIEW|TRIGGER)\b|\bPRAGMA \w+|\bBEGIN (IMMEDIATE|EXCLUSIVE|DEFERRED)\b'
                 r'|(?-i:insert into |delete from |create table |pragma ))')

# what, include pattern, folders where it stands, folders where it may
RULES = [
    ("torch outside core/engine", TORCH, ("app", "core", "ui"), ("core/engine",)),
    ("Arrow outside core/parquet", ARROW, ("app", "core", "ui"), ("core/parquet",)),
    ("Qt inside core", QT, ("core",), ()),
    ("Qt inside caftan-cli", QT, ("app/cli",), ()),
    ("QCustomPlot outside ui/charts", r".*qcustomplot\.h$", ("app", "ui"), ("ui/charts",)),
    ("SQLite outside core/store", SQLITE, ("app", "core", "ui"), ("core/store",)),
    ("the window or a program inside core", r"(ui|app)/", ("core",), ()),
    ("a program inside ui", r"app/", ("ui",), ()),
    ("the engine inside ui or the window's program", r"core/(engine|parquet)/", ("ui", "app/gui"), ()),
    ("the engine inside the rest of core", r"core/engine/", ("core",), ("core/engine",)),
    ("the Parquet reader inside the rest of core", r"core/parquet/", ("core",), ("core/parquet",)),
    ("a page below the pages", r"ui/pages/", ("ui/charts", "ui/models", "ui/jobs"), ()),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def below(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_includes(path, text):
    for match in INCLUDE.finditer(text):
        target = match.group(1)
        where = f"{path}:{line_of(text, match.start())}: {target}: "
        for what, pattern, inside, allowed in RULES:
            if below(path, inside) and not below(path, allowed) and re.match(pattern, target):
                yield where + what
        page = re.match(r"ui/pages/(\w+)/", path)
        other = re.match(r"ui/pages/(\w+)/", target)
        if page and (other and other.group(1) != page.group(1) or target.startswith("..")):
            yield where + "a page includes another page"


def check_sql(path, text):
    if below(path, ("app", "core", "ui")) and not below(path, ("core/store",)):
        for match in SQL.finditer(text):
            yield f"{path}:{line_of(text, match.start())}: SQL outside core/store"


def files_of(root):
    """Tracked files and new ones that git does not ignore; without git, everything but what builds leave behind."""
    if shutil.which("git"):
        listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
        if listed.returncode == 0 and listed.stdout:
            return [name for name in listed.stdout.splitlines() if (root / name).is_file()]
    ignored = {".git", ".deps", ".cache", "build"}
    return [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and p.relative_to(root).parts[0] not in ignored]


def violations(root):
    for name in files_of(root):
        if name.split("/")[0] not in TOP_LEVEL:
            yield f"{name}: does not belong at the top level"
        if name.endswith((".cpp", ".h")):
            text = (root / name).read_text(encoding="utf-8", errors="replace")
            yield from check_includes(name, text)
            yield from check_sql(name, text)


if __name__ == "__main__":
    found = sorted(set(violations(Path(sys.argv[1]).resolve())))
    print("\n".join(found) or "includes, SQL and the top level are in order")
    sys.exit(1 if found else 0)
