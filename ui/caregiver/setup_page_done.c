/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/pairing_window.h"
#include "caregiver/status_row.h"
#include "core/plan/plan_forecast.h"
#include "core/plan/protection.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/setup_words.h"

/* What is watched now and what is not, and the next dates. */

#define THECAL_TYPE_SETUP_PAGE_DONE (thecal_setup_page_done_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageDone,
                      thecal_setup_page_done,
                      THECAL,
                      SETUP_PAGE_DONE,
                      ThecalSetupPage)

struct _ThecalSetupPageDone {
  ThecalSetupPage parent_instance;
  GtkWidget *headline, *detail, *missing, *held, *missing_list, *held_list, *pair_row;
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageDone, thecal_setup_page_done, THECAL_TYPE_SETUP_PAGE)

static ThecalSetup *
setup_of (ThecalSetupPageDone *self)
{
  return thecal_setup_page_get_setup (THECAL_SETUP_PAGE (self));
}

static void
clear (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_first_child (list))
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static void
add (GtkWidget *list, ThecalGuard guard, gboolean held)
{
  GtkWidget *row = thecal_status_row_new (thecal_guard_words (guard, held));

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "thecal-plain-row");
  thecal_status_row_set (row,
                         held                            ? THECAL_STATUS_PASSED
                         : thecal_guard_is_vital (guard) ? THECAL_STATUS_FAILED
                                                         : THECAL_STATUS_UNKNOWN,
                         "");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
update_guards (ThecalSetupPageDone *self)
{
  const guint guards = thecal_setup_find_guards (setup_of (self));

  clear (self->missing_list);
  clear (self->held_list);
  for (guint i = 0; i < THECAL_N_GUARDS; i++) {
    const gboolean held = (guards & 1u << i) != 0;

    add (held ? self->held_list : self->missing_list, (ThecalGuard) i, held);
  }
  gtk_widget_set_visible (self->held, gtk_widget_get_first_child (self->held_list) != NULL);
  gtk_widget_set_visible (self->missing, gtk_widget_get_first_child (self->missing_list) != NULL);
}

static void
update_dates (ThecalSetupPageDone *self)
{
  const char *text = thecal_setup_get_plan_text (setup_of (self));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const ThecalTime time = thecal_now ();
  ThecalPlanFault fault = { .line = 0 };
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (text, strlen (text), zone, &fault);
  g_autofree char *headline = NULL;
  g_autofree char *detail = NULL;
  ThecalForecast forecast;

  if (document != NULL && thecal_plan_forecast (&document->plan, time, &forecast)) {
    const gint64 alarm_us = document->plan.alarm_date_us;

    headline = thecal_forecast_headline (now, &forecast);
    detail =
        thecal_forecast_detail (now,
                                &forecast,
                                alarm_us == THECAL_UNKNOWN_US
                                    ? NAN
                                    : (double) (alarm_us - time.wall_us) / (double) THECAL_DAY_US);
  }
  thecal_label_set (self->headline, headline != NULL ? headline : "");
  thecal_label_set (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (gtk_widget_get_parent (self->headline), headline != NULL);
}

static void
update (ThecalSetupPageDone *self)
{
  update_dates (self);
  update_guards (self);
}

static void
enter (ThecalSetupPage *page)
{
  update (THECAL_SETUP_PAGE_DONE (page));
}

static void
on_paired (GtkWidget *window, const char *name, ThecalSetupPageDone *self)
{
  g_autofree char *words =
      g_strdup_printf (_ ("%s is paired. Thecal listens to it from now on."), name);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pair_row), words);
}

static void
on_pair (ThecalSetupPageDone *self)
{
  GtkWidget *window =
      thecal_pairing_window_show (GTK_WIDGET (self), thecal_setup_get_client (setup_of (self)));

  g_signal_connect_object (window, "paired", G_CALLBACK (on_paired), self, 0);
}

static void
thecal_setup_page_done_class_init (ThecalSetupPageDoneClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  page_class->title = N_ ("What is watched now, and what is not");
  page_class->lead = N_ ("You can change all of it later. Do the test alarm again every month, and "
                         "after each change of the loudspeaker.");
  page_class->next = N_ ("Done");
  page_class->enter = enter;
}

static void
thecal_setup_page_done_init (ThecalSetupPageDone *self)
{
}

static GtkWidget *
list_group_new (const char *title, GtkWidget **out_list)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  *out_list = list;

  return group;
}

static void
add_card (ThecalSetupPageDone *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "thecal-forecast-card");
  self->headline = thecal_setup_text_new ("", "thecal-dates");
  self->detail = thecal_setup_text_new ("", "thecal-forecast-detail");
  gtk_box_append (GTK_BOX (card), self->headline);
  gtk_box_append (GTK_BOX (card), self->detail);
  thecal_setup_page_add (self, card);
}

static GtkWidget *
pair_group_new (ThecalSetupPageDone *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = self->pair_row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Pair…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "thecal-row-button");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_pair), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE); /* names of devices */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Bluetooth, if you have it"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      _ ("For a gateway beside the bed or a pump that speaks Thecal's open profile. Not needed."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "thecal-signal-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return group;
}

GtkWidget *
thecal_setup_page_done_new (ThecalSetup *setup)
{
  ThecalSetupPageDone *self =
      THECAL_SETUP_PAGE_DONE (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_DONE, setup));

  add_card (self);
  self->missing = list_group_new (_ ("Not watched, or missing"), &self->missing_list);
  self->held = list_group_new (_ ("Watched"), &self->held_list);
  thecal_setup_page_add (self, self->missing);
  thecal_setup_page_add (self, self->held);
  thecal_setup_page_add (self, pair_group_new (self));
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      thecal_setup_get_client (setup), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
