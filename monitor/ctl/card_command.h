/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* thecalctl card: emergency card, sheet for a school, travel sheet; needs no monitor. */
int thecal_ctl_card (int argc, char **argv);
