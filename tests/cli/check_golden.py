#!/usr/bin/env python3
"""check_golden.py CAFTAN_CLI [SHARED]: results of caftan-cli against figures worked out here, without Qt and without packages.

A small data set with recorded entropies (ties, invalid answers, both splits, a quoted line break) is imported and analysed;
AUC and its interval come from the pairwise definition (DeLong), not from the ranks that Caftan sorts. With SHARED (a folder
with data/stories260k) logits of a real model are compared with the recorded ones.
"""
import csv
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

cli, shared = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None


def run(*arguments, project=None):
    command = [cli, "--json", *(["--project", str(project)] if project else []), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.returncode}: {done.stderr}"
    return done.stdout


def near(found, expected, bound, what):
    assert found is not None and abs(found - expected) <= bound, f"{what}: {found}, expected {expected}"


def delong(metric, right):
    """AUC of metric against wrong, and its variance, from all pairs."""
    right = list(right)
    wrong = [m for m, r in zip(metric, right) if not r]
    fine = [m for m, r in zip(metric, right) if r]
    psi = [[1.0 if w > f else 0.5 if w == f else 0.0 for f in fine] for w in wrong]
    of_wrong = [sum(row) / len(fine) for row in psi]
    of_fine = [sum(column) / len(wrong) for column in zip(*psi)]
    auc = sum(of_wrong) / len(wrong)
    spread = lambda values: sum((v - auc) ** 2 for v in values) / (len(values) - 1) / len(values)
    return auc, spread(of_wrong) + spread(of_fine)


def quantile(values, q):
    values = sorted(values)
    at = q * (len(values) - 1)
    low = math.floor(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def made_rows(count=240):
    draw = random.Random(7)
    for number in range(count):
        entropy = round(draw.expovariate(1.2), 2)  # two decimals: ties
        key = draw.randrange(4)
        chance = math.exp(-entropy)
        given = key if draw.random() < chance else draw.randrange(4)
        yield {"question_id": f"q{number}", "category": ("maths", "law", "history")[number % 3],
               "question": f"What is {number}\nplus, say, \"one\"?", "options": json.dumps([f"w{number}", "x", "y", "z"]),
               "answer": "ABCD"[key], "entropy": entropy,
               "llm_answer": "Z" if number % 40 == 3 else "ABCD"[given]}


def check_analysis(folder):
    rows = list(made_rows())
    with open(folder / "made.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    project = folder / "project"
    run("project", "new", project)
    imported = json.loads(run("data", "import", folder / "made.csv", "--name", "made", project=project))
    assert imported["rows"] == len(rows) and imported["skipped"] == 0, imported
    scoring = imported["scoring"]
    report = json.loads(run("analyze", "--scoring", scoring, "--by", "category", "--cuts", "q0.25,q0.75", project=project))

    valid = [row for row in rows if row["llm_answer"] != "Z"]
    right = lambda row: row["llm_answer"] == row["answer"]
    entropies = lambda some: [row["entropy"] for row in some]
    assert (report["rows"], report["valid"], report["invalid"]) == (len(rows), len(valid), len(rows) - len(valid)), report
    near(report["accuracy"], sum(map(right, valid)) / len(valid), 1e-12, "accuracy")
    near(report["accuracy_all"], sum(map(right, rows)) / len(rows), 1e-12, "accuracy_all")
    auc, variance = delong(entropies(valid), map(right, valid))
    near(report["auc"], auc, 1e-12, "auc")
    near(report["auc_low"], auc - 1.959963984540054 * math.sqrt(variance), 1e-9, "auc_low")
    near(report["auc_high"], auc + 1.959963984540054 * math.sqrt(variance), 1e-9, "auc_high")
    near(report["auc_all"], delong(entropies(rows), map(right, rows))[0], 1e-12, "auc_all")
    cuts = [quantile(entropies(valid), q) for q in (0.25, 0.75)]
    for found, expected in zip(report["cuts"], cuts, strict=True):
        near(found, expected, 1e-12, "cut")
    bands = {"easy": [r for r in valid if r["entropy"] <= cuts[0]],
             "middle": [r for r in valid if cuts[0] < r["entropy"] <= cuts[1]],
             "hard": [r for r in valid if r["entropy"] > cuts[1]]}
    found = {band["name"]: band for band in report["bands"]}
    for name, members in bands.items():
        assert found[name]["rows"] == len(members), (name, found[name], len(members))
        near(found[name]["accuracy"], sum(map(right, members)) / len(members), 1e-12, f"accuracy of {name}")
    for entry in report["by"]:
        members = [row for row in valid if row["category"] == entry["value"]]
        near(entry["auc"], delong(entropies(members), map(right, members))[0], 1e-12, f"auc of {entry['value']}")
    print(f"analyze: {len(rows)} made rows, AUC {auc:.4f}: as worked out from all pairs")


def logits(model, sequences, folder):
    prompts = folder / "prompts.jsonl"
    prompts.write_text("".join(json.dumps({"ids": ids}) + "\n" for ids in sequences))
    return [json.loads(line) for line in run("logits", "--model", model, "--file", prompts).splitlines()]


def check_stories(data, folder):
    golden = json.loads((data / "golden_greedy.json").read_text())
    ids = golden["prompt_ids"] + golden["greedy_ids"]
    first = len(golden["prompt_ids"])
    found = logits(data / "hf", [ids[:end] for end in range(first, len(ids))], folder)
    for position, (line, step) in enumerate(zip(found, golden["per_step"], strict=True)):
        assert line["argmax"] == golden["greedy_ids"][position], (position, line)
        near(line["entropy"], step["entropy_nats"], 1e-4, f"entropy of step {position}")
    print(f"stories260k: {len(found)} greedy ids and entropies as recorded")


def check_demo_base(data, folder):
    reference = [json.loads(line) for line in (data / "reference.jsonl").read_text().splitlines()]
    found = logits(data, [case["ids"] for case in reference], folder)
    worst = 0
    for line, case in zip(found, reference, strict=True):
        assert line["argmax"] == case["argmax"], (case["text"], line)
        worst = max(worst, abs(line["entropy"] - case["entropy"]))
    assert worst <= 1e-4, worst
    print(f"demo base: {len(found)} entropies as recorded, worst difference {worst:.1e} nats")


with tempfile.TemporaryDirectory() as name:
    scratch = Path(name)
    check_analysis(scratch)
    for part, check in (("stories260k", check_stories), ("demo", check_demo_base)):
        if shared and (shared / "data" / part).is_dir():
            check(shared / "data" / part, scratch)
        else:
            print(f"{part}: no shared data beside the checkout, left out")
