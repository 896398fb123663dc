#!/usr/bin/env python3
"""make_seeds.py REPOSITORY: writes tests/fuzz/seeds from the golden files of the other tests and from texts of its own."""
import json
import pathlib
import shutil
import sys

root = pathlib.Path(sys.argv[1])
golden, seeds = root / "tests/core/golden", root / "tests/fuzz/seeds"
for subject in ("safetensors", "gguf", "tokenizer_json", "chat", "import", "job_spec"):
    shutil.rmtree(seeds / subject, ignore_errors=True)
    (seeds / subject).mkdir(parents=True)


def put(subject, name, content):
    (seeds / subject / name).write_bytes(content if isinstance(content, bytes) else content.encode())


put("safetensors", "reference", (golden / "reference.safetensors").read_bytes())
header = json.dumps({"__metadata__": {"a": "b"}, "x": {"dtype": "BF16", "shape": [2, 0], "data_offsets": [0, 0]},
                     "y": {"dtype": "U8", "shape": [], "data_offsets": [0, 1]}}).encode()
put("safetensors", "odd", len(header).to_bytes(8, "little") + header + b"z")
put("gguf", "tiny", (golden / "tiny.gguf").read_bytes())
put("gguf", "pieces", (golden / "tokenizer_llama2.gguf").read_bytes())


def small(name):
    """The tokenizer with a vocabulary of the first tokens only."""
    document = json.loads((golden / f"tokenizer_{name}.json").read_text())
    model = document["model"]
    kept = {token: i for token, i in model["vocab"].items() if i < 420}
    model["vocab"] = kept
    pairs = [merge if isinstance(merge, list) else merge.split(" ") for merge in model["merges"]]
    model["merges"] = [pair for pair in pairs if all(token in kept for token in (*pair, "".join(pair)))]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


for name in ("digits", "nfc", "gpt4o", "llama2", "mistral", "gemma"):
    put("tokenizer_json", name, small(name))
put("chat", "template", "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}")
put("chat", "llama", "<|start_header_id|>{{ role }}<|end_header_id|> Cutting Knowledge Date: December 2023")
put("chat", "question", "Which is a prime?\nA. 4\nB) 6\n(C) 7\nD: 9, or\n   none")
put("chat", "answer", "Let us think. [[B]] is wrong. Answer: (C) so [[ 3 ]] and [[C]]")
put("chat", "prompt", json.dumps({"system": "About {category}", "user": "{question}\n{options}"}))
put("chat", "broken", "\u00e9\u3000\x1c[[".encode() + b"\xff\xc3]]\x00Answer:")
put("import", "csv", b"\x00" + 'id,question,options,answer\n1,"a ""b""\nc","[\'x\', ""y\'s""]",B\n2,d,"[""p"", ""q""]",A\n'.encode())
put("import", "tsv", b"\x01" + "id\tquestion\toptions\tanswer_index\r\n1\tq\t['a', 'b']\t1\r\n".encode())
put("import", "jsonl", b"\x02" + b'{"id": 1, "question": "q", "options": ["a", "b"], "answer": "A"}\n{"id": 2, "x": {"y": [1e9, null]}}\n')
put("import", "json", b"\x03" + b'{"data": [{"id": "1", "question": "q", "options": {"A": "x", "B": "y"}}], "n": 1}')
put("import", "columns", b"\x03" + b'{"id": [1, 2], "question": ["a", "b"], "answer": ["A", "B"]}')
put("job_spec", "score", json.dumps({"dataset": 1, "model": 2, "prompt": "plain", "limit": 5, "dtype": "bfloat16", "threads": 2}))
put("job_spec", "train", json.dumps({
    "scoring": 1, "cuts": "t", "recipe": "custom", "bands": {"easy": "sft", "hard": "distill"}, "schedule": "staged",
    "epochs": [1, 2], "lora": {"rank": 4, "alpha": 8, "dropout": 0.1, "targets": ["q_proj"]}, "rate": 1e-4, "decay": "linear",
    "answer_token_budget": 1000, "beta2": 0.99, "seed": 3}))
put("job_spec", "config", (root / "resources/demo/config.json").read_bytes())
