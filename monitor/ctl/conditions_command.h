/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* thecalctl conditions */
int thecal_ctl_conditions (int argc, char **argv);
