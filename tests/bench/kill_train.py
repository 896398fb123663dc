#!/usr/bin/env python3
"""Trains twice: once in peace, once killed with -9, stopped and paused at random moments and resumed. Both must hold the same
bits of every metric, answer and weight, each once.

    kill_train.py --cli build/bin/caftan-cli --project FOLDER [--times 10] [--seed 1] -- --scoring 1 --cuts t --recipe sft ...

What stands after -- are options of `caftan-cli train`; --checkpoint-steps keeps the repeated work short.
"""
import argparse
import contextlib
import hashlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path


def query(project, sql, *values):
    with contextlib.closing(sqlite3.connect(f"file:{Path(project, 'project.caftan')}?mode=ro", uri=True)) as base:
        return base.execute(sql, values).fetchall()


def outcome(project, run):
    """What must not depend on interruptions; times and rates do."""
    points = query(project, "SELECT name, step, epoch, tokens, value FROM metric WHERE run = ? AND name != 'train/tokens_per_s'"
                            " ORDER BY name, step, id", run)
    answers = query(project, "SELECT e.mode, e.step, a.question, a.output, a.predicted, a.entropy FROM answer a"
                             " JOIN evaluation e ON a.evaluation = e.id WHERE e.run = ? ORDER BY e.mode, e.step, a.question, a.id",
                    run)
    folder = Path(project, "runs", query(project, "SELECT uid FROM run WHERE id = ?", run)[0][0])
    weights = {kind: hashlib.sha256(next(Path(folder, json.loads(Path(folder, f"{kind}.json").read_text())["folder"]).glob(
        "*model.safetensors")).read_bytes()).hexdigest() for kind in ("best", "last") if Path(folder, f"{kind}.json").exists()}
    return points, answers, weights


def newest(project):
    return (query(project, "SELECT id, state, run FROM job ORDER BY id DESC LIMIT 1") or [(0, "", None)])[0]


def progress(project, run):
    found = query(project, "SELECT MAX(step), COUNT(*) FROM metric WHERE run = ? AND name = 'train/loss'", run) if run else []
    return found[0][0] or 0 if found else 0


def disturb(a, process, way):
    if process.poll() is not None:
        return "ended"
    job = newest(a.project)[0]
    if way == "kill":
        process.send_signal(signal.SIGKILL)
    elif way == "stop":
        process.send_signal(signal.SIGTERM)
    else:
        subprocess.run([a.cli, "--project", a.project, "job", "pause", str(job)], capture_output=True)
    process.wait()
    return way


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--cli", required=True), p.add_argument("--project", required=True)
    p.add_argument("--times", type=int, default=10), p.add_argument("--seed", type=int, default=1)
    p.add_argument("options", nargs="+")
    a = p.parse_args()
    command = [a.cli, "--json", "--project", a.project]
    start = time.time()
    whole = json.loads(subprocess.run([*command, "train", *a.options, "--name", "in peace"], check=True, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True).stdout)
    seconds, before = time.time() - start, newest(a.project)[0]
    print(f"in peace: run {whole['run']}, {whole['steps']} steps, {seconds:.0f} s", flush=True)
    chance, done, next_command = random.Random(a.seed), 0, [*command, "train", *a.options, "--name", "disturbed"]
    while True:
        process = subprocess.Popen(next_command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done < a.times:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.02, 0.35) * seconds)
            way = disturb(a, process, chance.choice(["kill", "stop", "pause"]))
            job, state, run = newest(a.project)
            if job > before:
                done += 1
                print(f"{done}: {way} at step {progress(a.project, run)} of {whole['steps']}, job {state}", flush=True)
                next_command = [*command, "job", "resume", str(job)]
        else:
            error = process.communicate()[1]
            job, state, run = newest(a.project)
            if state != "done":
                sys.exit(f"job {job} is {state}: {error[-500:]}")
        if newest(a.project)[1] == "done" and job > before:
            break
    one, other = outcome(a.project, whole["run"]), outcome(a.project, run)
    twice = len(other[0]) - len({point[:2] for point in other[0]})
    print(f"{len(other[0])} points, {sum(x != y for x, y in zip(one[0], other[0]))} differ, {twice} twice; {len(other[1])} answers, "
          f"{sum(x != y for x, y in zip(one[1], other[1]))} differ; weights {'the same' if one[2] == other[2] else 'DIFFER'}")
    sys.exit(0 if one == other and twice == 0 and done >= a.times else 1)


if __name__ == "__main__":
    main()
