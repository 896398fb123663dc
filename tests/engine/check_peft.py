#!/usr/bin/env python3
"""check_peft.py CAFTAN_CLI [MODEL EXAMPLES]: adapters written by Caftan load in PEFT and give the same logits, and PEFT's in Caftan.

MODEL is a Hugging Face folder, EXAMPLES a JSONL of {"ids", "labels"}; without them the tiny model of the training goldens.
Needs torch, transformers and peft in this Python, or in the one that CAFTAN_PEER_PYTHON names; without them the test is
skipped (77).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

peer = os.environ.pop("CAFTAN_PEER_PYTHON", None)
if peer:
    os.execv(peer, [peer, *sys.argv])
try:
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoModelForCausalLM
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

GOLDEN = pathlib.Path(__file__).parent / "golden" / "train"
cli = sys.argv[1]
base, examples = map(pathlib.Path, sys.argv[2:4] if len(sys.argv) > 3 else (GOLDEN / "model", GOLDEN / "examples.jsonl"))
LIMIT = 1e-4


def run(*arguments):
    done = subprocess.run([cli, "--json", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def load():
    return AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32).eval()


def compare(what, theirs, adapter, probes, folder):
    """Largest difference of the ten top logits and of their logsumexp over all probes."""
    file = folder / "probes.jsonl"
    file.write_text("".join(json.dumps({"ids": ids}) + "\n" for ids in probes))
    ours = [json.loads(line) for line in run("logits", "--model", base, "--adapter", adapter, "--file", file).splitlines()]
    worst = 0.0
    for ids, line in zip(probes, ours):
        with torch.no_grad():
            z = theirs(torch.tensor([ids])).logits[0, -1].float()
        worst = max(worst, abs(line["logsumexp"] - z.logsumexp(-1).item()),
                    *(abs(logit - z[token].item()) for token, logit in line["top_logits"]))
    plain = load()
    with torch.no_grad():
        moved = max((plain(torch.tensor([ids])).logits[0, -1] - theirs(torch.tensor([ids])).logits[0, -1]).abs().max().item()
                    for ids in probes)
    print(f"{what}: largest difference {worst:.2e}; the adapter moves logits by up to {moved:.2f}")
    assert worst < LIMIT, what
    assert moved > 100 * LIMIT, f"{what}: the adapter does nothing"


def written_by_us(folder, probes, options, name):
    out = folder / name
    run("train", "--examples", examples, "--model", base, "--batch-sequences", 4, "--steps", 5, "--lr", 0.005, "--decay",
        "constant", "--save", out, "--threads", 1, *options)
    compare(f"written by caftan-cli ({name})", PeftModel.from_pretrained(load(), out).eval(), out, probes, folder)


def written_by_peft(folder, probes, name, **options):
    torch.manual_seed(3)
    theirs = get_peft_model(load(), LoraConfig(task_type="CAUSAL_LM", **options))
    with torch.no_grad():
        for parameter_name, parameter in theirs.named_parameters():
            if "lora_B" in parameter_name:
                parameter.normal_(0, 0.05)
    theirs.eval().save_pretrained(folder / name)
    compare(f"written by PEFT ({name})", theirs, folder / name, probes, folder)


def main():
    probes = [json.loads(line)["ids"][:64] for line in examples.read_text().splitlines()[:5]]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        written_by_us(folder, probes, ["--lora", 4, "--lora-alpha", 8, "--lora-dropout", 0], "all-linear")
        written_by_us(folder, probes, ["--lora", 3, "--lora-dropout", 0.1, "--seed", 5], "dropout")
        if base == GOLDEN / "model":
            written_by_us(folder, probes, ["--adapter", GOLDEN / "adapter"], "continued")
        written_by_peft(folder, probes, "two-targets", r=4, lora_alpha=16, target_modules=["q_proj", "down_proj"])
        written_by_peft(folder, probes, "rank-stabilised", r=9, lora_alpha=4, use_rslora=True, target_modules=[
            "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"])


main()
