#!/usr/bin/env python3
"""Scoring beside transformers, on the same token ids and threads, alternating; the same file also proves parity.

    caftan-cli score --data D --model M --limit 100 --export-prompts ids.jsonl
    tests/bench/score_bench.py PEERS --cli build/bin/caftan-cli --python peer/bin/python --ids ids.jsonl \\
        --model FOLDER [--gguf FILE] [--runs 5] [--threads 2] [--dtype float32] [--modes tuned naive]

PEERS is the folder with hf_score.py; python is one with torch and transformers. Prints medians, ratios and the largest
difference in entropy. Loading is not counted on either side.
"""
import argparse
import csv
import json
import pathlib
import re
import statistics
import subprocess
import tempfile


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done


def ours(a, ids):
    model = pathlib.Path(a.model, a.gguf) if a.gguf else a.model
    done = run([a.cli, "logits", "--model", model, "--file", ids, "--dtype", a.dtype, "--threads", a.threads,
                "--device", a.device])
    rate = float(re.search(r"([\d.]+) tokens/s", done.stderr).group(1))
    return rate, [json.loads(line) for line in done.stdout.splitlines()]


def peer(a, ids, mode, out):
    gguf = ["--gguf", a.gguf] if a.gguf else []
    done = run([a.python, pathlib.Path(a.peers, "hf_score.py"), "--model", a.model, *gguf, "--data", ids, "--mode", mode,
                "--dtype", a.dtype, "--threads", a.threads, "--device", a.device, "--out", out])
    return json.loads(done.stdout.splitlines()[-1])["tokens_per_s"]


def compare(lines, rows, out):
    with open(out, newline="") as file:
        theirs = {row["id"]: row for row in csv.DictReader(file)}
    differences, changed = [], 0
    for row, line in zip(rows, lines):
        other = theirs[str(row["id"])]
        differences.append(abs(line["entropy"] - float(other["entropy"])))
        changed += line["argmax"] != int(other["argmax"])
    return max(differences), statistics.median(differences), changed


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peers"), p.add_argument("--cli", required=True), p.add_argument("--python", required=True)
    p.add_argument("--ids", required=True), p.add_argument("--model", required=True), p.add_argument("--gguf")
    p.add_argument("--runs", type=int, default=5), p.add_argument("--threads", type=int, default=2)
    p.add_argument("--n", type=int, default=0), p.add_argument("--dtype", default="float32")
    p.add_argument("--device", default="cpu"), p.add_argument("--modes", nargs="+", default=["tuned"])
    a = p.parse_args()
    rows = [json.loads(line) for line in open(a.ids)]
    rows = rows[:a.n] if a.n else rows
    with tempfile.TemporaryDirectory() as folder:
        ids, out = pathlib.Path(folder, "ids.jsonl"), pathlib.Path(folder, "out.csv")
        ids.write_text("".join(json.dumps(row) + "\n" for row in rows))
        rates = {name: [] for name in ["caftan", *a.modes]}
        for _ in range(a.runs):
            rate, lines = ours(a, ids)
            rates["caftan"].append(rate)
            for mode in a.modes:
                rates[mode].append(peer(a, ids, mode, out))
                largest, median, changed = compare(lines, rows, out)
            print(json.dumps({name: values[-1] for name, values in rates.items()}), flush=True)
    middle = {name: statistics.median(values) for name, values in rates.items()}
    print(json.dumps({"dtype": a.dtype, "threads": a.threads, "questions": len(rows),
                      "tokens": sum(len(row["ids"]) for row in rows), "medians": middle,
                      "ratios": {mode: round(middle["caftan"] / middle[mode], 3) for mode in a.modes},
                      "largest_entropy_difference": largest, "median_entropy_difference": median,
                      "first_tokens_changed": changed}))


if __name__ == "__main__":
    main()
