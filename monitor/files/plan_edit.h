/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* One value of a plan changes; all other lines stay as they are, comments and ends of lines too. */

/* @text with [GROUP] KEY=VALUE: the value is replaced where the key stands, else the key comes
 * after the others of its group, else the group comes last. @value as a person types it; what a key
 * file would take for something else is escaped. (transfer full) */
char *
thecal_plan_edit_set (const char *text, const char *group, const char *key, const char *value);
/* @text without KEY, and without the head of GROUP where no key is left in it; comments stay. @key
 * NULL: all keys of the group. (transfer full) */
char *thecal_plan_edit_remove (const char *text, const char *group, const char *key);
