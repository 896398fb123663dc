#!/usr/bin/env python3
"""check_families.py CAFTAN_CLI: what Caftan writes of every family loads in transformers and PEFT with the same logits.

The tiny models of golden/families, from their Hugging Face folders and GGUF files: the whole model as it is saved after
training (here with a rate that changes nothing), and an adapter on the usual targets. Needs torch, transformers and peft in
this Python, or in the one that CAFTAN_PEER_PYTHON names; without them the test is skipped (77).
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
    from peft import PeftModel
    from transformers import AutoModelForCausalLM
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

GOLDEN = pathlib.Path(__file__).parent / "golden" / "families"
LIMIT = 1e-4
cli = sys.argv[1]


def run(*arguments):
    done = subprocess.run([cli, "--json", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def train(model, out, *options):
    run("train", "--examples", GOLDEN / "examples.jsonl", "--model", model, "--batch-sequences", 2, "--steps", 3, "--decay",
        "constant", "--threads", 1, "--save", out, *options)


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()


def last_logits(model, ids):
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0, -1]


def check_model(model, cases, folder):
    train(model, folder / "saved", "--lr", "1e-30")
    theirs = load(folder / "saved")
    return max((last_logits(theirs, case["ids"]) - torch.tensor(case["logits"])).abs().max().item() for case in cases)


def check_adapter(model, cases, folder):
    out = folder / "adapter"
    train(model, out, "--lora", 4, "--lora-dropout", 0, "--lr", 0.01)
    theirs, probes = PeftModel.from_pretrained(load(model), out).eval(), folder / "probes.jsonl"
    probes.write_text("".join(json.dumps({"ids": case["ids"]}) + "\n" for case in cases))
    ours = [json.loads(line) for line in
            run("logits", "--model", model, "--adapter", out, "--file", probes).splitlines()]
    return max(abs(logit - last_logits(theirs, case["ids"])[token].item())
               for case, line in zip(cases, ours) for token, logit in line["top_logits"])


def main():
    for place in sorted(GOLDEN.iterdir()):
        if not place.is_dir():
            continue
        cases = json.loads((place / "expected.json").read_text())["cases"]
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            differences = {"model": check_model(place, cases, folder), "adapter": check_adapter(place, cases, folder)}
            if (place / "model.gguf").exists():
                differences["model from GGUF"] = check_model(place / "model.gguf", cases, folder)
        print(place.name, ", ".join(f"{what} {difference:.1e}" for what, difference in differences.items()), flush=True)
        assert max(differences.values()) < LIMIT, place.name


main()
