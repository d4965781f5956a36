#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: tools.py ROOT CHECK: one checking program over the files it knows; any output fails."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree


def run(command, cwd, **environment):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', **environment})
    return done.returncode, (done.stdout + done.stderr).strip()


def each(command, names, root):
    for name in names:
        code, output = run([*command, name], root)
        if code or output:
            yield f'{name}: {output or code}'


def some(root, folders, suffixes):
    return [path.as_posix() for path in tree.files(root, folders, suffixes)]


def format_(root):
    """C as .clang-format has it."""
    tool = tree.need('clang-format')[0]
    style = Path(sys.argv[1], '.clang-format').read_text(encoding='utf-8')
    if not (root / '.clang-format').exists():
        tree.plant(root, '.clang-format', style)
    names = some(root, ('monitor', 'ui', 'tests'), {'.c', '.h'})
    if names:
        _, output = run([tool, '--dry-run', *names], root)
        yield from sorted({line for line in output.splitlines() if 'warning:' in line})


def xml(root):
    tool = tree.need('xmllint')[0]
    names = some(root, ('ui', 'data'), {'.xml', '.ui', '.svg'})
    yield from each([tool, '--noout', '--nonet'], names, root)


def with_suffix(root, suffix):
    """Files of data that end so, also before their texts are merged: name, and a copy that ends so for the tool."""
    for path in tree.files(root, ('data',), {'.in', Path(suffix).suffix}):
        if path.name.removesuffix('.in').endswith(suffix):
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder, path.name.removesuffix('.in'))
                copy.write_bytes((root / path).read_bytes())
                yield path, copy.as_posix()


def desktop(root):
    tool = tree.need('desktop-file-validate')[0]
    for path, copy in with_suffix(root, '.desktop'):
        _, output = run([tool, copy], root)
        if output:
            yield f'{path}: {output}'


def metainfo(root):
    tool = tree.need('appstreamcli')[0]
    for path, copy in with_suffix(root, '.metainfo.xml'):
        code, output = run([tool, 'validate', '--no-net', copy], root)
        if code:
            yield f'{path}: {output}'


def units(root):
    """systemd-analyze returns 0 on a misspelt key, so any output fails."""
    tool = tree.need('systemd-analyze')[0]
    for path in tree.files(root, ('data',), {'.service', '.timer', '.socket', '.in'}):
        name = path.name.removesuffix('.in')
        text = (root / path).read_text(encoding='utf-8')
        if '[Unit]' not in text:
            continue
        # where it will be installed is not there yet
        text = re.sub(r'^(Exec\w+=)\S+', r'\1/bin/true', text, flags=re.M)
        with tempfile.TemporaryDirectory() as folder:
            tree.plant(Path(folder), name, text)
            who = '--system' if 'systemd/system/' in path.as_posix() else '--user'
            code, output = run([tool, 'verify', who, '--man=no', f'{folder}/{name}'], root, XDG_RUNTIME_DIR=folder)
            lines = [line for line in output.splitlines() if name in line]
            if lines:
                yield f'{path}: {lines}'
            elif code:
                yield f'{path}: {output}'


def man(root):
    tool = tree.need('mandoc')[0]
    for name in some(root, ("data",), {".1", ".8"}):
        _, output = run([tool, "-T", "lint", "-W", "warning", name], root)
        # a page that goes with every version carries no date
        yield from (line for line in output.splitlines() if "missing date" not in line)


def scripts(root):
    tool = tree.need('shellcheck')[0]
    names = [name for name in ('run.sh', 'test.sh', '.ci/run') if (root / name).exists()]
    names += some(root, ('tests', 'data'), {'.sh'})
    names += [path.as_posix() for path in tree.files(root, ('data',), {''}) if '/libexec/' in path.as_posix()]
    yield from each([tool, '-x', '-S', 'warning'], names, root)


def spelling(root):
    tool = tree.need('codespell')[0]
    names = [name for name in ('monitor', 'ui', 'tests', 'data', 'README.md', 'CONTRIBUTING.md') if (root / name).exists()]
    # words of the field that are no slips; a line end in a C text is no letter of the next word
    _, output = run([tool, '--ignore-regex', r'\\n', '--skip', '*.png,*.svg,*.bin,*/corpus/*,*/__pycache__/*', '-L', 'ser,ond,te,inout,ue,nd,crate', *names], root)
    yield from output.splitlines()


def punctuation(root):
    """Marks of unfinished work have no place in a medical program."""
    mark = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
    for path in tree.files(root, ('monitor', 'ui', 'tests', 'data'), {'.c', '.h', '.py', '.sh', '.ui', '.build', '.xml'}):
        for number, line in enumerate((root / path).read_text(encoding='utf-8').splitlines(), 1):
            if mark.search(line):
                yield f'{path}:{number}: {line.strip()}'


UNIT = '[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\n'
CHECKS = {
    'format': (format_, [('monitor/x.c', 'int f(void){return 0;}\n')]),
    'xml': (xml, [('ui/x.ui', '<interface>\n')]),
    'desktop': (desktop, [('data/x.desktop.in', '[Desktop Entry]\nType=Application\n')]),
    'metainfo': (metainfo, [('data/x.metainfo.xml.in', '<component/>\n')]),
    'units': (units, [('data/x.service', UNIT + 'Restrat=always\n')]),
    'man': (man, [('data/man/x.1', '.TH X 1\n.SH NAME\n.BOGUS x\n')]),
    'scripts': (scripts, [('tests/x.sh', '#!/bin/bash\ncd $1\nrm $x/*\n')]),
    'spelling': (spelling, [('data/x.xml', 'rec' 'ieve\n')]),
    'unfinished': (punctuation, [('ui/x.c', '/* TO' 'DO */\n')]),
}

if len(sys.argv) != 3 or sys.argv[2] not in CHECKS:
    sys.exit('usage: tools.py ROOT ' + '|'.join(CHECKS))
tree.main(CHECKS[sys.argv[2]][0], planted=CHECKS[sys.argv[2]][1])
