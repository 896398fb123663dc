#!/usr/bin/env python3
"""All engine figures beside transformers, PEFT and Trainer in one table, with the ratio that is wanted of each.

    tests/bench/engine_bench.py PEERS --cli build/bin/caftan-cli --python peer/bin/python --model HF_FOLDER \\
        --ids ids.jsonl --examples train.jsonl [--runs 5] [--only scoring lora]

Runs score_bench.py, train_bench.py and generate_bench.py, which alternate ours and the peer; see there. It takes the
better part of an hour on two cores and wants a machine without other work.
"""
import argparse
import json
import pathlib
import subprocess
import sys

# name, script, its options, {peer: ratio of rates at least}, {peer: ratio of peak memory at most}
CASES = [
    ("scoring float32", "score_bench.py", "--n 256 --modes tuned naive", {"tuned": 1.3, "naive": 3}, {}),
    ("scoring bfloat16", "score_bench.py", "--n 256 --modes tuned naive --dtype bfloat16", {"tuned": 1.6, "naive": 3}, {}),
    ("lora float32", "train_bench.py", "--lora 16 --modes packed padded", {"packed": 2, "padded": 3}, {"packed": 0.5}),
    ("lora bfloat16", "train_bench.py", "--lora 16 --modes packed --dtype bfloat16", {"packed": 2.5}, {"packed": 0.5}),
    ("full float32", "train_bench.py", "--lora 0 --modes packed", {"packed": 1.5}, {"packed": 0.6}),
    ("generation float32", "generate_bench.py", "--n 64", {"generate": 4}, {}),
]


def measure(a, script, options):
    data = ["--examples", a.examples] if script.startswith("train") else ["--ids", a.ids]
    command = [sys.executable, pathlib.Path(__file__).with_name(script), a.peers, "--cli", a.cli, "--python", a.python,
               "--model", a.model, *data, *options.split(), "--runs", a.runs, "--threads", a.threads]
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line, end="", file=sys.stderr, flush=True)
    if process.returncode:
        raise SystemExit(f"{script} failed.")
    told = json.loads(line)
    return told["ratios"], told.get("memory_ratios", {})


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peers"), p.add_argument("--cli", required=True), p.add_argument("--python", required=True)
    p.add_argument("--model", required=True), p.add_argument("--ids", required=True)
    p.add_argument("--examples", required=True), p.add_argument("--runs", type=int, default=5)
    p.add_argument("--threads", type=int, default=2), p.add_argument("--only", nargs="*", default=[""])
    a = p.parse_args()
    print("| what | peer | ratio | wanted |\n|---|---|---|---|")
    missed = 0
    for name, script, options, rates, memory in CASES:
        if not any(word in name for word in a.only):
            continue
        ratios, held = measure(a, script, options)
        for peer, least in rates.items():
            missed += ratios[peer] < least
            print(f"| {name}, tokens/s | {peer} | {ratios[peer]:.2f} | at least {least} |", flush=True)
        for peer, most in memory.items():
            missed += held[peer] > most
            print(f"| {name}, peak memory | {peer} | {held[peer]:.2f} | at most {most} |", flush=True)
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
