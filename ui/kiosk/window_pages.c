/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/checklist/checklist.h"
#include "kiosk/alarm_page.h"
#include "kiosk/calm_page.h"
#include "kiosk/look.h"
#include "kiosk/lost_page.h"
#include "kiosk/page_frame.h"
#include "kiosk/window_parts.h"
#include "shared/beep_tell.h"
#include "shared/call_view.h"

#define WHOLE_WIDTH_PX 10000

/* As a screen reader names them, and the window while they are shown. */
static const char *const titles[THECAL_N_KIOSK_PAGES] = {
  [THECAL_KIOSK_PAGE_CALM] = N_ ("Overview"),
  [THECAL_KIOSK_PAGE_ALARM] = N_ ("Alarm"),
  [THECAL_KIOSK_PAGE_LOST] = N_ ("Nothing is being watched"),
  [THECAL_KIOSK_PAGE_WALK] = N_ ("Symptoms"),
  [THECAL_KIOSK_PAGE_CALL] = N_ ("Call"),
  [THECAL_KIOSK_PAGE_BEEP] = N_ ("I hear a beep"),
  [THECAL_KIOSK_PAGE_PIN] = N_ ("PIN"),
  [THECAL_KIOSK_PAGE_SETTINGS] = N_ ("Settings"),
};

void
thecal_kiosk_window_add_page (ThecalKioskWindow *self, ThecalKioskPage page, GtkWidget *widget)
{
  self->pages[page] = widget;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (titles[page]), -1);
  gtk_stack_add_child (GTK_STACK (self->stack), widget);
}

void
thecal_kiosk_window_name_page (ThecalKioskWindow *self, ThecalKioskPage page)
{
  g_autofree char *title = g_strdup_printf ("Thecal · %s", _ (titles[page]));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* A page of the caregiver's window keeps its lines short there; here the screen is far away, the
 * type large, and the whole width is for it. */
static void
fill_width (GtkWidget *widget)
{
  if (ADW_IS_CLAMP (widget))
    adw_clamp_set_maximum_size (ADW_CLAMP (widget), WHOLE_WIDTH_PX);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fill_width (child);
}

/* "I hear a beep". */

/* Nobody took it but the person who heard it: the questions know what to do with it. */
static void
on_beep_untold (ThecalBeepTell *tell, int kind, const char *why, ThecalKioskWindow *self)
{
  const ThecalWalkOpening opening = thecal_walk_opening_of_beep ((ThecalBeep) kind, why);

  thecal_kiosk_window_open_walk (self, &opening);
}

static void
on_beep_back (ThecalPageFrame *frame, ThecalKioskWindow *self)
{
  if (!thecal_beep_view_back (THECAL_BEEP_VIEW (thecal_page_frame_get_content (frame))))
    g_action_group_activate_action (G_ACTION_GROUP (self), "leave", NULL);
}

static GtkWidget *
beep_page_new (ThecalKioskWindow *self)
{
  g_autoptr (ThecalListen) listen = thecal_listen_new ();
  GtkWidget *view = thecal_beep_view_new (listen);
  GtkWidget *frame = thecal_page_frame_new (_ ("I hear a beep"), view);

  fill_width (view);
  self->beep_tell = G_OBJECT (thecal_beep_tell_new (THECAL_BEEP_VIEW (view), self->client));
  g_signal_connect_object (self->beep_tell, "untold", G_CALLBACK (on_beep_untold), self, 0);
  g_signal_connect_object (frame, "back", G_CALLBACK (on_beep_back), self, 0);

  return frame;
}

/* The others. */

static void
on_back (ThecalKioskWindow *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "leave", NULL);
}

static GtkWidget *
call_page_new (ThecalKioskWindow *self)
{
  GtkWidget *view = thecal_call_view_new (self->plan);
  GtkWidget *frame = thecal_page_frame_new (_ ("Call"), view);

  thecal_call_view_set_stacked (THECAL_CALL_VIEW (view));
  fill_width (view);
  g_signal_connect_object (frame, "back", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);

  return frame;
}

static GtkWidget *
page_new (ThecalKioskWindow *self, ThecalKioskPage page)
{
  if (page == THECAL_KIOSK_PAGE_CALM)
    return thecal_calm_page_new (self->client, self->plan);
  if (page == THECAL_KIOSK_PAGE_ALARM)
    return thecal_alarm_page_new (self->client, self->plan);
  if (page == THECAL_KIOSK_PAGE_LOST)
    return thecal_lost_page_new (self->plan);
  /* the others have widgets of libadwaita */
  thecal_look_complete ();
  if (page == THECAL_KIOSK_PAGE_CALL)
    return call_page_new (self);
  if (page == THECAL_KIOSK_PAGE_BEEP)
    return beep_page_new (self);
  if (page == THECAL_KIOSK_PAGE_PIN)
    return thecal_kiosk_window_new_pin_page (self);
  if (page == THECAL_KIOSK_PAGE_SETTINGS)
    return thecal_kiosk_window_new_settings_page (self);

  return gtk_label_new (_ (titles[page]));
}

void
thecal_kiosk_window_make_page (ThecalKioskWindow *self, ThecalKioskPage page)
{
  thecal_kiosk_window_add_page (self, page, page_new (self, page));
}
