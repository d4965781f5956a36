/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/instant.h"

/* What survives the process, by name: a member that a file lacks keeps its initial value, one that
 * this version does not know is passed over. */

typedef enum {
  THECAL_MEMBER_BOOL,
  THECAL_MEMBER_INT, /* int, guint and enumerations */
  THECAL_MEMBER_INT64,
  THECAL_MEMBER_INSTANT, /* boot clock: moved to this boot's */
  THECAL_MEMBER_SINCE,   /* the same, of what has been: never "never" */
  THECAL_MEMBER_DOUBLE,
} ThecalMemberKind;

typedef struct {
  const char *name;
  ThecalMemberKind kind;
  gsize offset;
} ThecalMember;

#define THECAL_MEMBER(type, kind, member)                                                          \
  {                                                                                                \
#member, kind, G_STRUCT_OFFSET(type, member)                                                   \
  }

typedef struct {
  const ThecalMember *members;
  gsize n_members;
} ThecalShape;

/* Adds the members of @object to @out, an open a{sv}. */
void thecal_shape_save (const ThecalShape *shape, const void *object, GVariantBuilder *out);
/* Takes from @saved, an a{sv}; what is absent, of another type or beyond all times stays as it is.
 * @shift_us is added to instants of the boot clock. */
void
thecal_shape_restore (const ThecalShape *shape, void *object, GVariant *saved, gint64 shift_us);

/* An instant of the boot clock on another boot's; "never" and "unknown" stay what they are. */
gint64 thecal_instant_move (gint64 instant_us, gint64 shift_us);
