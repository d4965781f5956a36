# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint tests share: files of a tree, and a check that a check can fail."""
import os
import shutil
import sys
import tempfile
from pathlib import Path

SOURCE_FOLDERS = ('monitor', 'ui', 'tests', 'data', 'po')
SKIP = 77


def files(root, folders, suffixes):
    """Paths below root/folder with one of the suffixes, relative to root, in order."""
    for folder in folders:
        for path in sorted((root / folder).rglob('*')):
            if path.is_file() and path.suffix in suffixes and '__pycache__' not in path.parts:
                yield path.relative_to(root)


def code_of(text):
    """C text with comments and string contents blanked, line numbers kept."""
    out, i, state = [], 0, 'code'
    while i < len(text):
        two = text[i:i + 2]
        c = text[i]
        if state == 'code':
            if two == '/*':
                state, i = 'block', i + 2
                continue
            if two == '//':
                state, i = 'line', i + 2
                continue
            if c in '"\'':
                state = c
            out.append(c)
        elif state == 'block':
            if two == '*/':
                state, i = 'code', i + 2
                continue
            if c == '\n':
                out.append(c)
        elif state == 'line':
            if c == '\n':
                state = 'code'
                out.append(c)
        else:
            if c == '\\':
                i += 2
                continue
            if c == state:
                state = 'code'
                out.append(c)
            elif c == '\n':
                out.append(c)
        i += 1
    return ''.join(out)


def need(*tools):
    """Paths of the tools; ends the test as skipped where one is missing."""
    found = []
    for tool in tools:
        path = shutil.which(tool)
        if path is None:
            print(f'skipped: {tool} is not installed')
            sys.exit(SKIP)
        found.append(path)
    return found


def plant(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')


def main(check, planted, innocent=()):
    """check(root) yields complaints. Each (name, text) of planted must be complained of in a tree
    of its own, each of innocent must not; then the tree at argv[1] is checked."""
    broken = False
    for expected, cases in ((True, planted), (False, innocent)):
        for case in cases:
            with tempfile.TemporaryDirectory() as folder:
                for name, text in ([case] if isinstance(case[0], str) else case):
                    plant(Path(folder), name, text)
                complaints = list(check(Path(folder)))
                if bool(complaints) != expected:
                    print(f'self-check: {case!r} gave {complaints}')
                    broken = True
    complaints = list(check(Path(os.path.abspath(sys.argv[1]))))
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if broken or complaints else 0)
