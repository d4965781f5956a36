/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "caregiver/alarms_page.h"
#include "caregiver/ask.h"
#include "caregiver/beep_screen.h"
#include "caregiver/calendar_page.h"
#include "caregiver/call_screen.h"
#include "caregiver/checks_screen.h"
#include "caregiver/dialogs.h"
#include "caregiver/diary_page.h"
#include "caregiver/drill.h"
#include "caregiver/first_start_opener.h"
#include "caregiver/papers_view.h"
#include "caregiver/printout_dialog.h"
#include "caregiver/report_dialog.h"
#include "caregiver/resolve_dialog.h"
#include "caregiver/side_window.h"
#include "caregiver/status_page.h"
#include "caregiver/walk_screen.h"
#include "caregiver/window_parts.h"
#include "config.h"
#include "shared/pump_reading.h"
#include "shared/walk_opening.h"

static ThecalDbusAlarm *
find_alarm (GtkWidget *widget, GVariant *id)
{
  return thecal_monitor_client_find_alarm (THECAL_CAREGIVER_WINDOW (widget)->client,
                                           g_variant_get_uint32 (id));
}

/* "acknowledge", "pause", "seen", "decline". */
static void
on_ask_alarm (GSimpleAction *action, GVariant *id, gpointer widget)
{
  const ThecalAsker asker = thecal_ask_before (widget);
  g_autoptr (ThecalDbusAlarm) alarm = find_alarm (widget, id);

  thecal_asker_ask_alarm (&asker, alarm, g_action_get_name (G_ACTION (action)));
}

static void
on_resolve (GSimpleAction *action, GVariant *id, gpointer widget)
{
  g_autoptr (ThecalDbusAlarm) alarm = find_alarm (widget, id);

  if (alarm != NULL)
    thecal_resolve (thecal_caregiver_window_get_front (widget), alarm);
}

static void
on_answer_watch (GSimpleAction *action, GVariant *id, gpointer widget)
{
  g_autoptr (ThecalDbusAlarm) alarm = find_alarm (widget, id);

  if (alarm != NULL)
    thecal_walk_screen_open_of (THECAL_CAREGIVER_WINDOW (widget)->walk, alarm);
}

static void
show_page (ThecalCaregiverWindow *self, const char *name)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), name);
}

static ThecalAlarmsPage *
get_alarms (ThecalCaregiverWindow *self)
{
  return THECAL_ALARMS_PAGE (thecal_caregiver_window_get_late_page (self, THECAL_LATE_ALARMS));
}

static void
on_page (GSimpleAction *action, GVariant *name, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);
  const char *page = g_variant_get_string (name, NULL);

  if (thecal_text_is (page, "log")) {
    thecal_alarms_page_show_log (get_alarms (self), NULL);
    page = "alarms";
  } else if (thecal_text_is (page, "alarms"))
    thecal_alarms_page_show_active (get_alarms (self));
  show_page (self, page);
}

static void
on_log_of (GSimpleAction *action, GVariant *id, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);
  g_autoptr (ThecalDbusAlarm) alarm = find_alarm (widget, id);

  thecal_alarms_page_show_log (get_alarms (self), alarm);
  show_page (self, "alarms");
}

static void
on_drill (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_drill_ask (thecal_caregiver_window_get_front (widget),
                    THECAL_CAREGIVER_WINDOW (widget)->client);
}

static void
on_symptoms (GSimpleAction *action, GVariant *none, gpointer widget)
{
  const ThecalWalkOpening opening = { .lists = 0 };

  thecal_walk_screen_open (THECAL_CAREGIVER_WINDOW (widget)->walk, &opening);
}

static void
on_symptoms_lists (GSimpleAction *action, GVariant *letters, gpointer widget)
{
  ThecalWalkOpening opening = { .lists = 0 };

  thecal_walk_opening_read_lists (g_variant_get_string (letters, NULL), &opening.lists);
  thecal_walk_screen_open (THECAL_CAREGIVER_WINDOW (widget)->walk, &opening);
}

static void
on_symptoms_of (GSimpleAction *action, GVariant *id, gpointer widget)
{
  g_autoptr (ThecalDbusAlarm) alarm = find_alarm (widget, id);

  if (alarm != NULL)
    thecal_walk_screen_open_of (THECAL_CAREGIVER_WINDOW (widget)->walk, alarm);
  else
    on_symptoms (action, NULL, widget);
}

static void
on_diary_today (GSimpleAction *action, GVariant *none, gpointer widget)
{
  GtkWidget *diary =
      thecal_caregiver_window_get_late_page (THECAL_CAREGIVER_WINDOW (widget), THECAL_LATE_DIARY);

  thecal_diary_page_add_today (THECAL_DIARY_PAGE (diary));
}

static void
on_call (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_call_screen_show (THECAL_CAREGIVER_WINDOW (widget)->call);
}

static void
on_checks (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  if (self->checks == NULL)
    g_set_weak_pointer (
        &self->checks,
        thecal_checks_screen_new (GTK_WINDOW (widget), self->client, self->plan, self->print_to));
  gtk_window_present (GTK_WINDOW (self->checks));
}

static void
on_status (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  if (self->status == NULL)
    g_set_weak_pointer (&self->status,
                        thecal_side_window_new (GTK_WINDOW (widget),
                                                _ ("Status"),
                                                thecal_status_page_new (self->client)));
  gtk_window_present (GTK_WINDOW (self->status));
}

static void
on_beep (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_beep_screen_show (THECAL_CAREGIVER_WINDOW (widget)->beep);
}

static void
on_enter_printout (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  thecal_printout_dialog_show (widget, self->client, self->plan);
}

static void
on_first_start (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_first_start_opener_show (THECAL_CAREGIVER_WINDOW (widget)->first_start);
}

static void
on_papers (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);
  const ThecalPapersStart start = { self->client, self->plan, self->print_to, self->save_to };

  if (self->papers == NULL)
    g_set_weak_pointer (&self->papers, thecal_papers_screen_new (GTK_WINDOW (widget), &start));
  gtk_window_present (GTK_WINDOW (self->papers));
}

static void
on_report (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);
  /* before the papers where they are open, from where it is asked for */
  GtkWidget *parent = self->papers != NULL && gtk_window_is_active (GTK_WINDOW (self->papers))
                          ? self->papers
                          : thecal_caregiver_window_get_front (widget);

  thecal_report_dialog_show (parent, self->client, self->plan, self->save_to);
}

static ThecalCalendarPage *
get_calendar (gpointer widget)
{
  return THECAL_CALENDAR_PAGE (thecal_caregiver_window_get_late_page (
      THECAL_CAREGIVER_WINDOW (widget), THECAL_LATE_CALENDAR));
}

static void
on_move_refill (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_calendar_page_move_refill (get_calendar (widget),
                                    thecal_caregiver_window_get_front (widget));
}

static void
on_add_appointment (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_calendar_page_add_appointment (get_calendar (widget),
                                        thecal_caregiver_window_get_front (widget));
}

static void
on_export_calendar (GSimpleAction *action, GVariant *none, gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  GtkWidget *calendar = thecal_caregiver_window_get_late_page (self, THECAL_LATE_CALENDAR);

  thecal_calendar_page_export (
      THECAL_CALENDAR_PAGE (calendar), thecal_caregiver_window_get_front (widget), self->save_to);
}

static void
on_test_alarm (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_test_alarm (widget, THECAL_CAREGIVER_WINDOW (widget)->client);
}

static void
on_name (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_name (widget);
}

/* Where GTK would look for it, it would make it before the first frame. From then on the action is
 * that of the overlay itself. */
static void
on_keys (GSimpleAction *action, GVariant *none, gpointer widget)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/thecal/Thecal/caregiver/help-overlay.ui");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (overlay));
  gtk_window_present (GTK_WINDOW (overlay));
}

static void
on_about (GSimpleAction *action, GVariant *none, gpointer widget)
{
  adw_show_about_window (
      GTK_WINDOW (widget),
      "application-name",
      "Thecal",
      "application-icon",
      "org.thecal.Thecal",
      "version",
      THECAL_VERSION,
      "license-type",
      GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("Alarms of an implanted intrathecal baclofen pump, at home. Not a medical device: it does "
         "not replace the alarms of the pump, the clinic or the emergency service."),
      NULL);
}

static const GActionEntry actions[] = {
  { .name = "page", .parameter_type = "s", .activate = on_page },
  { .name = "acknowledge", .parameter_type = "u", .activate = on_ask_alarm },
  { .name = "pause", .parameter_type = "u", .activate = on_ask_alarm },
  { .name = "seen", .parameter_type = "u", .activate = on_ask_alarm },
  { .name = "decline", .parameter_type = "u", .activate = on_ask_alarm },
  { .name = "resolve", .parameter_type = "u", .activate = on_resolve },
  { .name = "answer-watch", .parameter_type = "u", .activate = on_answer_watch },
  { .name = "log-of", .parameter_type = "u", .activate = on_log_of },
  { .name = "symptoms", .activate = on_symptoms },
  { .name = "symptoms-lists", .parameter_type = "s", .activate = on_symptoms_lists },
  { .name = "diary-today", .activate = on_diary_today },
  { .name = "symptoms-of", .parameter_type = "u", .activate = on_symptoms_of },
  { .name = "call", .activate = on_call },
  { .name = "beep", .activate = on_beep },
  { .name = "checks", .activate = on_checks },
  { .name = "status", .activate = on_status },
  { .name = "first-start", .activate = on_first_start },
  { .name = "enter-printout", .activate = on_enter_printout },
  { .name = "papers", .activate = on_papers },
  { .name = "report", .activate = on_report },
  { .name = "move-refill", .activate = on_move_refill },
  { .name = "add-appointment", .activate = on_add_appointment },
  { .name = "export-calendar", .activate = on_export_calendar },
  { .name = "test-alarm", .activate = on_test_alarm },
  { .name = "drill", .activate = on_drill },
  { .name = "name", .activate = on_name },
  { .name = "show-help-overlay", .activate = on_keys },
  { .name = "about", .activate = on_about },
};

void
thecal_caregiver_window_add_actions (ThecalCaregiverWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
