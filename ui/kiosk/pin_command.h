/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* thecal-kiosk --set-pin: a new PIN from standard input, one line; twice and unseen where a person
 * types it. For the owner of the machine, who has forgotten the old one or whose file is spoilt.
 * Exit status: 0 kept, 1 not kept, 2 no PIN. */
int thecal_pin_command_run (void);
