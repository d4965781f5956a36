/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* thecalctl report: four weeks for the team, from what the monitor keeps. */
int thecal_ctl_report (int argc, char **argv);
/* thecalctl export --format fhir. */
int thecal_ctl_export_fhir (int argc, char **argv);
