/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* @text with [GROUP] KEY=VALUE: the value is replaced where the key stands, else the key comes
 * first in its group, else the group comes last. All other lines stay as they are, comments and
 * ends of lines too. (transfer full) */
char *
thecal_plan_edit_set (const char *text, const char *group, const char *key, const char *value);
