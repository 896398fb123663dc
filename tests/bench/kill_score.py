#!/usr/bin/env python3
"""Scores a data set twice: once in peace, once killed with -9 at random moments and resumed. Both must hold the same bits,
each question once.

    kill_score.py --cli build/bin/caftan-cli --project FOLDER --data D --model M [--limit 300] [--kills 5] [--seed 1]
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


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--cli", required=True), p.add_argument("--project", required=True)
    p.add_argument("--data", required=True), p.add_argument("--model", required=True)
    p.add_argument("--limit", type=int, default=300), p.add_argument("--kills", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    command = [a.cli, "--project", a.project, "--json", "score", "--data", a.data, "--model", a.model, "--limit", str(a.limit)]
    start = time.time()
    whole = json.loads(subprocess.run([*command, "--fresh"], check=True, capture_output=True, text=True).stdout)["scoring"]
    seconds = time.time() - start
    chance = random.Random(a.seed)
    kills, first = 0, ["--fresh"]
    while kills < a.kills:
        process = subprocess.Popen([*command, *first], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.02, 1.6 / a.kills) * seconds)
        if process.poll() is not None:
            sys.exit("The scoring ended before it could be killed: take more questions.")
        process.send_signal(signal.SIGKILL)
        process.wait()
        scoring, stored = latest(a.project)
        if scoring > whole: # killed before the job began: it is begun anew
            first = []
        kills += 1
        print(f"kill {kills}: {stored if scoring > whole else 0} of {a.limit} stored", flush=True)
    resumed = json.loads(subprocess.run(command + first, check=True, capture_output=True, text=True).stdout)["scoring"]
    one, other = rows(a.project, whole), rows(a.project, resumed)
    questions = len({row[0] for row in other})
    print(f"{len(other)} scores of {questions} questions after {kills} kills; {sum(x != y for x, y in zip(one, other))} differ")
    sys.exit(0 if one == other and questions == len(other) == len(one) and resumed != whole else 1)


if __name__ == "__main__":
    main()
