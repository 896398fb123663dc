#!/usr/bin/env python3
"""Scores a data set in peace, and again and again killed with -9 at random moments and resumed. All must hold the same
bits, each question once.

    kill_score.py --cli build/bin/caftan-cli --project FOLDER --data D --model M [--limit 300] [--kills 5] [--rounds 1]

Each of the rounds is killed `--kills` times: 100 kills of the demo are 25 rounds of 4.
"""
import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path


def rows(project, scoring):
    base = sqlite3.connect(f"file:{Path(project, 'project.caftan')}?mode=ro", uri=True)
    columns = [row[1] for row in base.execute("PRAGMA table_info(score)") if row[1] not in ("id", "scoring")]
    return base.execute(f"SELECT {','.join(columns)} FROM score WHERE scoring = ? ORDER BY question", (scoring,)).fetchall()


def latest(project):
    base = sqlite3.connect(f"file:{Path(project, 'project.caftan')}?mode=ro", uri=True)
    return base.execute("SELECT s.id, COUNT(c.id) FROM scoring s LEFT JOIN score c ON c.scoring = s.id"
                        " GROUP BY s.id ORDER BY s.id DESC LIMIT 1").fetchone() or (0, 0)


def disturbed(a, command, seconds, whole, chance):
    """One scoring, killed a.kills times and resumed: its number, and how much stood at each kill."""
    stood, first = [], ["--fresh"]
    while len(stood) < a.kills:
        process = subprocess.Popen([*command, *first], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.02, 1.6 / a.kills) * seconds)
        if process.poll() is not None:
            break  # ended before it could be killed
        process.send_signal(signal.SIGKILL)
        process.wait()
        scoring, stored = latest(a.project)
        if scoring > whole: # else killed before the job began: it is begun anew
            first = []
        stood.append(stored if scoring > whole else 0)
    done = subprocess.run(command + first, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["scoring"], stood


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--cli", required=True), p.add_argument("--project", required=True)
    p.add_argument("--data", required=True), p.add_argument("--model", required=True)
    p.add_argument("--limit", type=int, default=300), p.add_argument("--kills", type=int, default=5)
    p.add_argument("--rounds", type=int, default=1), p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    command = [a.cli, "--project", a.project, "--json", "score", "--data", a.data, "--model", a.model, "--limit", str(a.limit)]
    start = time.time()
    whole = json.loads(subprocess.run([*command, "--fresh"], check=True, capture_output=True, text=True).stdout)["scoring"]
    seconds = time.time() - start
    one, chance = rows(a.project, whole), random.Random(a.seed)
    kills = amid = wrong = 0
    newest = whole
    for _ in range(a.rounds):
        newest, stood = disturbed(a, command, seconds, newest, chance)
        other = rows(a.project, newest)
        wrong += one != other or newest == whole or len({row[0] for row in other}) != len(other)
        kills += len(stood)
        amid += sum(0 < stored < len(one) for stored in stood)
    print(f"{kills} kills in {a.rounds} scorings of {len(one)} questions, {amid} of them with some stored and some not; "
          f"{wrong} scorings differ from the one in peace")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
