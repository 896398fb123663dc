#!/usr/bin/env python3
"""answer_costs.json: what answers cost the tiny models of make_goldens.py, by transformers in float32.

given: prompt and answer ids; for each answer token -ln p (cross entropy without reduction) and the entropy of the distribution
it was drawn from. greedy: the continuation that the model chooses itself, with the same numbers for each of its tokens."""
import json
import pathlib

import torch
from transformers import LlamaForCausalLM

HERE = pathlib.Path(__file__).parent


def costs(model, ids, start):
    """-ln p and entropy of ids[start:], nats"""
    with torch.inference_mode():
        logs = torch.log_softmax(model(torch.tensor([ids])).logits[0].double(), -1)[start - 1:-1]
    entropy = -(logs.exp() * logs).sum(-1)
    nll = torch.nn.functional.nll_loss(logs, torch.tensor(ids[start:]), reduction="none")
    return {"nll": nll.tolist(), "entropy": entropy.tolist()}


def main():
    torch.manual_seed(11)
    result = {}
    for name in ("tiny-plain", "tiny-llama3", "tiny-linear"):
        model = LlamaForCausalLM.from_pretrained(HERE / name, dtype=torch.float32).eval()
        given, greedy = [], []
        for prompt, answer in [(1, 1), (3, 12), (9, 1), (20, 30), (5, 7)]:
            ids = torch.randint(3, 40, (prompt + answer,)).tolist()
            given.append({"prompt": ids[:prompt], "answer": ids[prompt:], **costs(model, ids, prompt)})
        for length in (2, 7, 19):
            ids = torch.randint(3, 40, (length,)).tolist()
            with torch.inference_mode():
                for _ in range(12):
                    ids.append(int(model(torch.tensor([ids])).logits[0, -1].argmax()))
            greedy.append({"prompt": ids[:length], "answer": ids[length:], **costs(model, ids, length)})
        result[name] = {"given": given, "greedy": greedy}
    (HERE / "answer_costs.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
