/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "caregiver/alarms_page.h"
#include "caregiver/calendar_page.h"
#include "caregiver/diary_page.h"
#include "caregiver/history_page.h"
#include "caregiver/overview_page.h"
#include "caregiver/pump_page.h"
#include "caregiver/window_parts.h"

static void
set_alarms_narrow (GtkWidget *page, gboolean narrow)
{
  thecal_alarms_page_set_narrow (THECAL_ALARMS_PAGE (page), narrow);
}

static void
set_history_narrow (GtkWidget *page, gboolean narrow)
{
  thecal_history_page_set_narrow (THECAL_HISTORY_PAGE (page), narrow);
}

static void
set_diary_narrow (GtkWidget *page, gboolean narrow)
{
  thecal_diary_page_set_narrow (THECAL_DIARY_PAGE (page), narrow);
}

static void
set_calendar_narrow (GtkWidget *page, gboolean narrow)
{
  thecal_calendar_page_set_narrow (THECAL_CALENDAR_PAGE (page), narrow);
}

static void
set_pump_narrow (GtkWidget *page, gboolean narrow)
{
  thecal_pump_page_set_narrow (THECAL_PUMP_PAGE (page), narrow);
}

static const struct {
  const char *name, *title, *icon_name;
  GtkWidget *(*make) (ThecalMonitorClient *client, ThecalPlanWatch *plan);
  void (*set_narrow) (GtkWidget *page, gboolean narrow);
} late_pages[THECAL_N_LATE_PAGES] = {
  [THECAL_LATE_ALARMS] = { "alarms",
                           N_ ("Alarms"),
                           "thecal-alarms-symbolic",
                           thecal_alarms_page_new,
                           set_alarms_narrow },
  [THECAL_LATE_HISTORY] = { "history",
                            N_ ("History"),
                            "thecal-history-symbolic",
                            thecal_history_page_new,
                            set_history_narrow },
  [THECAL_LATE_DIARY] = { "diary",
                          N_ ("Diary"),
                          "thecal-diary-symbolic",
                          thecal_diary_page_new,
                          set_diary_narrow },
  [THECAL_LATE_CALENDAR] = { "calendar",
                             N_ ("Calendar"),
                             "thecal-calendar-symbolic",
                             thecal_calendar_page_new,
                             set_calendar_narrow },
  [THECAL_LATE_PUMP] = { "pump",
                         N_ ("Pump"),
                         "thecal-pump-symbolic",
                         thecal_pump_page_new,
                         set_pump_narrow },
};

static AdwViewStackPage *
add_page (ThecalCaregiverWindow *self,
          GtkWidget *page,
          const char *name,
          const char *title,
          const char *icon_name)
{
  AdwViewStackPage *place =
      adw_view_stack_add_titled (ADW_VIEW_STACK (self->stack), page, name, title);

  adw_view_stack_page_set_icon_name (place, icon_name);

  return place;
}

GtkWidget *
thecal_caregiver_window_get_late_page (ThecalCaregiverWindow *self, ThecalLatePage which)
{
  GtkWidget **page = &self->late[which];

  if (*page == NULL) {
    *page = late_pages[which].make (self->client, self->plan);
    late_pages[which].set_narrow (*page, self->narrow);
    adw_bin_set_child (ADW_BIN (self->late_places[which]), *page);
  }

  return *page;
}

/* One at a time: what the person does comes between. */
static gboolean
on_idle (gpointer user_data)
{
  ThecalCaregiverWindow *self = user_data;

  if (!self->has_today) {
    self->has_today = TRUE;
    adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (self->bar),
                                     ADW_VIEW_STACK (self->stack));
    thecal_overview_page_start_today (THECAL_OVERVIEW_PAGE (self->overview), self->plan);
    return G_SOURCE_CONTINUE;
  }
  for (guint i = 0; i < THECAL_N_LATE_PAGES; i++) {
    if (self->late[i] == NULL) {
      thecal_caregiver_window_get_late_page (self, i);
      return G_SOURCE_CONTINUE;
    }
  }
  self->late_id = 0;

  return G_SOURCE_REMOVE;
}

static void
on_first_frame (GdkFrameClock *clock, ThecalCaregiverWindow *self)
{
  g_clear_signal_handler (&self->first_frame_id, clock);
  self->late_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

void
thecal_caregiver_window_make_late_pages (ThecalCaregiverWindow *self)
{
  self->first_frame_id = g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)),
                                                  "after-paint",
                                                  G_CALLBACK (on_first_frame),
                                                  self,
                                                  0);
}

static void
on_visible_child (ThecalCaregiverWindow *self)
{
  const GtkWidget *shown = adw_view_stack_get_visible_child (ADW_VIEW_STACK (self->stack));

  for (guint i = 0; i < THECAL_N_LATE_PAGES; i++)
    if (shown == self->late_places[i])
      thecal_caregiver_window_get_late_page (self, i);
}

void
thecal_caregiver_window_add_pages (ThecalCaregiverWindow *self)
{
  self->overview = thecal_overview_page_new (self->client, self->plan);
  add_page (self, self->overview, "overview", _ ("Overview"), "thecal-overview-symbolic");
  for (guint i = 0; i < THECAL_N_LATE_PAGES; i++) {
    AdwViewStackPage *place;

    self->late_places[i] = adw_bin_new ();
    place = add_page (self,
                      self->late_places[i],
                      late_pages[i].name,
                      _ (late_pages[i].title),
                      late_pages[i].icon_name);
    if (i == THECAL_LATE_ALARMS)
      self->alarms_place = place;
  }
  g_signal_connect_object (
      self->stack, "notify::visible-child", G_CALLBACK (on_visible_child), self, G_CONNECT_SWAPPED);
}

void
thecal_caregiver_window_set_pages_narrow (ThecalCaregiverWindow *self)
{
  thecal_overview_page_set_narrow (THECAL_OVERVIEW_PAGE (self->overview), self->narrow);
  for (guint i = 0; i < THECAL_N_LATE_PAGES; i++)
    if (self->late[i] != NULL)
      late_pages[i].set_narrow (self->late[i], self->narrow);
}
