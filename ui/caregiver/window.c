/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/window.h"

#include <glib/gi18n.h>

#include "caregiver/alarm_screens.h"
#include "caregiver/beep_screen.h"
#include "caregiver/call_screen.h"
#include "caregiver/drill.h"
#include "caregiver/first_start_opener.h"
#include "caregiver/latched_banner.h"
#include "caregiver/overview_page.h"
#include "caregiver/people.h"
#include "caregiver/pump_actions.h"
#include "caregiver/walk_screen.h"
#include "caregiver/window_parts.h"
#include "shared/pump_reading.h"

/* Below this, or where the texts are too large for it, all stands in one column. */
#define NARROW_PX 720

G_DEFINE_FINAL_TYPE (ThecalCaregiverWindow, thecal_caregiver_window, ADW_TYPE_APPLICATION_WINDOW)

GtkWidget *
thecal_caregiver_window_get_front (GtkWidget *widget)
{
  GtkWidget *front = thecal_alarm_screens_get_front (THECAL_CAREGIVER_WINDOW (widget)->screens);

  return front != NULL ? front : widget;
}

/* What the monitor says. */

/* Whoever watches here is told what a drill found when it has ended. */
static void
follow_drill (ThecalCaregiverWindow *self, ThecalDbusManager *manager)
{
  const gboolean runs = thecal_text_is (thecal_dbus_manager_get_drill_state (manager), "running");

  if (self->drill_runs && !runs && !thecal_first_start_opener_is_open (self->first_start))
    thecal_drill_show_report (thecal_caregiver_window_get_front (GTK_WIDGET (self)), manager);
  self->drill_runs = runs;
}

static void
on_changed (ThecalCaregiverWindow *self)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const gboolean simulated = manager != NULL && thecal_dbus_manager_get_simulated (manager);

  if (!thecal_monitor_client_is_connected (self->client))
    g_ptr_array_set_size (alarms, 0);
  gtk_widget_set_visible (self->simulated, simulated);
  gtk_window_set_title (GTK_WINDOW (self), simulated ? _ ("Thecal · SIMULATED") : "Thecal");
  adw_view_stack_page_set_badge_number (self->alarms_place, alarms->len);
  adw_view_stack_page_set_needs_attention (self->alarms_place, alarms->len > 0);
  thecal_alarm_screens_set (self->screens, alarms);
  thecal_latched_banner_set (THECAL_LATCHED_BANNER (self->latched), self->client, alarms);
  thecal_overview_page_set_answered_elsewhere (THECAL_OVERVIEW_PAGE (self->overview),
                                               thecal_alarm_screens_get_front (self->screens) !=
                                                   NULL);
  if (manager != NULL)
    follow_drill (self, manager);
}

/* What the screens tell. */

static void
on_result_shown (gpointer widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  thecal_alarm_screens_set_result_shown (self->screens,
                                         thecal_walk_screen_is_result_shown (self->walk));
}

/* Nobody took it but the person who heard it: the questions know what to do with it. */
static void
on_beep_untold (ThecalBeep kind, const char *why, gpointer widget)
{
  const ThecalWalkOpening opening = thecal_walk_opening_of_beep (kind, why);

  thecal_walk_screen_open (THECAL_CAREGIVER_WINDOW (widget)->walk, &opening);
}

/* Layout. */

static void
set_narrow (ThecalCaregiverWindow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
  thecal_caregiver_window_set_pages_narrow (self);
  thecal_people_set_narrow (THECAL_PEOPLE (self->people), narrow);
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalCaregiverWindow *self)
{
  if (!self->narrow)
    self->wide_px = thecal_overview_page_get_width (THECAL_OVERVIEW_PAGE (self->overview));
  set_narrow (self, width < MAX (NARROW_PX, self->wide_px));
}

static void
thecal_caregiver_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_caregiver_window_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
  thecal_caregiver_window_make_late_pages (THECAL_CAREGIVER_WINDOW (widget));
}

static void
thecal_caregiver_window_dispose (GObject *object)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (object);

  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_pointer (&self->first_start, thecal_first_start_opener_free);
  g_clear_pointer (&self->walk, thecal_walk_screen_free);
  g_clear_pointer (&self->call, thecal_call_screen_free);
  g_clear_pointer (&self->screens, thecal_alarm_screens_free);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->print_to, g_free);
  g_clear_pointer (&self->save_to, g_free);
  g_clear_weak_pointer (&self->checks);
  g_clear_weak_pointer (&self->status);
  g_clear_weak_pointer (&self->papers);
  g_clear_pointer (&self->beep, thecal_beep_screen_free);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_caregiver_window_parent_class)->dispose (object);
}

static void
thecal_caregiver_window_class_init (ThecalCaregiverWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (THECAL_TYPE_LATCHED_BANNER);
  g_type_ensure (THECAL_TYPE_PEOPLE);
  G_OBJECT_CLASS (klass)->dispose = thecal_caregiver_window_dispose;
  widget_class->realize = thecal_caregiver_window_realize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, simulated);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, latched);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, people);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, bar);
}

static void
thecal_caregiver_window_init (ThecalCaregiverWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  thecal_caregiver_window_add_actions (self);
}

static void
add_screens (ThecalCaregiverWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  self->screens = thecal_alarm_screens_new (window, self->client, self->plan);
  self->beep = thecal_beep_screen_new (window, self->client, on_beep_untold, self);
  self->call = thecal_call_screen_new (window, self->client, self->plan);
  self->walk = thecal_walk_screen_new (window, self->client, self->plan, on_result_shown, self);
  thecal_walk_screen_set_print_to (self->walk, self->print_to);
}

GtkWidget *
thecal_caregiver_window_new (AdwApplication *application,
                             const char *plan,
                             const char *print_to,
                             ThecalOpenFirstStart first_start)
{
  ThecalCaregiverWindow *self =
      g_object_new (THECAL_TYPE_CAREGIVER_WINDOW, "application", application, NULL);

  self->client = thecal_monitor_client_new ();
  self->plan = thecal_plan_watch_new (plan, self->client);
  self->print_to = g_strdup (print_to);
  self->first_start =
      thecal_first_start_opener_new (GTK_WINDOW (self), self->client, self->plan, first_start);
  add_screens (self);
  thecal_caregiver_window_add_pages (self);
  thecal_pump_actions_add (
      GTK_APPLICATION_WINDOW (self), self->client, self->plan, THECAL_PEOPLE (self->people));
  g_signal_connect_object (
      self->client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  /* each minute: a time of yesterday is told with its day */
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);

  return GTK_WIDGET (self);
}

void
thecal_caregiver_window_set_save_to (ThecalCaregiverWindow *self, const char *folder)
{
  g_free (self->save_to);
  self->save_to = g_strdup (folder);
}
