#!/usr/bin/env python3
"""Goldens of training: gradients of one batch and losses of 20 steps, by transformers and PEFT, of a tiny random Llama.

Writes tests/engine/golden/train: model/ (Hugging Face folder), adapter/ (PEFT folder whose B is not zero), examples.jsonl, and
expected.json; gradients as safetensors. Needs torch, transformers, peft. Run once: `python tests/engine/make_train_golden.py`.
"""
import json
import pathlib
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

OUT = pathlib.Path(__file__).parent / "golden" / "train"
BATCH, STEPS, RATE = 4, 20, 2e-3
CONFIG = dict(vocab_size=96, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
              num_key_value_heads=2, head_dim=8, max_position_embeddings=64, rms_norm_eps=1e-5, rope_theta=10000.0,
              tie_word_embeddings=True, bos_token_id=1, eos_token_id=2, pad_token_id=0)


def examples():
    random = torch.Generator().manual_seed(11)
    rows = []
    for i in range(BATCH * STEPS):
        prompt, answer = 4 + i % 7, 2 + i % 5
        ids = torch.randint(3, 96, (prompt + answer,), generator=random).tolist()
        rows.append({"ids": ids, "labels": [-100] * prompt + ids[prompt:]})
    return rows


def loss_of(model, rows):
    """Mean over the answer tokens of all rows, each row alone: no padding, no packing."""
    total, count = 0.0, 0
    for row in rows:
        logits = model(torch.tensor([row["ids"]])).logits[0].float()
        labels = torch.tensor(row["labels"][1:])
        kept = labels >= 0
        total = total + torch.nn.functional.cross_entropy(logits[:-1][kept], labels[kept], reduction="sum")
        count += int(kept.sum())
    return total / count


def gradients(model, rows):
    model.zero_grad()
    loss_of(model, rows).backward()
    return {name: parameter.grad.clone().contiguous() for name, parameter in model.named_parameters()
            if parameter.grad is not None}


def train(model, rows):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)
    losses, norms = [], []
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model, rows[step * BATCH:(step + 1) * BATCH])
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(parameters, 1.0)))
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses, norms


def main():
    torch.manual_seed(5)
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    model = LlamaForCausalLM(LlamaConfig(**CONFIG)).float()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 2:
                parameter.normal_(0, 0.15)
            else:
                parameter.add_(0.1 * torch.randn_like(parameter))
    model.save_pretrained(OUT / "model")
    rows = examples()
    (OUT / "examples.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    expected = {"batch": BATCH, "steps": STEPS, "rate": RATE}

    lora = get_peft_model(LlamaForCausalLM.from_pretrained(OUT / "model", dtype=torch.float32), LoraConfig(
        r=4, lora_alpha=8, lora_dropout=0.0, task_type="CAUSAL_LM",
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]))
    with torch.no_grad():
        for name, parameter in lora.named_parameters():
            if "lora_B" in name:
                parameter.normal_(0, 0.1)
    lora.save_pretrained(OUT / "adapter")
    save_file({name.replace(".default", ""): g for name, g in gradients(lora, rows[:BATCH]).items()},
              OUT / "lora_gradients.safetensors")
    expected["probe"] = rows[0]["ids"]
    with torch.no_grad():  # of the adapter as it was saved
        expected["lora_logits"] = lora(torch.tensor([rows[0]["ids"]])).logits[0, -1].tolist()
    expected["lora_losses"], expected["lora_norms"] = train(lora, rows)

    model = LlamaForCausalLM.from_pretrained(OUT / "model", dtype=torch.float32)
    save_file(gradients(model, rows[:BATCH]), OUT / "full_gradients.safetensors")
    expected["full_losses"], expected["full_norms"] = train(model, rows)
    (OUT / "expected.json").write_text(json.dumps(expected))
    for name in ("generation_config.json",):
        (OUT / "model" / name).unlink(missing_ok=True)
    (OUT / "adapter" / "README.md").unlink(missing_ok=True)
    config = json.loads((OUT / "adapter" / "adapter_config.json").read_text())
    config["base_model_name_or_path"] = "model"
    config["target_modules"].sort()
    (OUT / "adapter" / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
    print(json.dumps({key: value[:3] for key, value in expected.items() if isinstance(value, list)}))


if __name__ == "__main__":
    main()
