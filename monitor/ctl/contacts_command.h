/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl contacts": whom to call now, in order, and why. Needs no monitor. */
int thecal_ctl_contacts (int argc, char **argv);
