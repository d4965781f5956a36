#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test_kiosk_install.py SOURCE: data/kiosk/install.sh into a root of its own, and back."""
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(sys.argv.pop(1))
KIOSK = SOURCE / 'data/kiosk'
UNITS = KIOSK / 'root/etc/systemd/system'
# what systemd-analyze says of it, 0 to 10
EXPOSURE_MOST = {'thecal-kiosk.service': 1.5}
EXECUTABLE = {'usr/local/libexec/thecal-kiosk-left', 'usr/local/libexec/thecal-kiosk-session'}


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120,
                          check=False, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    return done.returncode, done.stdout + done.stderr


def snapshot(root):
    """Path → kind, mode and content."""
    found = {}
    for path in sorted(root.rglob('*')):
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        found[path.relative_to(root).as_posix()] = (stat.S_IFMT(status.st_mode), stat.S_IMODE(status.st_mode), content)
    return found


class Install(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix='thecal-root-'))
        self.addCleanup(shutil.rmtree, self.root)

    def install(self, *options):
        code, output = run(KIOSK / 'install.sh', '--root', self.root, *options)
        self.assertEqual(code, 0, output)
        return output

    def put(self, name, text, mode=0o644):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
        path.chmod(mode)

    def test_empty_root_and_back(self):
        before = snapshot(self.root)
        self.install()
        after = snapshot(self.root)
        for path in (path for path in (KIOSK / 'root').rglob('*') if path.is_file()):
            name = path.relative_to(KIOSK / 'root').as_posix()
            _, mode, content = after[name]
            self.assertEqual(content, path.read_bytes(), name)
            self.assertEqual(mode, 0o755 if name in EXECUTABLE else 0o644, name)
        self.assertEqual(after['etc/systemd/system/ctrl-alt-del.target'][2], '/dev/null')
        self.assertIn('etc/systemd/system/multi-user.target.wants/thecal-kiosk.service', after)
        self.install()
        self.assertEqual(snapshot(self.root), after)
        self.install('--remove')
        self.assertEqual(snapshot(self.root), before)
        self.assertIn('nothing to take away', self.install('--remove'))

    def test_what_was_there_comes_back(self):
        self.put('etc/default/thecal-kiosk', 'mine\n', 0o600)
        self.put('etc/thecal/note', 'stays\n')
        self.put('etc/systemd/logind.conf.d/40-mine.conf', '[Login]\n')
        (self.root / 'etc/systemd/system').mkdir()
        (self.root / 'etc/systemd/system/default.target').symlink_to('/lib/systemd/system/graphical.target')
        before = snapshot(self.root)
        self.install('--dry-run')
        self.assertEqual(snapshot(self.root), before)
        self.install()
        self.assertEqual(os.readlink(self.root / 'etc/systemd/system/default.target'), '/lib/systemd/system/multi-user.target')
        self.assertNotEqual((self.root / 'etc/default/thecal-kiosk').read_text(encoding='utf-8'), 'mine\n')
        self.install()
        self.install('--remove', '--dry-run')
        self.install('--remove')
        self.assertEqual(snapshot(self.root), before)

    def test_what_the_owner_changed_is_kept(self):
        self.install()
        self.put('etc/default/thecal-kiosk', 'THECAL_COMPOSITOR=sway\n')
        self.put('etc/udev/rules.d/70-thecal.rules', '# mine\n')
        self.install()
        self.assertEqual((self.root / 'etc/default/thecal-kiosk').read_text(encoding='utf-8'), 'THECAL_COMPOSITOR=sway\n')
        self.install('--remove')
        self.assertEqual((self.root / 'etc/default/thecal-kiosk.thecal').read_text(encoding='utf-8'), 'THECAL_COMPOSITOR=sway\n')

    def test_data_is_not_touched(self):
        self.put('var/lib/thecal/.config/thecal/kiosk.ini', '[pin]\nHash=x\n', 0o600)
        before = snapshot(self.root / 'var')
        self.install()
        self.install('--remove')
        self.assertEqual(snapshot(self.root / 'var'), before)

    def test_usage(self):
        self.assertEqual(run(KIOSK / 'install.sh', '--bogus')[0], 2)
        self.assertEqual(run(KIOSK / 'install.sh', '--root', self.root / 'nowhere')[0], 2)

    def test_user_and_folders(self):
        """What the first start of that system does with the files."""
        self.install()
        code, output = run('systemd-sysusers', '--root=' + self.root.as_posix())
        self.assertEqual(code, 0, output)
        passwd = (self.root / 'etc/passwd').read_text(encoding='utf-8')
        self.assertRegex(passwd, r'(?m)^thecal:[^:]*:\d+:\d+:Thecal:/var/lib/thecal:/usr/sbin/nologin$')
        groups = (self.root / 'etc/group').read_text(encoding='utf-8')
        for group in ('audio', 'video', 'input', 'render', 'gpio'):
            self.assertRegex(groups, rf'(?m)^{group}:[^:]*:\d+:thecal$')
        code, output = run('systemd-tmpfiles', '--root=' + self.root.as_posix(), '--create', '--prefix=/var')
        self.assertEqual(code, 0, output)
        self.assertEqual(stat.S_IMODE((self.root / 'var/lib/thecal').stat().st_mode), 0o700)
        self.assertTrue((self.root / 'var/lib/systemd/linger/thecal').is_file())


class Units(unittest.TestCase):
    def test_exposure(self):
        for name, most in EXPOSURE_MOST.items():
            code, output = run('systemd-analyze', 'security', '--offline=true', '--no-pager', UNITS / name)
            found = re.search(r'exposure level for \S+: ([0-9.]+)', output)
            self.assertEqual(code, 0, output)
            self.assertIsNotNone(found, output)
            print(f'{name}: exposure {found[1]}')
            self.assertLessEqual(float(found[1]), most, output)

    def test_comes_back_for_ever(self):
        text = (UNITS / 'thecal-kiosk.service').read_text(encoding='utf-8')
        for line in ('Restart=always', 'RestartSec=250ms', 'StartLimitIntervalSec=0', 'Type=notify'):
            self.assertIn(f'\n{line}\n', text)
        self.assertRegex(text, r'\nWatchdogSec=\d+\n')
        # a login session would take the processes out of the unit
        self.assertNotRegex(text, r'(?m)^PAMName=')

    def test_one_file_for_bluetooth(self):
        name = 'bluetooth.service.d/50-thecal.conf'
        self.assertEqual((UNITS / name).read_bytes(), (SOURCE / 'data/systemd' / name).read_bytes())


unittest.main()
