/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* What people write down: add, list, withdraw; the diary by a short way; levels of a chart. */
int thecal_ctl_diary (int argc, char **argv);
int thecal_ctl_entry (int argc, char **argv);
int thecal_ctl_levels (int argc, char **argv);
