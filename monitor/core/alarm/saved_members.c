/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/saved_members.h"

static GVariant *
save_member (const ThecalMember *member, const void *object)
{
  const char *at = (const char *) object + member->offset;

  switch (member->kind) {
  case THECAL_MEMBER_BOOL:
    return g_variant_new_boolean (*(const bool *) at);
  case THECAL_MEMBER_INT:
    return g_variant_new_int32 (*(const int *) (const void *) at);
  case THECAL_MEMBER_INT64:
  case THECAL_MEMBER_INSTANT:
  case THECAL_MEMBER_SINCE:
    return g_variant_new_int64 (*(const gint64 *) (const void *) at);
  case THECAL_MEMBER_DOUBLE:
    break;
  }

  return g_variant_new_double (*(const double *) (const void *) at);
}

void
thecal_shape_save (const ThecalShape *shape, const void *object, GVariantBuilder *out)
{
  for (gsize i = 0; i < shape->n_members; i++)
    g_variant_builder_add (
        out, "{sv}", shape->members[i].name, save_member (&shape->members[i], object));
}

gint64
thecal_instant_move (gint64 instant_us, gint64 shift_us)
{
  return instant_us == THECAL_NEVER_US || instant_us == THECAL_UNKNOWN_US ? instant_us
                                                                          : instant_us + shift_us;
}

/* Absent, of another type or beyond all times: the initial value stays. */
static void
restore_member (const ThecalMember *member, void *object, GVariantDict *dict, gint64 shift_us)
{
  char *at = (char *) object + member->offset;
  gboolean flag;
  gint64 number;

  switch (member->kind) {
  case THECAL_MEMBER_BOOL:
    if (g_variant_dict_lookup (dict, member->name, "b", &flag))
      *(bool *) at = flag;
    break;
  case THECAL_MEMBER_INT:
    g_variant_dict_lookup (dict, member->name, "i", (gint32 *) (void *) at);
    break;
  case THECAL_MEMBER_INT64:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = number;
    break;
  case THECAL_MEMBER_INSTANT:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = thecal_instant_move (number, shift_us);
    break;
  case THECAL_MEMBER_SINCE:
    if (g_variant_dict_lookup (dict, member->name, "x", &number) && number != THECAL_NEVER_US &&
        thecal_instant_is_sound (number))
      *(gint64 *) (void *) at = thecal_instant_move (number, shift_us);
    break;
  case THECAL_MEMBER_DOUBLE:
    g_variant_dict_lookup (dict, member->name, "d", (double *) (void *) at);
    break;
  }
}

void
thecal_shape_restore (const ThecalShape *shape, void *object, GVariant *saved, gint64 shift_us)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, saved);
  for (gsize i = 0; i < shape->n_members; i++)
    restore_member (&shape->members[i], object, &dict, shift_us);
  g_variant_dict_clear (&dict);
}
