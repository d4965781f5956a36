/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "thecalctl forecast …": the pure forecast of the numbers given. Returns the exit status. */
int thecal_ctl_forecast (int argc, char **argv);
