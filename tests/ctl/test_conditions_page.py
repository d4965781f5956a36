#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data/conditions.md is what `thecalctl conditions` writes from the table of conditions."""
import difflib
import subprocess
import sys
from pathlib import Path


def main(thecalctl, page):
    written = subprocess.run([thecalctl, 'conditions'], capture_output=True, text=True, timeout=30, check=True).stdout
    kept = Path(page).read_text(encoding='utf-8')
    sections = written.count('\n## ')
    if sections != 38:
        sys.exit(f'{sections} conditions, expected A01-A37 and the drill')
    if written != kept:
        sys.stdout.writelines(difflib.unified_diff(
            kept.splitlines(True), written.splitlines(True), 'data/conditions.md', 'thecalctl conditions'))
        sys.exit('data/conditions.md is not what the table says: thecalctl conditions > data/conditions.md')


main(*sys.argv[1:3])
