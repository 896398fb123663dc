"""Goldens of the families: for each a tiny random model written by transformers (bfloat16 weights, read as float32), and
what transformers and PEFT compute with it. Called by make_goldens.py.

families/examples.jsonl       what all of them are trained on: {"ids", "labels"}
families/NAME/                config.json and model.safetensors
families/NAME/model.gguf      the same weights under llama.cpp's names, for the architectures that differ
families/NAME/adapter/        a PEFT adapter whose B is not zero, on every linear layer
families/NAME/gradients.safetensors   its gradients over the first batch
families/NAME/expected.json   cases: ids, logits of the last position, entropy in nats, greedy continuation;
                              losses of 20 steps, of the adapter and of all weights
Sequences are longer than the windows and than longrope's original context; greedy ones grow past both.
"""
import json
import math
import pathlib
import shutil

import gguf
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM
from transformers import (Gemma3TextConfig, LlamaConfig, MistralConfig, Phi3Config, Qwen2Config, Qwen3Config)

OUT = pathlib.Path(__file__).parent / "families"
VOCABULARY, BATCH, STEPS, RATE = 200, 2, 20, 2e-3
COMMON = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
              num_key_value_heads=2, max_position_embeddings=64, bos_token_id=1, eos_token_id=2, pad_token_id=0)
PLAIN = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
FUSED = ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]


def longrope(dimensions, **more):
    short = [1 + 0.05 * i for i in range(dimensions // 2)]
    long = [1 + 0.8 * i for i in range(dimensions // 2)]
    return {"rope_type": "longrope", "rope_theta": 10000.0, "short_factor": short, "long_factor": long, **more}


CONFIGS = {
    "llama3": LlamaConfig(**COMMON, head_dim=8, tie_word_embeddings=True, rope_parameters={
        "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192}),
    "mistral": MistralConfig(**COMMON, head_dim=16, sliding_window=8, tie_word_embeddings=False),
    "qwen2": Qwen2Config(**COMMON, tie_word_embeddings=True, rope_parameters={
        "rope_type": "default", "rope_theta": 1000000.0}),
    "qwen3": Qwen3Config(**COMMON, head_dim=16, tie_word_embeddings=True, rope_parameters={
        "rope_type": "default", "rope_theta": 1000000.0}),
    "phi3": Phi3Config(**COMMON, sliding_window=20, original_max_position_embeddings=16, rope_parameters=longrope(8)),
    "phi4-mini": Phi3Config(**(COMMON | dict(num_attention_heads=2, num_key_value_heads=1)), sliding_window=262144,
                            tie_word_embeddings=True, original_max_position_embeddings=16,
                            rope_parameters=longrope(12, partial_rotary_factor=0.75)),
    "gemma3": Gemma3TextConfig(**(COMMON | dict(num_hidden_layers=3)), head_dim=16, sliding_window=6,
                               query_pre_attn_scalar=16,
                               layer_types=["sliding_attention", "sliding_attention", "full_attention"],
                               rope_parameters={
                                   "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
                                   "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}),
    "llama2": LlamaConfig(**(COMMON | dict(num_key_value_heads=4)), rms_norm_eps=1e-5, tie_word_embeddings=False),
    "qwen2-sliding": Qwen2Config(**(COMMON | dict(num_hidden_layers=3)), tie_word_embeddings=False,
                                 use_sliding_window=True, sliding_window=8, max_window_layers=1),
}


def examples():
    random = torch.Generator().manual_seed(11)
    rows = []
    for i in range(BATCH * STEPS):
        prompt, answer = 4 + 7 * i % 23, 2 + i % 5
        ids = torch.randint(3, VOCABULARY, (prompt + answer,), generator=random).tolist()
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


def train(model, rows):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)
    losses = []
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model, rows[step * BATCH:(step + 1) * BATCH])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses.append(round(float(loss.detach()), 7))
    return losses


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()


def write_model(config, folder, seed):
    torch.manual_seed(seed)
    model = AutoModelForCausalLM.from_config(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "norm" in name:
                parameter.add_(0.3 * torch.randn_like(parameter))
            elif parameter.dim() == 1:
                parameter.normal_(0, 0.3)
            else:
                parameter.normal_(0, 0.3)
    model.to(torch.bfloat16).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)


def cases(model):
    result = []
    for length in [1, 3, 9, 13, 17, 17, 45]:
        ids = torch.randint(3, VOCABULARY, (length,)).tolist()
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0, -1]
            greedy = list(ids)
            for _ in range(12):
                greedy.append(int(model(torch.tensor([greedy])).logits[0, -1].argmax()))
        log = logits.double().log_softmax(-1)
        result.append({"ids": ids, "logits": [float(f"{x:.7g}") for x in logits.tolist()],
                       "entropy": float(-(log.exp() * log).sum()), "greedy": greedy[length:]})
    return result


def lora(folder, rows, expected):
    base = load(folder)
    model = get_peft_model(base, LoraConfig(r=2, lora_alpha=4, lora_dropout=0.0, task_type="CAUSAL_LM", target_modules=(
        FUSED if base.config.model_type == "phi3" else PLAIN)))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(0, 0.1)
    model.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink(missing_ok=True)
    path = folder / "adapter" / "adapter_config.json"
    config = json.loads(path.read_text()) | {"base_model_name_or_path": folder.name}
    config["target_modules"].sort()
    path.write_text(json.dumps(config, indent=2) + "\n")
    loss_of(model, rows[:BATCH]).backward()
    save_file({name.replace(".default", ""): p.grad.clone().contiguous() for name, p in model.named_parameters()
               if p.grad is not None}, folder / "gradients.safetensors")
    model.zero_grad()
    expected["lora_losses"] = train(model, rows)
    expected["full_losses"] = train(load(folder), rows)


ARCHITECTURES = {"llama": "llama", "qwen2": "qwen2", "qwen3": "qwen3", "phi3": "phi3", "gemma3_text": "gemma3"}


def llama_cpp_rope(writer, model):
    """As llama.cpp's converter writes them: the factors of longrope and llama3 are tensors."""
    config, rope = model.config, model.config.rope_parameters
    rope = rope.get("full_attention", rope)
    writer.add_rope_freq_base(rope["rope_theta"])
    head = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    rotated = int(head * rope.get("partial_rotary_factor", 1.0))
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    elif rope["rope_type"] == "longrope":
        scale, original = config.max_position_embeddings / 16, config.original_max_position_embeddings
        writer.add_rope_scaling_orig_ctx_len(original)
        writer.add_rope_scaling_attn_factors(math.sqrt(1 + math.log(scale) / math.log(original)))
        for kind in ("long", "short"):
            writer.add_tensor(f"rope_factors_{kind}.weight", torch.tensor(rope[f"{kind}_factor"]).numpy())
    elif rope["rope_type"] == "llama3":
        plain = 1.0 / rope["rope_theta"] ** (torch.arange(0, head, 2).float() / head)
        writer.add_tensor("rope_freqs.weight", (plain / model.model.rotary_emb.inv_freq).numpy())
    if config.model_type != "gemma3_text":
        writer.add_rope_dimension_count(rotated)


def write_gguf(folder):
    model = load(folder)
    config = model.config
    architecture = ARCHITECTURES[config.model_type]
    writer = gguf.GGUFWriter(folder / "model.gguf", architecture)
    writer.add_vocab_size(config.vocab_size)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    if getattr(config, "head_dim", None):
        writer.add_key_length(config.head_dim)
        writer.add_value_length(config.head_dim)
    if config.model_type in ("phi3", "gemma3_text"):
        writer.add_sliding_window(config.sliding_window or 0)
    if config.model_type == "gemma3_text":
        writer.add_sliding_window_pattern(config.layer_types.index("full_attention") + 1)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    llama_cpp_rope(writer, model)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH_NAMES and next(
        arch for arch, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture), config.num_hidden_layers)
    for name, tensor in model.state_dict().items():
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        if architecture == "llama" and ("q_proj" in name or "k_proj" in name):
            heads = config.num_attention_heads if "q_proj" in name else config.num_key_value_heads
            tensor = tensor.view(heads, 2, -1, tensor.shape[1]).transpose(1, 2).reshape(tensor.shape)
        if architecture == "gemma3" and "norm" in name:
            tensor = tensor + 1
        target = names.get_name(name, try_suffixes=(".weight", ".bias"))
        kind = gguf.GGMLQuantizationType.BF16 if tensor.dim() == 2 else gguf.GGMLQuantizationType.F32
        data = tensor.contiguous().numpy()
        writer.add_tensor(target, gguf.quants.quantize(data, kind) if tensor.dim() == 2 else data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    torch.set_num_threads(1)
    rows = examples()
    (OUT / "examples.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for seed, (name, config) in enumerate(CONFIGS.items(), 20):
        folder = OUT / name
        folder.mkdir()
        write_model(config, folder, seed)
        if name not in ("mistral", "phi3", "llama2", "qwen2-sliding"):  # in GGUF they are like others, or unknown
            write_gguf(folder)
        expected = {"batch": BATCH, "steps": STEPS, "rate": RATE, "cases": cases(load(folder))}
        lora(folder, rows, expected)
        (folder / "expected.json").write_text(json.dumps(expected) + "\n")
        print(name, [case["entropy"] for case in expected["cases"]], expected["lora_losses"][::19], flush=True)


if __name__ == "__main__":
    main()
