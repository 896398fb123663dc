#!/usr/bin/env python3
"""dump_project.py PROJECT > project_vN.sql: a project file as SQL text, for the test that opens files of every schema.
CAFTAN_GOLDEN=DIR core_store_versions writes the project that this is run on; once a schema has been released its file stays."""
import sqlite3
import sys

base = sqlite3.connect(sys.argv[1] + "/project.caftan")
for pragma in ("application_id", "user_version"):
    print(f"PRAGMA {pragma} = {base.execute('PRAGMA ' + pragma).fetchone()[0]};")
for line in base.iterdump():
    print(line)
