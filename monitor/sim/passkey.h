/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The pump's display: "PASSKEY ADDRESS 012345" on stdout, the six digits alone in @file (nullable),
 * which is replaced as a whole. */
void thecal_passkey_show (const char *address, guint32 passkey, const char *file);
