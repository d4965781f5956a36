/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl checklist check FILE": what is wrong with a checklist file. Returns the exit status.
 */
int thecal_ctl_checklist (int argc, char **argv);
