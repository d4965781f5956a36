#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""xgettext finds every text of the checklists, each with its line, and tells spasm from seizure."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree

XGETTEXT = tree.need('xgettext')[0]
ITS = os.path.join(os.path.abspath(sys.argv[1]), 'data/gettext')
TEXT = re.compile(r'<(title|suspicion|question|child-question|help|finding|choice|advice)\b[^>]*>([^<]*)</\1>')
ENTRY = re.compile(r'((?:^#.*\n)+)^msgid ((?:".*"\n)+)', re.M)
ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>'}


def written(text):
    """{text: lines of its tags} as the file has them."""
    found = {}
    for match in TEXT.finditer(text):
        plain = ' '.join(match.group(2).split())
        for entity, sign in ENTITIES.items():
            plain = plain.replace(entity, sign)
        found.setdefault(plain, set()).add(text.count('\n', 0, match.start()) + 1)
    return found


def extracted(root, path):
    """{text: (lines, comment)} as xgettext has them."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder, 'x.pot')
        subprocess.run([XGETTEXT, '--from-code=UTF-8', '--add-comments', '--no-wrap', '-o', pot, path.as_posix()],
                       cwd=root, check=True, capture_output=True, env={**os.environ, 'GETTEXTDATADIRS': ITS})
        text = pot.read_text(encoding='utf-8') if pot.exists() else ''
    found = {}
    for comments, strings in ENTRY.findall(text):
        plain = ''.join(re.findall(r'"(.*)"', strings)).replace('\\"', '"')
        lines = {int(line) for line in re.findall(rf'{re.escape(path.as_posix())}:(\d+)', comments)}
        if plain:
            found[plain] = lines, comments
    return found


def check(root):
    for path in tree.files(root, ('data',), {'.xml'}):
        text = (root / path).read_text(encoding='utf-8')
        if '<checklist ' not in text:
            continue
        expected, found = written(text), extracted(root, path)
        if not expected:
            yield f'{path}: no text at all'
        for plain in sorted(expected.keys() ^ found.keys()):
            yield f'{path}: "{plain}" is {"not " if plain in expected else ""}found by xgettext'
        for plain in sorted(expected.keys() & found.keys()):
            lines, comments = found[plain]
            if lines != expected[plain]:
                yield f'{path}: "{plain}" stands in {expected[plain]}, xgettext says {lines}'
            if re.search(r'spasm|seizure', plain) and 'Never use the same word' not in comments:
                yield f'{path}: "{plain}" comes without the note on spasm and seizure'


tree.main(check, planted=[
    ('data/x.xml', '<checklist id="W">\n</checklist>\n'),
    # a text that the rules do not know
    ('data/x.xml', '<checklist id="W"><item><question>Q?</question></item><group><help>H</help></group></checklist>\n'),
], innocent=[
    ('data/x.xml', '<checklist id="W">\n<item><question>Q &amp;\n  A?</question></item></checklist>\n'),
    ('data/x.xml', '<other/>\n'),
])
