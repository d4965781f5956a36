/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl replay FILE [--json]": the core over a session in virtual time, every effect printed.
 * argv[0] is "replay". Returns the exit status: 0, or 2 for a bad file or usage. */
int thecal_ctl_replay (int argc, char **argv);
