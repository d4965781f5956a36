/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

int thecal_ctl_calendar (int argc, char **argv);
/* "export --format ics" */
int thecal_ctl_export_calendar (int argc, char **argv);
