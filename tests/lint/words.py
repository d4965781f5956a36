#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No text tells a person that a patient is well: no news is not good news (safety rule 2)."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree

REASSURING = re.compile(
    r"\b(fine|ok|okay|safe|safely|normal|normally|healthy|all clear|all good|no problems?|nothing wrong|"
    r"no need to worry|don.t worry|in order)\b", re.I)
# a text that warns may use the word; each entry is a whole text
ALLOWED = set()
XGETTEXT = tree.need('xgettext')[0]
# how the texts of a checklist are found
ITS = os.path.join(os.path.abspath(sys.argv[1]), 'data/gettext')
MSGID = re.compile(r'^msgid(?:_plural)? ((?:".*"\n)+)', re.M)


def texts(root, names):
    """Every text xgettext finds in the files, as C, UI or checklist."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder, 'all.pot')
        for name in names:
            subprocess.run(
                [XGETTEXT, '--from-code=UTF-8', '--add-comments', '-k_', '-kN_', '-kC_:1c,2', '-kngettext:1,2',
                 '--join-existing' if pot.exists() else '--force-po', '-o', str(pot), name],
                cwd=root, check=True, capture_output=True, env={**os.environ, 'GETTEXTDATADIRS': ITS})
        text = pot.read_text(encoding='utf-8') if pot.exists() else ''
    for match in MSGID.findall(text):
        yield ''.join(re.findall(r'"(.*)"', match))


def check(root):
    names = [p.as_posix() for p in tree.files(root, ('monitor', 'ui', 'data'), {'.c', '.ui'})]
    names += [p.as_posix() for p in tree.files(root, ('data',), {'.xml'})
              if '<checklist ' in (root / p).read_text(encoding='utf-8')]
    for text in texts(root, names):
        found = REASSURING.search(text)
        if found and text not in ALLOWED:
            yield f'"{text}" says "{found.group()}"'


tree.main(check, planted=[
    ('ui/x.c', 'const char *a = _("The patient is fine");\n'),
    ('ui/x.c', 'const char *a = N_ ("Level normal");\n'),
    ('ui/x.c', 'const char *a = _("All " "clear");\n'),
    ('ui/x.ui', '<?xml version="1.0"?><interface><object class="GtkLabel">'
                '<property name="label" translatable="yes">Everything OK</property></object></interface>\n'),
    ('data/x.xml', '<checklist id="W"><advice>They are fine.</advice></checklist>\n'),
    ('data/x.xml', '<checklist id="W"><item>\n<question>Is that normal?</question></item></checklist>\n'),
    ('data/x.xml', '<checklist id="W"><item><choice value="a">Looks\nhealthy</choice></item></checklist>\n'),
], innocent=[
    ('ui/x.c', 'const char *a = _("Reservoir low"), *b = "ok";\n'),
    ('data/x.xml', '<checklist id="W"><item id="ok"><question>Stiff?</question></item></checklist>\n'),
])
