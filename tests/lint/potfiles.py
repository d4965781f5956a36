#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names every file with a text for people, and only files that exist."""
import re

import tree

MARK = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|ngettext)\s*\(\s*"')
TRANSLATABLE = re.compile(r'translatable="(?:yes|true)"')
DESKTOP = {'.desktop', '.in'}
CHECKLIST = re.compile(r'^<checklist\b', re.M)


def has_text(path, text):
    if path.suffix in {'.c', '.h'}:
        return MARK.search(re.sub(r'/\*.*?\*/', '', text, flags=re.S)) is not None
    if path.suffix == '.ui':
        return TRANSLATABLE.search(text) is not None
    if path.suffix == '.xml' and CHECKLIST.search(text):
        return True
    return path.name.endswith(('.desktop', '.desktop.in', '.metainfo.xml', '.metainfo.xml.in'))


def check(root):
    potfiles = root / 'po/POTFILES.in'
    if not potfiles.exists():
        potfiles = root / 'po/POTFILES'
    listed = {line.strip() for line in potfiles.read_text(encoding='utf-8').splitlines()
              if line.strip() and not line.startswith('#')}
    for name in sorted(listed):
        if not (root / name).is_file():
            yield f'{potfiles.name}: {name} does not exist'
    for path in tree.files(root, ('monitor', 'ui', 'data'), {'.c', '.h', '.ui', '.desktop', '.xml', '.in'}):
        if has_text(path, (root / path).read_text(encoding='utf-8')) and path.as_posix() not in listed:
            yield f'{potfiles.name}: {path} has texts and is not listed'


tree.main(check, planted=[
    [('po/POTFILES.in', ''), ('ui/x.c', 'a = _("text");\n')],
    [('po/POTFILES.in', ''), ('ui/x.c', 'a = N_ ("text");\n')],
    [('po/POTFILES.in', ''), ('ui/x.ui', '<property translatable="yes">x</property>')],
    [('po/POTFILES.in', 'ui/gone.c\n')],
    [('po/POTFILES.in', ''), ('data/x.xml', '<?xml version="1.0"?>\n<checklist id="W">\n</checklist>\n')],
], innocent=[
    [('po/POTFILES.in', '# a note\nui/x.c\n'), ('ui/x.c', 'a = _("text");\n')],
    [('po/POTFILES.in', ''), ('data/x.xml', '<checklists/>\n')],
    [('po/POTFILES.in', ''), ('ui/x.c', 'snprintf_("x"); /* _("x") */\n')],
])
