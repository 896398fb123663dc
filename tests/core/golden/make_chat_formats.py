#!/usr/bin/env python3
"""chat_formats.json: conversations as transformers' apply_chat_template writes them (pip install transformers gguf).

    make_chat_formats.py SMOLLM2.gguf LLAMA3_TOKENIZER_FOLDER QWEN2.5_TOKENIZER_FOLDER > tests/core/golden/chat_formats.json

The templates of the files named are their models' own. The others are written out here: the parts of the published ones
that are used without tools, with their marks; dates frozen, thinking off.
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

LLAMA2 = """{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% set system = messages[0]['content'] %}\
{% else %}{% set rest = messages %}{% set system = false %}{% endif %}{% for message in rest %}\
{% if loop.index0 == 0 and system != false %}\
{% set content = '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' + message['content'] %}\
{% else %}{% set content = message['content'] %}{% endif %}\
{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}\
{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}"""

QWEN2 = """{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}\
{{ '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n' }}{% endif %}\
{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}\
{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"""

QWEN3 = """{%- if messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(searching=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.searching and message.role == "user" %}
        {%- set ns.searching = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content %}
        {%- set reasoning = '' %}
        {%- if '</think>' in message.content %}
            {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
            {%- set reasoning = message.content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query_index and (loop.last or reasoning) %}
            {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}"""

CHATML = """{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}\
{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"""

MISTRAL = """{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}\
{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}\
{{ message['content'] + eos_token}}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}\
{% endif %}{% endfor %}"""


def mistral(before, after, answer, system_goes):
    """The templates of the later versions differ by blanks, and by the user's message that takes the system's."""
    return """{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if SYSTEM and system_message is defined %}
            {{- "BEFORE" + system_message + "\\n\\n" + message["content"] + "AFTER" }}
        {%- else %}
            {{- "BEFORE" + message["content"] + "AFTER" }}
        {%- endif %}
    {%- elif message["role"] == "assistant" %}
        {{- ANSWER + eos_token}}
    {%- endif %}
{%- endfor %}""".replace("SYSTEM", system_goes).replace("BEFORE", before).replace("AFTER", after).replace("ANSWER", answer)


MISTRAL7 = """{{- bos_token }}
{%- for message in messages %}
    {%- if message['role'] == 'user' %}
        {{- '[INST]' + message['content'] + '[/INST]' }}
    {%- elif message['role'] == 'system' %}
        {{- '[SYSTEM_PROMPT]' + message['content'] + '[/SYSTEM_PROMPT]' }}
    {%- elif message['role'] == 'assistant' %}
        {{- message['content'] + eos_token }}
    {%- endif %}
{%- endfor %}"""

PHI3 = """{% for message in messages %}{% if message['role'] == 'system' and message['content'] %}{{'<|system|>
' + message['content'] + '<|end|>
'}}{% elif message['role'] == 'user' %}{{'<|user|>
' + message['content'] + '<|end|>
'}}{% elif message['role'] == 'assistant' %}{{'<|assistant|>
' + message['content'] + '<|end|>
'}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>
' }}{% else %}{{ eos_token }}{% endif %}"""

PHI4MINI = """{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}{% endfor %}\
{% if add_generation_prompt %}{{ '<|assistant|>' }}{% else %}{{ eos_token }}{% endif %}"""

PHI4 = """{% for message in messages %}{% if (message['role'] == 'system') %}\
{{'<|im_start|>system<|im_sep|>' + message['content'] + '<|im_end|>'}}{% elif (message['role'] == 'user') %}\
{{'<|im_start|>user<|im_sep|>' + message['content'] + '<|im_end|>'}}{% elif (message['role'] == 'assistant') %}\
{{'<|im_start|>assistant<|im_sep|>' + message['content'] + '<|im_end|>'}}{% endif %}{% endfor %}\
{% if add_generation_prompt %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}"""

GEMMA3 = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- set first_user_prefix = messages[0]['content'] + '\n\n' -%}
    {%- set loop_messages = messages[1:] -%}
{%- else -%}
    {%- set first_user_prefix = "" -%}
    {%- set loop_messages = messages -%}
{%- endif -%}
{%- for message in loop_messages -%}
    {%- if (message['role'] == 'assistant') -%}
        {%- set role = "model" -%}
    {%- else -%}
        {%- set role = message['role'] -%}
    {%- endif -%}
    {{ '<start_of_turn>' + role + '\n' + (first_user_prefix if loop.first else "") }}
    {{ message['content'] | trim }}
    {{ '<end_of_turn>\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{'<start_of_turn>model\n'}}
{%- endif -%}
"""
# the published one joins these lines through an if without blanks; so do comments here
GEMMA3 = GEMMA3.replace('loop.first else "") }}\n    ', 'loop.first else "") }}{#-\n    -#}').replace(
    "| trim }}\n    ", "| trim }}{#-\n    -#}")

CONVERSATIONS = [
    [("system", "Be brief."), ("user", "Which one?\n\nA. this\nB. that")],
    [("system", "  spaces \n\n"), ("user", "\t\u00a0one\u3000 "), ("assistant", " B\n"), ("user", "é?")],
    [("system", ""), ("user", "x")],
    [("user", "no system message"), ("assistant", "<think>\nwhy\n</think>\n\nbecause"), ("user", "and?"), ("assistant", "yes")],
    [("user", "no system message")],
]


def main():
    smollm = gguf.GGUFReader(sys.argv[1]).fields["tokenizer.chat_template"].contents()
    llama3, qwen25 = (AutoTokenizer.from_pretrained(folder).chat_template for folder in sys.argv[2:4])
    s, im = ("<s>", "</s>"), ("", "<|im_end|>")
    templates = {
        "chatml": (CHATML, im), "smollm2": (smollm, im), "qwen2": (QWEN2, im), "qwen2.5": (qwen25, im),
        "qwen3": (QWEN3, im), "llama2": (LLAMA2, s), "llama3": (llama3, ("<|begin_of_text|>", "<|eot_id|>")),
        "llama3.1": (LLAMA31, ("<|begin_of_text|>", "<|eot_id|>")), "mistral": (MISTRAL, s),
        "mistral-v1": (mistral(" [INST] ", " [/INST]", '" " + message["content"]', "loop.first"), s),
        "mistral-v3": (mistral("[INST] ", "[/INST]", '" " + message["content"]|trim', "loop.last"), s),
        "mistral-tekken": (mistral("[INST]", "[/INST]", 'message["content"]', "loop.last"), s),
        "mistral-v7": (MISTRAL7, s), "phi3": (PHI3, ("<s>", "<|endoftext|>")),
        "phi4-mini": (PHI4MINI, ("<|endoftext|>", "<|endoftext|>")), "phi4": (PHI4, im),
        "gemma3": (GEMMA3, ("<bos>", "<eos>")),
    }
    cases = []
    for name, (template, (begin, end)) in templates.items():
        for pairs in CONVERSATIONS:
            if name == "mistral" and pairs[0][0] == "system":
                continue
            messages = [{"role": role, "content": content} for role, content in pairs]
            texts = {}
            for generate in (True, False):
                rendered, _ = render_jinja_template([messages], chat_template=template, add_generation_prompt=generate,
                                                    bos_token=begin, eos_token=end, enable_thinking=False)
                texts["prompt" if generate else "text"] = rendered[0]
            cases.append({"format": name, "messages": messages, **texts})
    print(json.dumps({"templates": {name: template for name, (template, _) in templates.items()}, "cases": cases}, indent=1,
                     ensure_ascii=False))


main()
