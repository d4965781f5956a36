/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/bag_group.h"

#include <glib/gi18n.h>

#include "shared/now.h"
#include "words/script_parts.h"

#define ROWS "thecal-rows" /* GtkWidget *[3], borrowed */
#define SOON_US (30 * THECAL_DAY_US)

enum { TABLETS, CARD, PRINTOUT, N_ROWS };

static void
set_row (GtkWidget *row, const char *words, gboolean needs_somebody)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  if (needs_somebody)
    gtk_widget_add_css_class (row, "thecal-warning-row");
  else
    gtk_widget_remove_css_class (row, "thecal-warning-row");
}

static void
set_tablets (GtkWidget *row, const ThecalPlanDocument *document, gint64 now_us)
{
  const gint64 expire_us = document->plan.tablets_expire_us;
  const gboolean known = document->plan.tablets_known && expire_us != THECAL_UNKNOWN_US;
  const char *where = document->patient->tablets_where;
  g_autofree char *date = known ? thecal_script_date (expire_us) : NULL;
  g_autofree char *words = NULL;

  if (!known)
    words = g_strdup (_ ("It is not entered when they expire."));
  else if (expire_us <= now_us)
    words = g_strdup_printf (_ ("Expired on %s. Ask for new ones."), date);
  else
    words = g_strdup_printf (
        _ ("They expire on %s%s%s"), date, where != NULL ? ", " : "", where != NULL ? where : "");
  set_row (row, words, !known || expire_us <= now_us + SOON_US);
}

static void
set_printout (GtkWidget *row, const ThecalPlanDocument *document)
{
  const gint64 filled_us = document->plan.filled_at_us;
  g_autofree char *date = filled_us != THECAL_UNKNOWN_US ? thecal_script_date (filled_us) : NULL;
  g_autofree char *words =
      date != NULL ? g_strdup_printf (_ ("That of %s, or a copy on the telephone"), date)
                   : g_strdup (_ ("No refill is entered."));

  set_row (row, words, date == NULL);
}

void
thecal_bag_group_set (GtkWidget *group, ThecalPlanWatch *plan)
{
  GtkWidget **rows = g_object_get_data (G_OBJECT (group), ROWS);
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (plan);

  if (load == NULL)
    return;
  set_tablets (rows[TABLETS], load->document, thecal_now ().wall_us);
  set_row (rows[CARD], _ ("Print it again after each refill or change of dose."), FALSE);
  set_printout (rows[PRINTOUT], load->document);
}

GtkWidget *
thecal_bag_group_new (void)
{
  static const struct {
    const char *title, *icon_name;
  } known[N_ROWS] = {
    [TABLETS] = { N_ ("Rescue tablets"), "thecal-clock-symbolic" },
    [CARD] = { N_ ("Emergency card"), "thecal-print-symbolic" },
    [PRINTOUT] = { N_ ("Printout of the last refill"), "thecal-printout-symbolic" },
  };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget **rows = g_new0 (GtkWidget *, N_ROWS);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("In the bag, everywhere"));
  for (gsize i = 0; i < N_ROWS; i++) {
    rows[i] = adw_action_row_new ();
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (rows[i]), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows[i]), _ (known[i].title));
    adw_action_row_set_icon_name (ADW_ACTION_ROW (rows[i]), known[i].icon_name);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (rows[i]), 0);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows[i]);
  }
  g_object_set_data_full (G_OBJECT (group), ROWS, rows, g_free);

  return group;
}
