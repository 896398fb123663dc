#!/usr/bin/env python3
"""Greedy generation beside transformers' generate, on the same token ids, threads and precision, alternating.

    tests/bench/generate_bench.py PEERS --cli build/bin/caftan-cli --python peer/bin/python --ids ids.jsonl --model FOLDER \\
        [--n 64] [--new 64] [--runs 5] [--threads 2] [--dtype float32] [--batch 16]

PEERS is the folder with hf_generate.py; --batch is the peer's. Prints medians, the ratio, and how many answers are the same.
Loading is not counted on either side.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done


def ours(a, ids):
    done = run([a.cli, "--json", "generate", "--model", a.model, "--file", ids, "--max-new-tokens", a.new, "--dtype", a.dtype,
                "--threads", a.threads])
    told = json.loads(done.stdout)
    return told["tokens_per_s"], [answer["ids"] for answer in told["answers"]]


def peer(a, ids, out):
    done = run([a.python, pathlib.Path(a.peers, "hf_generate.py"), "--model", a.model, "--data", ids, "--out", out, "--n", a.n,
                "--new", a.new, "--batch", a.batch, "--dtype", a.dtype, "--threads", a.threads])
    answers = [json.loads(line)["ids"] for line in pathlib.Path(out).read_text().splitlines()]
    return json.loads(done.stdout.splitlines()[-1])["tokens_per_s"], answers


def same(mine, theirs):
    """The peer keeps the token that ended an answer."""
    return sum(b[:len(a)] == a and len(b) - len(a) <= 1 for a, b in zip(mine, theirs))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peers"), p.add_argument("--cli", required=True), p.add_argument("--python", required=True)
    p.add_argument("--ids", required=True), p.add_argument("--model", required=True)
    p.add_argument("--n", type=int, default=64), p.add_argument("--new", type=int, default=64)
    p.add_argument("--runs", type=int, default=5), p.add_argument("--threads", type=int, default=2)
    p.add_argument("--dtype", default="float32"), p.add_argument("--batch", type=int, default=16)
    a = p.parse_args()
    mine, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        ids, out = pathlib.Path(folder, "ids.jsonl"), pathlib.Path(folder, "out.jsonl")
        ids.write_text("".join(line + "\n" for line in pathlib.Path(a.ids).read_text().splitlines()[:a.n]))
        for _ in range(a.runs):
            rate, answers = ours(a, ids)
            mine.append(rate)
            rate, others = peer(a, ids, out)
            theirs.append(rate)
            print(json.dumps({"caftan": mine[-1], "generate": theirs[-1], "same": same(answers, others)}), flush=True)
    medians = statistics.median(mine), statistics.median(theirs)
    print(json.dumps({"dtype": a.dtype, "answers": a.n, "medians": medians,
                      "ratios": {"generate": round(medians[0] / medians[1], 3)}}))


if __name__ == "__main__":
    main()
