#!/usr/bin/env python3
"""Makes all goldens of tests/engine with transformers, peft and gguf:

    python3 -m venv peer && peer/bin/pip install torch transformers peft safetensors gguf numpy
    peer/bin/python tests/engine/golden/make_goldens.py

quantised.json: blocks of each GGUF type as hexadecimal bytes, with the numbers that the gguf package reads from them.
tiny-*/: random Llama models of a few kilobytes, written by transformers, each with expected.json: token ids, logits of
the last position and greedy continuations in float32.
answer_costs.json: see make_answer_costs.py. families/: see make_families.py. train/: see make_train_golden.py.
"""
import json
import pathlib
import sys

import gguf
import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent)]
import make_answer_costs
import make_families
import make_train_golden


def quantised():
    types = gguf.GGMLQuantizationType
    rng = np.random.default_rng(1)
    result = {}
    # where the scales (float16) stand in a block
    scales = {"Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q4_K": [0, 2], "Q5_K": [0, 2],
              "Q6_K": [208]}
    for name, places in scales.items():
        kind = types[name]
        numbers, size = gguf.GGML_QUANT_SIZES[kind]
        parts = []
        if numbers == 32:  # the package quantises the simple kinds only
            rows = (rng.standard_normal((2, 64)) * np.array([[0.02], [3.0]])).astype(np.float32)
            parts.append(gguf.quants.quantize(rows, kind).view(np.uint8).reshape(-1, size))
        # and arbitrary bytes: every nibble, negative and subnormal scales
        noise = rng.integers(0, 256, (4 if numbers == 32 else 2, size), dtype=np.uint8)
        for block in noise:
            for place in places:
                block[place + 1] = (block[place + 1] & 0x83) | 0x10  # no infinity as scale
        packed = np.concatenate(parts + [noise])
        result[name] = {"bytes": packed.tobytes().hex(),
                        "numbers": [float(str(x)) for x in gguf.quants.dequantize(packed, kind).reshape(-1)]}
    (HERE / "quantised.json").write_text(json.dumps(result) + "\n")


def tiny(name, seed, dtype=torch.float32, shard=None, **settings):
    torch.manual_seed(seed)
    config = LlamaConfig(vocab_size=40, hidden_size=16, intermediate_size=24, num_hidden_layers=2,
                         num_attention_heads=4, max_position_embeddings=64, bos_token_id=1, eos_token_id=2,
                         initializer_range=0.35, **settings)
    model = LlamaForCausalLM(config).to(dtype).eval()
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            if "norm" in key:
                tensor.add_(0.3 * torch.randn_like(tensor))
    folder = HERE / f"tiny-{name}"
    model.save_pretrained(folder, **({"max_shard_size": shard} if shard else {}))
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()  # .float() would keep rounded rotary buffers
    cases = []
    for length in [1, 2, 7, 7, 19, 33]:
        ids = torch.randint(3, 40, (length,)).tolist()
        with torch.inference_mode():
            logits = model(torch.tensor([ids])).logits[0, -1]
            greedy = list(ids)
            for _ in range(12):
                greedy.append(int(model(torch.tensor([greedy])).logits[0, -1].argmax()))
        cases.append({"ids": ids, "logits": logits.tolist(), "greedy": greedy[length:]})
    (folder / "expected.json").write_text(json.dumps(cases) + "\n")
    (folder / "generation_config.json").unlink(missing_ok=True)


def main():
    quantised()
    tiny("plain", 1, num_key_value_heads=4, tie_word_embeddings=False)
    tiny("llama3", 2, num_key_value_heads=2, head_dim=8, tie_word_embeddings=True, rope_parameters={
        "rope_type": "llama3", "rope_theta": 500.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 16})
    tiny("linear", 3, num_key_value_heads=1, tie_word_embeddings=False, rope_parameters={
        "rope_type": "linear", "rope_theta": 10000.0, "factor": 2.5}, dtype=torch.bfloat16, shard="6KB")
    make_answer_costs.main()
    make_families.main()
    make_train_golden.main()


if __name__ == "__main__":
    main()
