#!/usr/bin/env python3
"""chat_formats.json: conversations as transformers' apply_chat_template writes them (pip install transformers gguf).

    make_chat_formats.py SMOLLM2.gguf LLAMA3_TOKENIZER_FOLDER > tests/core/golden/chat_formats.json

Llama 3.1's template is written out here: the part of the published one that is used without tools, its date frozen.
"""
import json
import sys

import gguf
from transformers import AutoTokenizer
from transformers.utils.chat_template_utils import render_jinja_template

LLAMA31 = """{{- bos_token }}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{{- "Cutting Knowledge Date: December 2023\\n" }}
{{- "Today Date: 26 Jul 2024\\n\\n" }}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

CONVERSATIONS = [
    [("system", "Be brief."), ("user", "Which one?\n\nA. this\nB. that")],
    [("system", "  spaces \n\n"), ("user", "\t\u00a0one\u3000 "), ("assistant", " B\n"), ("user", "é?")],
    [("system", ""), ("user", "x")],
]


def main():
    smollm = gguf.GGUFReader(sys.argv[1]).fields["tokenizer.chat_template"].contents()
    llama3 = AutoTokenizer.from_pretrained(sys.argv[2]).chat_template
    cases = []
    for name, template in (("chatml", smollm), ("llama3", llama3), ("llama3.1", LLAMA31)):
        conversations = CONVERSATIONS + ([[("user", "no system message")]] if name != "chatml" else [])
        for pairs in conversations:
            messages = [{"role": role, "content": content} for role, content in pairs]
            for generate in (True, False):
                rendered, _ = render_jinja_template([messages], chat_template=template, add_generation_prompt=generate,
                                                    bos_token="<|begin_of_text|>")
                cases.append({"format": name, "messages": messages, "generate": generate, "text": rendered[0]})
    print(json.dumps(cases, indent=1))


main()
