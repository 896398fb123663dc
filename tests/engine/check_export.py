#!/usr/bin/env python3
"""check_export.py CAFTAN_CLI [MODEL]: merged folders that Caftan exports load in transformers with the same logits and tokens.

Without MODEL the embedded demo's base is tuned for a few steps, by LoRA and in full; MODEL (a folder or a GGUF file) adds
itself to that project and is tuned on the same questions by LoRA. Needs torch and transformers (and gguf, llama_cpp where they
are there) in this Python, or in the one that CAFTAN_PEER_PYTHON names; without them the test is skipped (77).
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
    from transformers import AutoModelForCausalLM, AutoTokenizer
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

cli = sys.argv[1]
given = sys.argv[2] if len(sys.argv) > 2 else None
LIMIT = 1e-4
TEXTS = ["c=9 d=c+1 e=d-3 e?", "What is 12 + 34? It's the dog's.", "  spaces, été, 日本語 😀\n\tend"]


def run(*arguments, parse=True):
    done = subprocess.run([cli, "--json", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return json.loads(done.stdout) if parse else [json.loads(line) for line in done.stdout.splitlines()]


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def our_logits(folder, model, probes, *options):
    return run("logits", "--model", model, "--file", write_lines(folder / "probes.jsonl", [{"ids": ids} for ids in probes]), *options,
               parse=False)


def compare(what, lines, logits_of, probes, limit):
    worst = 0.0
    for ids, line in zip(probes, lines):
        z = logits_of(ids)
        worst = max(worst, abs(line["logsumexp"] - z.logsumexp(-1).item()),
                    *(abs(logit - z[token].item()) for token, logit in line["top_logits"]))
    print(f"{what}: largest difference {worst:.2e}")
    assert worst < limit, what


def check_folder(what, out, folder, before):
    """`before`: our logits of the run itself."""
    model = AutoModelForCausalLM.from_pretrained(out, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(out)
    texts = write_lines(folder / "texts.jsonl", [{"text": text} for text in TEXTS])
    ours = [line["ids"] for line in run("tokenize", "--model", out, "--file", texts, parse=False)]
    theirs = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in TEXTS]
    assert ours == theirs, f"{what}: {ours} {theirs}"
    probes = [ids[:40] for ids in ours]

    def logits_of(ids):
        with torch.no_grad():
            return model(torch.tensor([ids])).logits[0, -1].float()

    compare(f"{what} in transformers", before(probes), logits_of, probes, LIMIT)
    config = json.loads((pathlib.Path(out) / "generation_config.json").read_text())
    assert "eos_token_id" in config


def check_llama_cpp(what, out, folder, before):
    try:
        from llama_cpp import Llama
        import numpy
    except ImportError:
        print(f"{what}: llama-cpp-python is not here, its part is left out")
        return
    llama = Llama(model_path=str(out), logits_all=True, n_ctx=256, verbose=False)
    texts = write_lines(folder / "texts.jsonl", [{"text": text} for text in TEXTS])
    probes = [line["ids"] for line in run("tokenize", "--model", out, "--file", texts, parse=False)]
    theirs = [llama.tokenize(text.encode(), add_bos=False, special=True) for text in TEXTS]
    assert probes == theirs, f"{what}: {probes} {theirs}"

    def logits_of(ids):
        llama.reset()
        llama.eval(ids)
        return torch.tensor(numpy.array(llama.scores[len(ids) - 1]))

    compare(f"{what} in llama.cpp", before(probes), logits_of, probes, 0.05)  # its products are not float32 throughout


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        project = folder / "demo"
        run("demo", "new", project)
        here = ["--project", project]
        run(*here, "score", "--data", "demo", "--model", "demo-base", "--limit", 60)
        run(*here, "cuts", "save", "t", "--scoring", 1, "--cuts", "q0.5")
        model = ["--model", "demo-base"]
        if given:
            run(*here, "model", "add", given, "--name", "given")
            model = ["--model", "given"]
        train = [*here, "train", "--scoring", 1, "--cuts", "t", "--recipe", "sft", "--limit", 8, "--epochs", 1, "--lr", 0.002,
                 "--batch-sequences", 4, "--evaluate-limit", 2, "--max-new-tokens", 4, *model]
        base = given or project / "models" / "demo-base"
        for kind, options in {"LoRA": ["--lora", 4], **({} if given else {"full": ["--full"]})}.items():
            number = run(*train, *options)["run"]
            if kind == "LoRA":
                run(*here, "export", "adapter", "--run", number, "--checkpoint", "last", "--out", folder / "adapter")
                before = lambda probes: our_logits(folder, base, probes, "--adapter", folder / "adapter")
            else:
                uid = run(*here, "runs", "show", number)["uid"]
                pointer = json.loads((project / "runs" / uid / "last.json").read_text())["folder"]
                before = lambda probes: our_logits(folder, project / "runs" / uid / pointer, probes)
            run(*here, "export", "merged", "--run", number, "--checkpoint", "last", "--out", folder / f"merged{number}")
            check_folder(f"{kind}, merged", folder / f"merged{number}", folder, before)
            made = run(*here, "export", "gguf", "--run", number, "--checkpoint", "last", "--out", folder / f"{number}.gguf")
            if "notice" not in made:
                check_llama_cpp(f"{kind}, GGUF", folder / f"{number}.gguf", folder, before)


main()
