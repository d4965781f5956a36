/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/care_facts.h"
#include "core/alarm/saved_members.h"

/* The care around the pump, as it survives the process. */

static const ThecalMember members[] = {
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, mri_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, mri_alarmed),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, watch_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, watch_seen_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT, watch_missed),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, fill_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, plan_fill_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_DOUBLE, fill_expected_ml),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_DOUBLE, fill_withdrawn_ml),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, missed_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, battery_planned),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, triage_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, triage_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INSTANT, repeat_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, fever),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, fever_below_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, fever_above_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, bowel_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, operation_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, plan_operation_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, written_operation_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT, post_op_seen),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, tablets_known),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, tablets_carried),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, tablets_expire_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_INT64, replace_by_wall_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_BOOL, on_battery),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_DOUBLE, host_percent),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, drill_us),
  THECAL_MEMBER (ThecalCareFacts, THECAL_MEMBER_SINCE, proof_us),
};

static const ThecalShape shape = { members, G_N_ELEMENTS (members) };

static GVariant *
save_instants (const gint64 *instants_us, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, instants_us, n, sizeof (gint64));
}

GVariant *
thecal_care_facts_save (const ThecalCareFacts *self)
{
  GVariantBuilder out, diary;

  g_variant_builder_init (&out, G_VARIANT_TYPE_VARDICT);
  thecal_shape_save (&shape, self, &out);
  g_variant_builder_add (
      &out, "{sv}", "visits", save_instants (self->visit_wall_us, THECAL_N_VISITS));
  g_variant_builder_add (&out, "{sv}", "signs", save_instants (self->sign_us, THECAL_N_SIGNS));
  g_variant_builder_init (&diary, G_VARIANT_TYPE ("a(id)"));
  for (int i = 0; i < self->n_diary; i++)
    g_variant_builder_add (&diary, "(id)", self->diary[i].day, self->diary[i].stiffness);
  g_variant_builder_add (&out, "{sv}", "diary", g_variant_builder_end (&diary));

  return g_variant_builder_end (&out);
}

static void
restore_instants (GVariant *saved, const char *name, gint64 *out, gsize n, gint64 shift_us)
{
  g_autoptr (GVariant) list = g_variant_lookup_value (saved, name, G_VARIANT_TYPE ("ax"));
  const gint64 *instants_us;
  gsize n_saved = 0;

  if (list == NULL)
    return;
  instants_us = g_variant_get_fixed_array (list, &n_saved, sizeof (gint64));
  for (gsize i = 0; i < MIN (n, n_saved); i++)
    if (instants_us[i] != THECAL_NEVER_US && thecal_instant_is_sound (instants_us[i]))
      out[i] = thecal_instant_move (instants_us[i], shift_us);
}

static void
restore_diary (ThecalCareFacts *self, GVariant *saved)
{
  g_autoptr (GVariant) list = g_variant_lookup_value (saved, "diary", G_VARIANT_TYPE ("a(id)"));
  GVariantIter iter;
  ThecalDiaryDay day;

  if (list == NULL)
    return;
  g_variant_iter_init (&iter, list);
  self->n_diary = 0;
  while (self->n_diary < THECAL_DIARY_DAYS &&
         g_variant_iter_next (&iter, "(id)", &day.day, &day.stiffness))
    if (day.day > -365000 && day.day < 365000 && day.stiffness >= 0.0 && day.stiffness <= 10.0)
      self->diary[self->n_diary++] = day;
}

void
thecal_care_facts_restore (ThecalCareFacts *self, GVariant *saved, gint64 shift_us)
{
  thecal_shape_restore (&shape, self, saved, shift_us);
  restore_instants (saved, "visits", self->visit_wall_us, THECAL_N_VISITS, 0);
  restore_instants (saved, "signs", self->sign_us, THECAL_N_SIGNS, shift_us);
  restore_diary (self, saved);
  /* of a version that knew the plan's only */
  if (self->plan_operation_wall_us == THECAL_UNKNOWN_US &&
      self->written_operation_wall_us == THECAL_UNKNOWN_US)
    self->plan_operation_wall_us = self->operation_wall_us;
  self->watch_missed = CLAMP (self->watch_missed, 0, THECAL_N_WATCH_PROMPTS);
}
