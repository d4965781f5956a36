/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl decode [--dialect thecal|ids] UUID HEX [--json]". argv[0] is "decode". Exit status: 0,
 * 1 for a value that does not decode, 2 for bad usage. */
int thecal_ctl_decode (int argc, char **argv);
