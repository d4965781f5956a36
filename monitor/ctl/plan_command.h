/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl plan check FILE": whether a care plan reads well, and what to look at. */
int thecal_ctl_plan (int argc, char **argv);
