#!/usr/bin/env python3
"""Training beside transformers' Trainer, on the same token ids, steps, threads and precision, alternating.

    tests/bench/train_bench.py PEERS --cli build/bin/caftan-cli --python peer/bin/python --model HF_FOLDER \\
        --examples train.jsonl [--lora 16] [--modes packed padded] [--runs 5] [--steps 6] [--batch 4]

PEERS is the folder with hf_train.py; examples are {"ids", "labels"} lines. Prints medians, ratios and the largest
difference of the losses. Loading and the first steps are not counted on either side.
"""
import argparse
import json
import pathlib
import statistics
import subprocess


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def ours(a):
    method = ["--lora", a.lora, "--lora-alpha", 32, "--lora-dropout", 0] if a.lora else ["--full"]
    return run([a.cli, "--json", "train", "--examples", a.examples, "--model", a.model, *method, "--lr", 1e-4, "--decay", "constant",
                "--warmup-steps", 0, "--warmup-share", 0, "--weight-decay", 0, "--clip", 1, "--loss-mean", "token", "--batch-sequences",
                a.batch, "--steps", a.steps, "--threads", a.threads, "--dtype", a.dtype])


def peer(a, mode):
    return run([a.python, pathlib.Path(a.peers, "hf_train.py"), "--model", a.model, "--data", a.examples, "--mode", mode, "--lora",
                a.lora, "--steps", a.steps, "--batch", a.batch, "--threads", a.threads,
                *(["--bf16"] if a.dtype == "bfloat16" else [])])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peers"), p.add_argument("--cli", required=True), p.add_argument("--python", required=True)
    p.add_argument("--model", required=True), p.add_argument("--examples", required=True)
    p.add_argument("--lora", type=int, default=16), p.add_argument("--runs", type=int, default=5)
    p.add_argument("--steps", type=int, default=6), p.add_argument("--batch", type=int, default=4)
    p.add_argument("--threads", type=int, default=2), p.add_argument("--dtype", default="float32")
    p.add_argument("--modes", nargs="+", default=["packed"])
    a = p.parse_args()
    rates = {name: [] for name in ["caftan", *a.modes]}
    for _ in range(a.runs):
        mine = ours(a)
        rates["caftan"].append(mine["tokens_per_s"])
        for mode in a.modes:
            other = peer(a, mode)
            rates[mode].append(other["tokens_per_s"])
            apart = max(abs(x - y) for x, y in zip(mine["losses"], other["loss"]))
        print(json.dumps({name: round(values[-1], 1) for name, values in rates.items()}), flush=True)
    medians = {name: statistics.median(values) for name, values in rates.items()}
    print(json.dumps({"lora": a.lora, "dtype": a.dtype, "medians": medians, "largest_loss_difference": apart,
                      "peak_bytes": {"caftan": mine.get("peak_bytes"), "last peer": other["peak_bytes"]},
                      "ratios": {mode: round(medians["caftan"] / medians[mode], 3) for mode in a.modes}}))


if __name__ == "__main__":
    main()
