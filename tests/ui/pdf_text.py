# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a PDF file that cairo wrote: enough to see what is on a printed page, in the order of its drawing."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
SHOWN = re.compile(rb"/(f-\d+-\d+) [\d.]+ Tf|(<[0-9A-Fa-f ]*>|\((?:\\.|[^()\\])*\))|\bET\b|\bT[*dDm]\b", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def stream_of(body):
    found = STREAM.search(body)
    if not found:
        return b""
    try:
        return zlib.decompress(found.group(1))
    except zlib.error:
        return found.group(1)


def read_map(text):
    """Of a ToUnicode map: (bytes a code, {code: text})."""
    width, codes = 1, {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.S):
        for code, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            width = len(code) // 2
            codes[int(code, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, to in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            width = len(first) // 2
            for i in range(int(last, 16) - int(first, 16) + 1):
                codes[int(first, 16) + i] = chr(int(to, 16) + i)
    return width, codes


def literal(token):
    if token.startswith(b"<"):
        return bytes.fromhex(token[1:-1].decode().replace(" ", ""))

    def escape(match):
        value = match.group(1)
        return bytes([int(value, 8)]) if value.isdigit() else ESCAPES.get(value, value)
    return re.sub(rb"\\(\d{1,3}|.)", escape, token[1:-1], flags=re.S)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    objects = {int(number): body for number, body in OBJECT.findall(data)}
    fonts = {}
    for name, number in set(re.findall(rb"/(f-\d+-\d+) (\d+) 0 R", data)):
        to_unicode = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        fonts[name] = read_map(stream_of(objects[int(to_unicode.group(1))])) if to_unicode else (1, {})
    words = []
    for body in objects.values():
        width, codes = 1, {}
        text = stream_of(body)
        if b" Tf" not in text:
            continue
        for font, token in SHOWN.findall(text):
            if font:
                width, codes = fonts.get(font, (1, {}))
            elif token:
                raw = literal(token)
                for i in range(0, len(raw), width):
                    code = int.from_bytes(raw[i:i + width], "big")
                    words.append(codes.get(code, chr(code)))
            else:
                words.append("\n")
    return "".join(words)


def is_whole(path):
    with open(path, "rb") as file:
        return file.read().rstrip().endswith(b"%%EOF")
