/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* The lines of a key file, since GKeyFile itself remembers none: for messages. @text is UTF-8 that
 * GKeyFile has taken. */
typedef struct {
  const char *rest; /* what is not read yet; borrowed */
  gsize rest_size;
  guint number; /* of the line below, from 1 */
  char *group;  /* of this line; "" before the first one */
  char *key;    /* NULL: the head of a group */
} ThecalPlanLines;

void thecal_plan_lines_init (ThecalPlanLines *self, const char *text, gsize size);
/* The next line that is a group or a key; false at the end. */
bool thecal_plan_lines_next (ThecalPlanLines *self);
void thecal_plan_lines_clear (ThecalPlanLines *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalPlanLines, thecal_plan_lines_clear)

/* The line of @key of @group (the last, whose value counts), else that of the group; 0: neither.
 * Names may be cut to 63 octets, as ThecalPlanError has them. */
guint thecal_plan_lines_find (const char *text, gsize size, const char *group, const char *key);
