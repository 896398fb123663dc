#!/usr/bin/env python3
"""Small files of the reference writers (pip install safetensors gguf numpy) for tests/core/test_formats*.cpp.

    python3 tests/core/golden/make_formats.py tests/core/golden
"""
import sys
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import save_file

folder = Path(sys.argv[1])

# reference.safetensors: values count up from 0 in every tensor; tests/core/test_formats.cpp builds the same.
tensors = {
    "b.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
    "a.weight": np.arange(4, dtype=np.float32),
    "half": np.arange(3, dtype=np.float16),
    "ids": np.arange(5, dtype=np.int64).reshape(5, 1),
    "flags": np.array([True, False, True]),
    "bytes": np.arange(3, dtype=np.uint8),
    "small": np.arange(2, dtype=np.int32),
    "wide": np.arange(2, dtype=np.float64),
    'odd "name" é': np.arange(1, dtype=np.float32),
    "empty": np.zeros((0, 4), dtype=np.float32),
}
save_file(tensors, folder / "reference.safetensors", metadata={"format": "pt"})

# tiny.gguf: a Llama model of one layer, width 32, two heads of 16, one key-value head, 8 tokens.
writer = gguf.GGUFWriter(folder / "tiny.gguf", "llama")
writer.add_context_length(64)
writer.add_embedding_length(32)
writer.add_block_count(1)
writer.add_feed_forward_length(64)
writer.add_head_count(2)
writer.add_head_count_kv(1)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_rope_freq_base(10000.0)
writer.add_rope_dimension_count(16)
writer.add_vocab_size(8)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("smollm")
writer.add_token_list(["<|endoftext|>", "<|im_end|>", "a", "b", "Ġ", "ab", "Ġa", "1"])
writer.add_token_types([3, 3, 1, 1, 1, 1, 1, 1])
writer.add_token_merges(["a b", "Ġ a"])
writer.add_bos_token_id(0)
writer.add_eos_token_id(0)
writer.add_uint64("test.large", 1 << 40)
writer.add_int32("test.negative", -5)
writer.add_float64("test.double", 0.25)
writer.add_bool("test.flag", True)
writer.add_array("test.floats", [0.5, 1.5])
draw = np.random.default_rng(5)


def add(name, shape, kind=gguf.GGMLQuantizationType.F32):
    values = draw.standard_normal(shape).astype(np.float32)
    writer.add_tensor(name, gguf.quants.quantize(values, kind) if kind != gguf.GGMLQuantizationType.F32 else values,
                      raw_dtype=kind)


kinds = gguf.GGMLQuantizationType
add("token_embd.weight", (8, 32), kinds.Q8_0)
add("output_norm.weight", (32,))
add("blk.0.attn_norm.weight", (32,))
add("blk.0.attn_q.weight", (32, 32), kinds.Q4_0)
add("blk.0.attn_k.weight", (16, 32), kinds.Q4_1)
add("blk.0.attn_v.weight", (16, 32), kinds.F16)
add("blk.0.attn_output.weight", (32, 32), kinds.BF16)
add("blk.0.ffn_norm.weight", (32,))
add("blk.0.ffn_gate.weight", (64, 32), kinds.Q5_0)
add("blk.0.ffn_up.weight", (64, 32), kinds.Q5_1)
add("blk.0.ffn_down.weight", (32, 64), kinds.Q8_0)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
