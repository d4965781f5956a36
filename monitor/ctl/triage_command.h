/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* thecalctl triage: answers in, outcome out, with no monitor and no bus. */
int thecal_ctl_triage (int argc, char **argv);
