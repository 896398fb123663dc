#!/usr/bin/env python3
"""Caftan's tokenizers against Hugging Face tokenizers (pip install tokenizers gguf). Run by hand.

    tokenizer_parity.py --cli build/bin/caftan-cli --gguf SmolLM2.gguf --shared ../shared
        compares the token ids of every question, option list and trace of MMLU-Pro, and of random text of all kinds of
        characters, for SmolLM2 (GGUF), Qwen2.5 and Llama 3.1; counts differences and times both on one thread.
    tokenizer_parity.py --gguf SmolLM2.gguf --shared ../shared --golden tests/core/golden
        writes what test_tokenizer_golden.cpp reads: small tokenizers trained here, ids of texts written here for all of
        the tokenizers, and a digest of the ids of the whole of MMLU-Pro for each.
"""
import argparse
import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")


def from_gguf(path):
    import gguf
    fields = gguf.GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    types = fields["tokenizer.ggml.token_type"].contents()
    merges = [tuple(merge.split(" ")) for merge in fields["tokenizer.ggml.merges"].contents()]
    assert fields["tokenizer.ggml.pre"].contents() == "smollm"
    tokenizer = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token, kind in zip(tokens, types) if kind == 3])
    return tokenizer


def all_tokenizers(options):
    """name -> (what caftan-cli opens, the reference)"""
    found = {}
    if options.gguf:
        found["smollm2"] = (options.gguf, from_gguf(options.gguf))
    for name in ("qwen2_5", "llama3_1"):
        folder = Path(options.shared or "") / "data" / "tokenizers" / name
        if options.shared and folder.exists():
            found[name] = (str(folder), Tokenizer.from_file(str(folder / "tokenizer.json")))
    return found


def mmlu_texts(shared):
    """Question and options of every row, then every recorded trace, in the order of the files."""
    folder = Path(shared) / "data" / "mmlu_pro"
    with open(folder / "mmlu_pro_test.jsonl", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["question"] + "\n" + "\n".join(row["options"])
    for name in ("cot_llama-3.1-70b-instruct.jsonl.gz", "cot_llama-3.1-8b-instruct.jsonl.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)["cot"] or ""


SPECIAL = ["<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|begin_of_text|>", "<repo_name>", "<tool_call>", "<|im_", "<mask>",
           "[word]", "<sep>"]


def random_texts(count, seed=7):
    draw = random.Random(seed)

    def character():
        kind = draw.random()
        if kind < 0.35:
            return chr(draw.randint(32, 126))
        if kind < 0.55:
            return draw.choice(" \n\t\r \u00a0\u3000\u2028  ")
        if kind < 0.65:
            return draw.choice("0123456789²½Ⅳ٣")
        if kind < 0.75:
            return draw.choice("'s't're'veéèßſK\u0301\u0308가각ᄀ\u1161한글日本語")
        if kind < 0.8:
            return draw.choice(SPECIAL)
        while True:
            code = draw.randint(0x80, 0x3FFFF if kind < 0.85 else 0xFFFF)
            # Marks newer than Hugging Face's normaliser knows (Unicode 9) are put in another order by NFC.
            if not 0xD800 <= code <= 0xDFFF and not 0x1DF6 <= code <= 0x1DFB:
                return chr(code)

    for _ in range(count):
        yield "".join(character() for _ in range(draw.randint(0, 60)))


def written_texts():
    """Texts of our own for the committed sample."""
    texts = [
        "", " ", "  ", "\n", "a", " a", "A", " A", "Answer: A", "What is 12 + 34?", "It's the dog's; they'll say we've I'm he'd.",
        "IT'S THEY'LL WE'VE", "1234567890", "3.14159 and 2,718 or 1e-5", "x = y + z\n\tif x:\n\t\treturn None\n",
        "line one\r\nline two\r\n\r\nline four", "    four spaces, then   three   and trailing   ", "\t\ttabs\t and spaces \t",
        "Größe, café, naïve, coöperate", "e\u0301 a\u0308 \u1112\u1161\u11ab", "日本語の文章です。", "한국어 문장", "Привет, мир! Ещё раз.",
        "שלום עולם", "مرحبا بالعالم ١٢٣", "नमस्ते दुनिया", "emoji 😀👩‍👩‍👧 and flags 🇩🇪", "½ ² Ⅳ ① ٣",
        "<|im_start|>user\nWhich one?<|im_end|>\n<|im_start|>assistant\n", "<|endoftext|><|endoftext|>", "<|im_start|",
        "a<mask>b <mask> c", "the [word] stands, [word]s do not", "left <sep> right", "\u00a0no\u00a0break\u00a0", "a\u2028b\u2029c",
        "\\frac{a}{b} + \\sqrt{x^2} \\leq 10^{-3}", "$E = mc^2$, $\\alpha \\to \\beta$", "CH3-CH2-OH + O2 -> CO2 + H2O",
        "http://example.org/path?query=1&other=two#part", "snake_case camelCase PascalCase kebab-case", "!!! ??? ... --- ___ ***",
        "(a) first; (b) second; (c) neither", "A. one\nB. two\nC. three\n\nReply with the letter.", "ﬁ ligature ﬂ", "ſtrange K",
        "'ſ 'S 's", "zero\u200bwidth\u200djoiner\ufeff", "tab\x0bform\x0cfeed\x1cseparator\x85next", "ends with newline\n\n",
        " \n \n ", "word" * 40, "ab" * 100, "=" * 70, " " * 70, "7" * 30,
    ]
    return texts + list(random_texts(40, seed=11))


def corpus():
    """Generated sentences that the small tokenizers are trained on."""
    draw = random.Random(3)
    words = ("question answer letter option correct model entropy token number subject reason because therefore which what the of "
             "and a is in to that for with on as are by from this be at or an not have it was größe café naïve 日本 語 한국 мир").split()
    for _ in range(3000):
        line = " ".join(draw.choice(words) for _ in range(draw.randint(3, 12)))
        yield draw.choice(["", "A. ", "\n", "'s ", "  "]) + line.capitalize() + draw.choice([".", "?", "!\n", f" {draw.randint(0, 999)}"])


def trained_tokenizers():
    """name -> tokenizer: the three kinds of pipeline that real models have, small."""
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    split = pre_tokenizers.Split(Regex(LLAMA3), "isolated", False)
    one_digit = pre_tokenizers.Split(Regex(LLAMA3.replace("{1,3}", "")), "isolated", False)
    kinds = {
        "digits": (None, pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])),
        "split": (None, pre_tokenizers.Sequence([split, byte_level])),
        "nfc": (normalizers.NFC(), pre_tokenizers.Sequence([one_digit, byte_level])),
    }
    for name, (normalizer, pre_tokenizer) in kinds.items():
        tokenizer = Tokenizer(models.BPE(ignore_merges=name == "split"))
        if normalizer:
            tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = pre_tokenizer
        tokenizer.decoder = decoders.ByteLevel()
        # "digits" lacks bytes that its texts lack, as SmolLM2's vocabulary does.
        alphabet = [] if name == "digits" else pre_tokenizers.ByteLevel.alphabet()
        trainer = trainers.BpeTrainer(vocab_size=500, special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
                                      initial_alphabet=alphabet, show_progress=False)
        tokenizer.train_from_iterator(corpus(), trainer)
        tokenizer.add_tokens([AddedToken("<mask>", lstrip=True, normalized=False),
                              AddedToken("<sep>", rstrip=True, normalized=False),
                              AddedToken("[word]", single_word=True, normalized=True), AddedToken("caf\u00e9", normalized=True)])
        yield name, tokenizer


def ids_of(tokenizer, texts):
    return [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]


def digest(all_ids):
    """SHA-256 over a line of comma-separated ids for each text."""
    hashed = hashlib.sha256()
    for ids in all_ids:
        hashed.update((",".join(map(str, ids)) + "\n").encode())
    return hashed.hexdigest()


def caftan_ids(cli, model, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        begin = time.time()
        out = subprocess.run([cli, "tokenize", "--model", model, "--file", file.name], capture_output=True, text=True)
    if out.returncode != 0:
        sys.exit(out.stderr)
    return [json.loads(line)["ids"] for line in out.stdout.splitlines()], time.time() - begin


def compare(options):
    sets = {"random text": list(random_texts(30000))}
    if options.shared:
        sets["MMLU-Pro"] = list(mmlu_texts(options.shared))
    different = 0
    for name, (path, reference) in all_tokenizers(options).items():
        for kind, texts in sets.items():
            ours, our_seconds = caftan_ids(options.cli, path, texts)
            begin = time.time()
            theirs = ids_of(reference, texts)
            their_seconds = time.time() - begin
            wrong = [i for i in range(len(texts)) if ours[i] != theirs[i]]
            different += len(wrong)
            print(f"{name}, {kind}: {len(texts)} texts, {sum(map(len, theirs))} tokens, {len(wrong)} different; caftan-cli with "
                  f"loading and printing {our_seconds:.1f} s, tokenizers {their_seconds:.1f} s")
            for i in wrong[:5]:
                print(f"  {texts[i]!a:.200}\n    caftan     {ours[i][:20]}\n    reference  {theirs[i][:20]}")
    return 1 if different else 0


def write_golden(options):
    folder = Path(options.golden)
    texts = written_texts()
    golden = {"texts": texts, "ids": {}, "decoded": {}, "mmlu_pro_sha256": {}}
    for name, tokenizer in trained_tokenizers():
        (folder / f"tokenizer_{name}.json").write_text(tokenizer.to_str(pretty=False) + "\n", encoding="utf-8")
        golden["ids"][name] = ids_of(tokenizer, texts)
        golden["decoded"][name] = [tokenizer.decode(ids, skip_special_tokens=False) for ids in golden["ids"][name]]
    everything = list(mmlu_texts(options.shared)) if options.shared else []
    for name, (_, tokenizer) in all_tokenizers(options).items():
        golden["ids"][name] = ids_of(tokenizer, texts)
        golden["mmlu_pro_sha256"][name] = digest(ids_of(tokenizer, everything))
    (folder / "tokenizers.json").write_text(json.dumps(golden, ensure_ascii=True, separators=(",", ":")) + "\n")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", help="caftan-cli")
    parser.add_argument("--gguf", help="SmolLM2's GGUF file")
    parser.add_argument("--shared", help="folder with data/mmlu_pro and data/tokenizers")
    parser.add_argument("--golden", help="write golden files into this folder instead of comparing")
    options = parser.parse_args()
    return write_golden(options) if options.golden else compare(options)


if __name__ == "__main__":
    sys.exit(main())
