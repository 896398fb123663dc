#!/usr/bin/env python3
"""train_memory.py CLI MODEL: peak memory of training on 16 examples of 256 tokens, in MiB. test_train_estimate.cpp holds
the figures of SmolLM2-135M-Instruct (Q4_1) and compares the estimate of core/jobs/train_memory with them."""
import json
import random
import subprocess
import sys
import tempfile

LENGTH, EXAMPLES, SEQUENCES = 256, 16, 8
SETTINGS = [(f"{method} {kept}".strip(), dtype, micro) for method, kept, dtypes, micros in [
    ("--full", "", ("float32", "bfloat16"), (512, 2048)),
    ("--full", "--recompute on", ("float32",), (2048,)),
    ("--lora 16", "", ("float32", "bfloat16"), (512, 2048)),
    ("--lora 16", "--recompute on", ("float32", "bfloat16"), (2048,)),
    ("--lora 16 --base-bits 8", "", ("float32",), (512, 2048)),
    ("--lora 16 --base-bits 4", "", ("float32", "bfloat16"), (2048,)),
    ("--lora 16 --base-bits 4", "--recompute on", ("float32", "bfloat16"), (512, 2048))] for dtype in dtypes for micro in micros]


def write_examples(file):
    generator = random.Random(1)
    for _ in range(EXAMPLES):
        ids = [generator.randrange(100, 40000) for _ in range(LENGTH)]
        file.write(json.dumps({"ids": ids, "labels": [-100] * (LENGTH // 3) + ids[LENGTH // 3:]}) + "\n")
    file.flush()


def peak(command):
    # A process of its own, since the kernel keeps one maximum for all children.
    script = ("import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], capture_output=True).returncode; "
              "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)")
    code, mebibytes = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True).stdout.split()
    return int(mebibytes) if code == "0" else None


if __name__ == "__main__":
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as examples:
        write_examples(examples)
        for method, dtype, micro in SETTINGS:
            command = [sys.argv[1], "train", "--examples", examples.name, "--model", sys.argv[2], *method.split(), "--dtype",
                       dtype, "--micro-tokens", str(micro), "--batch-sequences", str(SEQUENCES), "--steps", "2"]
            print(method, dtype, micro, peak(command), flush=True)
