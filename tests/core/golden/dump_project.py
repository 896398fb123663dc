#!/usr/bin/env python3
"""dump_project.py PROJECT > project_vN.sql: a project file as SQL text, for the test that opens files of every schema.
CAFTAN_GOLDEN=DIR core_store_versions writes the project that this is run on; once a schema has been released its file stays."""
import sqlite3
import sys

base = sqlite3.connect(sys.argv[1] + "/project.caftan")
for pragma in ("application_id", "user_version"):
    print(f"PRAGMA {pragma} = {base.execute('PRAGMA ' + pragma).fetchone()[0]};")
# An index of words is made anew from its declaration: its own tables are SQLite's business.
words = [row[0] for row in base.execute("SELECT sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")]
for line in base.iterdump():
    if line == "COMMIT;":
        for sql in words:
            name = sql.split()[3]
            print(f"{sql};\nINSERT INTO {name}({name}, rank) VALUES('hashsize', 16777216);")
            print(f"INSERT INTO {name}({name}) VALUES('rebuild');")
    if "question_words" not in line and "writable_schema" not in line:
        print(line)
