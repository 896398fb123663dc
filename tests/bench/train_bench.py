#!/usr/bin/env python3
"""Training beside transformers' Trainer, on the same token ids, steps, threads and precision, alternating.

    tests/bench/train_bench.py PEERS --cli build/bin/caftan-cli --python peer/bin/python --model HF_FOLDER \\
        --examples train.jsonl [--lora 16] [--modes packed padded] [--runs 5] [--steps 6] [--batch 4]

PEERS is the folder with hf_train.py; examples are {"ids", "labels"} lines. Prints medians, ratios and the largest
difference of the losses, and the largest memory that each process held. Loading and the first steps are not counted in
the rates on either side.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile


def run(command):
    """The last line printed, and "peak": the most memory that the process held, in bytes."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0), told.seek(0)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed: {told.read()[-2000:]}")
        return {**json.loads(said.read().splitlines()[-1]), "peak": usage.ru_maxrss * 1024}


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
    rates, peaks = ({name: [] for name in ["caftan", *a.modes]} for _ in range(2))
    for _ in range(a.runs):
        mine = ours(a)
        rates["caftan"].append(mine["tokens_per_s"]), peaks["caftan"].append(mine["peak"])
        for mode in a.modes:
            other = peer(a, mode)
            rates[mode].append(other["tokens_per_s"]), peaks[mode].append(other["peak"])
            apart = max(abs(x - y) for x, y in zip(mine["losses"], other["loss"]))
        print(json.dumps({name: round(values[-1], 1) for name, values in rates.items()}), flush=True)
    medians, memory = ({name: statistics.median(values) for name, values in all.items()} for all in (rates, peaks))
    print(json.dumps({"lora": a.lora, "dtype": a.dtype, "medians": medians, "largest_loss_difference": apart,
                      "peak_gb": {name: round(value / 1e9, 2) for name, value in memory.items()},
                      "ratios": {mode: round(medians["caftan"] / medians[mode], 3) for mode in a.modes},
                      "memory_ratios": {mode: round(memory["caftan"] / memory[mode], 3) for mode in a.modes}}))


if __name__ == "__main__":
    main()
