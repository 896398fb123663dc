#!/usr/bin/env python3
"""Caftan's tokenizers against Hugging Face tokenizers (pip install tokenizers gguf). Run by hand.

    tokenizer_parity.py --cli build/bin/caftan-cli --gguf SmolLM2.gguf --shared ../shared [--texts random,languages,...]
        compares the token ids of every question, option list and trace of MMLU-Pro, of GSM8K and ViGGO, of code and
        many languages, and of random text of all kinds of characters, for SmolLM2 (GGUF), Qwen2.5, Llama 3.1, the
        vocabulary of Qwen2.5 under the patterns of Phi-4-mini (gpt-4o) and Mistral Nemo (tekken), and tokenizers of
        Llama 2's, Mistral's and Gemma's kind trained here; counts differences and times both on one thread.
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
import unicodedata
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
CAPITALS, SMALL = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
REST = r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def cased(end, digits):
    return f"{CAPITALS}*{SMALL}+{end}|{CAPITALS}+{SMALL}*{end}|{digits}{REST}"


GPT4O = cased(r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?", r"\p{N}{1,3}")
TEKKEN = cased("", r"\p{N}")


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


def more_tokenizers(options, folder):
    """The same of kinds whose own vocabularies are not at hand, written into `folder`."""
    found = {}

    def write(name, text):
        path = folder / f"{name}.json"
        path.write_text(text, encoding="utf-8")
        found[name] = (str(path), Tokenizer.from_file(str(path)))

    qwen = Path(options.shared or "") / "data" / "tokenizers" / "qwen2_5" / "tokenizer.json"
    if options.shared and qwen.exists():
        for name, pattern in {"gpt-4o": GPT4O, "tekken": TEKKEN}.items():
            document = json.loads(qwen.read_text(encoding="utf-8"))
            document["normalizer"] = None
            document["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"] = pattern
            document["model"]["ignore_merges"] = name == "tekken"
            write(name, json.dumps(document, ensure_ascii=False))
    texts = list(corpus()) + language_texts() * 20 + (list(mmlu_texts(options.shared))[:4000] if options.shared else [])
    for name, tokenizer in piece_tokenizers(texts, 8000):
        write(name, tokenizer)
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


def answer_texts(shared):
    """GSM8K's questions and solutions, ViGGO's sentences."""
    for path in sorted(Path(shared, "data", "gsm8k").glob("*.jsonl")) + sorted(Path(shared, "data", "viggo").glob("*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            yield line


LANGUAGES = [
    "The quick brown fox jumps over the lazy dog; it's 3.14159 or 2,718 times faster!",
    "Der schnelle Fuchs überquert die Straße; GRÖSSE und Größe, 1.234,56 Euro.",
    "Съешь ещё этих мягких французских булок, да выпей чаю. 12 345 раз.",
    "نص عربي للاختبار: السلام عليكم ورحمة الله، الأرقام ١٢٣٤٥ والتشكيل مُهِمٌّ.",
    "עברית מימין לשמאל עם ניקוד: שָׁלוֹם עֲלֵיכֶם",
    "这是一个中文测试句子，包含标点符号。数字一二三与１２３全角。",
    "日本語のテスト文です。カタカナ、ひらがな、漢字が混ざります。",
    "한국어 시험 문장입니다. 자모 분리: 한글",
    "हिन्दी परीक्षण वाक्य: नमस्ते दुनिया १२३", "ภาษาไทยไม่มีช่องว่างระหว่างคำ", "Ελληνικά: γνῶθι σεαυτόν", "ქართული ენა",
    "emoji 😀😃 👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇫🇷 ✊🏽 ❤️ 1️⃣", "ﷺ ﬁ ﬂ ½ ² Ⅷ ℃ ™ …—–‘’“”«»",
    "def f(x):\n    return {k: v for k, v in x.items() if v != None}  # comment\n\n\nclass A(B):\n\tpass\n",
    "int main(int argc, char** argv) { for (auto&& [k, v] : map) std::cout << k << '\\n'; return 0; }",
    "SELECT a.id, COUNT(*) FROM t AS a LEFT JOIN u ON a.id=u.id WHERE x >= 10 GROUP BY 1;",
    "<div class=\"a b\">&nbsp;<p>text</p></div>\r\n<!-- c -->\r\n", "\\begin{align} x^2 &= \\frac{1}{2} \\\\ \\end{align}",
    "https://example.org/a/b?c=d&e=%20f#g user@example.org +49 (0)30 123456", "CamelCaseHTTPServer snake_case SCREAMING_CASE x1y2Z3",
    "tabs\t\tand   spaces    \n\n   \n\ttrailing   ", "\u200b\u200d\ufeff\u00ad\u2060 joiners", "a\u0300\u0301 e\u0308 \u1100\u1161\u11a8",
]


def language_texts():
    draw = random.Random(5)
    mixed = [" ".join(draw.sample(LANGUAGES, 3)) for _ in range(200)]
    cut = [text[draw.randint(0, 20):draw.randint(20, 60)] for text in LANGUAGES * 20]
    return LANGUAGES + mixed + cut


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
            # Of Unicode 14, which Python 3.11 has: later ones are letters to some libraries and not to others.
            if not 0xD800 <= code <= 0xDFFF and unicodedata.category(chr(code)) != "Cn":
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
        "<s>[INST] Which one? [/INST] B </s><s> [INST]", " <s>", "a </s>b", "<unk> <0x0A>", "\u2581already \u2581there",
        "caf\u00e9 au lait, Caf\u00e9", "HTTPServer isn't CamelCase'S it'll", "path/to//file/\n", "\u0130stanbul \u01c5 \u02b0",
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
        "gpt4o": (None, pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(GPT4O), "isolated", False), byte_level])),
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


def piece_tokenizers(texts, size):
    """name -> tokenizer.json of SentencePiece's kind: Llama 2 and Phi-3, Mistral, T5-like words, Gemma."""
    space = "\u2581"
    bytes_of = [f"<0x{byte:02X}>" for byte in range(256)]
    back = [decoders.Replace(space, " "), decoders.ByteFallback(), decoders.Fuse()]
    strip = [decoders.Strip(" ", 1, 0)]
    kinds = {
        "llama2": (normalizers.Sequence([normalizers.Prepend(space), normalizers.Replace(" ", space)]), None, back + strip),
        "mistral": (None, pre_tokenizers.Metaspace(space, prepend_scheme="first", split=False), back + strip),
        "words": (None, pre_tokenizers.Metaspace(space, prepend_scheme="always", split=True), back + strip),
        "gemma": (normalizers.Replace(" ", space), pre_tokenizers.Split(" ", "merged_with_previous"), back),
    }
    for name, (normalizer, pre_tokenizer, decoder) in kinds.items():
        tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
        if normalizer:
            tokenizer.normalizer = normalizer
        # Merges inside words, as SentencePiece trains; the configuration to be tested is put in afterwards.
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(space, prepend_scheme="never" if normalizer else "always", split=True)
        trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=["<unk>", "<s>", "</s>"] + bytes_of, limit_alphabet=300,
                                      show_progress=False)
        tokenizer.train_from_iterator(texts, trainer)
        tokenizer.decoder = decoders.Sequence(decoder)
        tokenizer.add_tokens([AddedToken("<mask>", lstrip=True, normalized=False), AddedToken("[INST]", special=True, normalized=False),
                              AddedToken("caf\u00e9", normalized=True)])
        document = json.loads(tokenizer.to_str())
        document["pre_tokenizer"] = json.loads(pre_tokenizer.__getstate__()) if pre_tokenizer else None
        document["added_tokens"] = [token for token in document["added_tokens"] if token["content"] not in bytes_of]
        for token in document["added_tokens"][:3]:
            token["normalized"] = name == "llama2"  # as Llama 2's file has it: "<s>" is looked for after normalisation
        yield name, json.dumps(document, ensure_ascii=False)


def write_piece_gguf(path, document):
    """The vocabulary of a tokenizer.json of Llama 2's kind as GGUF keeps it: scores instead of merges."""
    import gguf
    model = document["model"]
    tokens = [token for token, _ in sorted(model["vocab"].items(), key=lambda entry: entry[1])]
    rank = {}
    for i, merge in enumerate(model["merges"]):
        rank.setdefault("".join(merge if isinstance(merge, list) else merge.split(" ")), i)
    special = {token["content"]: token for token in document["added_tokens"]}
    for token in sorted(special.values(), key=lambda entry: entry["id"]):
        if token["id"] >= len(tokens):
            tokens.append(token["content"])
    kinds = [2 if token == "<unk>" else 3 if token in special and special[token]["special"] else 4 if token in special
             else 6 if token.startswith("<0x") else 1 for token in tokens]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(rank.get(token, len(rank)) + 1) for token in tokens])
    writer.add_token_types(kinds)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


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
    chosen = options.texts.split(",")
    sets = {}
    if "random" in chosen:
        sets["random text"] = list(random_texts(100000))
    if "languages" in chosen:
        sets["code and languages"] = language_texts()
    if "answers" in chosen and options.shared:
        sets["GSM8K and ViGGO"] = list(answer_texts(options.shared))
    if "mmlu" in chosen and options.shared:
        sets["MMLU-Pro"] = list(mmlu_texts(options.shared))
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        every = {**all_tokenizers(options), **more_tokenizers(options, Path(folder))}
        for name, (path, reference) in every.items():
            for kind, texts in sets.items():
                different += compare_one(options, name, path, reference, kind, texts)
    return 1 if different else 0


def compare_one(options, name, path, reference, kind, texts):
    ours, our_seconds = caftan_ids(options.cli, path, texts)
    begin = time.time()
    theirs = ids_of(reference, texts)
    their_seconds = time.time() - begin
    wrong = [i for i in range(len(texts)) if ours[i] != theirs[i]]
    print(f"{name}, {kind}: {len(texts)} texts, {sum(map(len, theirs))} tokens, {len(wrong)} different; caftan-cli with "
          f"loading and printing {our_seconds:.1f} s, tokenizers {their_seconds:.1f} s", flush=True)
    for i in wrong[:5]:
        print(f"  {texts[i]!a:.200}\n    caftan     {ours[i][:20]}\n    reference  {theirs[i][:20]}")
    return len(wrong)


def write_golden(options):
    folder = Path(options.golden)
    texts = written_texts()
    golden = {"texts": texts, "ids": {}, "decoded": {}, "mmlu_pro_sha256": {}}
    for name, tokenizer in trained_tokenizers():
        (folder / f"tokenizer_{name}.json").write_text(tokenizer.to_str(pretty=False) + "\n", encoding="utf-8")
        golden["ids"][name] = ids_of(tokenizer, texts)
        golden["decoded"][name] = [tokenizer.decode(ids, skip_special_tokens=False) for ids in golden["ids"][name]]
    for name, text in piece_tokenizers(list(corpus()), 700):
        (folder / f"tokenizer_{name}.json").write_text(text + "\n", encoding="utf-8")
        tokenizer = Tokenizer.from_str(text)
        golden["ids"][name] = ids_of(tokenizer, texts)
        golden["decoded"][name] = [tokenizer.decode(ids, skip_special_tokens=False) for ids in golden["ids"][name]]
        if name == "llama2":
            # In GGUF special tokens are looked for before normalisation and leave the spaces beside them.
            document = json.loads(text)
            for token in document["added_tokens"]:
                token["normalized"] = token["lstrip"] = False
            write_piece_gguf(folder / "tokenizer_llama2.gguf", document)
            golden["ids"]["llama2_gguf"] = ids_of(Tokenizer.from_str(json.dumps(document)), texts)
    known = json.loads((folder / "tokenizers.json").read_text())["mmlu_pro_sha256"] if options.keep_digests else {}
    everything = list(mmlu_texts(options.shared)) if options.shared and not known else []
    for name, (_, tokenizer) in all_tokenizers(options).items():
        golden["ids"][name] = ids_of(tokenizer, texts)
        golden["mmlu_pro_sha256"][name] = known.get(name) or digest(ids_of(tokenizer, everything))
    (folder / "tokenizers.json").write_text(json.dumps(golden, ensure_ascii=True, separators=(",", ":")) + "\n")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", help="caftan-cli")
    parser.add_argument("--gguf", help="SmolLM2's GGUF file")
    parser.add_argument("--shared", help="folder with data/mmlu_pro and data/tokenizers")
    parser.add_argument("--texts", default="random,languages,answers,mmlu", help="which texts are compared")
    parser.add_argument("--golden", help="write golden files into this folder instead of comparing")
    parser.add_argument("--keep-digests", action="store_true", help="with --golden: those of all of MMLU-Pro stay as they are")
    options = parser.parse_args()
    return write_golden(options) if options.golden else compare(options)


if __name__ == "__main__":
    sys.exit(main())
