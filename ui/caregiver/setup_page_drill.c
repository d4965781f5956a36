/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include <glib/gi18n.h>

#include "caregiver/drill.h"
#include "caregiver/setup_answer.h"
#include "shared/labels.h"
#include "shared/person.h"
#include "shared/pump_reading.h"

/* A test alarm through everything that a real one goes through, and what a person says of it. */

#define THECAL_TYPE_SETUP_PAGE_DRILL (thecal_setup_page_drill_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSetupPageDrill,
                      thecal_setup_page_drill,
                      THECAL,
                      SETUP_PAGE_DRILL,
                      ThecalSetupPage)

#define NOT_ALLOWED "org.thecal.Error.NotAllowed"

struct _ThecalSetupPageDrill {
  ThecalSetupPage parent_instance;
  GtkWidget *begin, *state, *report, *answer, *answered;
  GCancellable *cancellable;
  gboolean begun; /* one was, from here */
};

G_DEFINE_FINAL_TYPE (ThecalSetupPageDrill, thecal_setup_page_drill, THECAL_TYPE_SETUP_PAGE)

static ThecalMonitorClient *
client_of (ThecalSetupPageDrill *self)
{
  return thecal_setup_get_client (thecal_setup_page_get_setup (THECAL_SETUP_PAGE (self)));
}

/* NULL: it is not running. */
static ThecalDbusManager *
manager_of (ThecalSetupPageDrill *self)
{
  return thecal_monitor_client_is_connected (client_of (self))
             ? thecal_monitor_client_get_manager (client_of (self))
             : NULL;
}

static void
show_report (ThecalSetupPageDrill *self, ThecalDbusManager *manager)
{
  GtkWidget *list = thecal_drill_report_new (manager);

  adw_bin_set_child (ADW_BIN (self->report), list);
  gtk_widget_set_visible (self->report, list != NULL);
}

static const char *
state_words (ThecalSetupPageDrill *self, ThecalDbusManager *manager, const char *state)
{
  if (manager == NULL)
    return _ ("Thecal's monitor is not running: no alarm can come. Restart this computer.");
  if (g_str_equal (state, "running"))
    return _ ("The test alarm comes now. When you have heard and seen it, press Acknowledge in the "
              "red window.");
  if (!self->begun)
    return "";
  if (g_str_equal (state, "broken-off"))
    return _ ("The test was broken off by a real alarm. Answer that first, then try again.");

  return _ ("The test alarm has ended. This is what it found:");
}

static void
update (ThecalSetupPageDrill *self)
{
  ThecalDbusManager *manager = manager_of (self);
  const char *said = manager != NULL ? thecal_dbus_manager_get_drill_state (manager) : NULL;
  const char *state = said != NULL ? said : "";
  const gboolean running = g_str_equal (state, "running");
  const gboolean confirmed = thecal_setup_draft_is (
      thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)), THECAL_DRAFT_DRILLED, "true");

  thecal_label_set (self->state, state_words (self, manager, state));
  gtk_widget_set_sensitive (self->begin, manager != NULL && !running);
  if (self->begun && !running && manager != NULL)
    show_report (self, manager);
  else
    gtk_widget_set_visible (self->report, FALSE);
  gtk_widget_set_visible (self->answer, self->begun && g_str_equal (state, "done"));
  gtk_widget_set_visible (self->answered, confirmed);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
  ThecalSetupPageDrill *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @user_data may be gone */
  self = user_data;
  if (reply != NULL) {
    self->begun = TRUE;
    update (self);
    return;
  }
  gtk_widget_set_sensitive (self->begin, TRUE);
  g_dbus_error_strip_remote_error (error);
  thecal_setup_page_tell (
      self,
      g_strcmp0 (name, NOT_ALLOWED) == 0
          ? _ ("A real high alarm stands. Answer that first: no test may cover a real alarm.")
          : error->message);
}

static void
on_begin (ThecalSetupPageDrill *self)
{
  ThecalDbusManager *manager = manager_of (self);
  g_autofree char *name = thecal_person_get_name ();

  thecal_setup_page_tell (self, NULL);
  if (manager == NULL)
    return;
  gtk_widget_set_sensitive (self->begin, FALSE);
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "StartDrill",
                     g_variant_new ("(s)", name),
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_begun,
                     self);
}

static void
answer (ThecalSetupPageDrill *self, gboolean confirmed)
{
  thecal_setup_draft_set (thecal_setup_page_get_draft (THECAL_SETUP_PAGE (self)),
                          THECAL_DRAFT_DRILLED,
                          confirmed ? "true" : "");
  thecal_setup_page_tell (self,
                          confirmed
                              ? NULL
                              : _ ("Then something is missing. See below what did not work, go "
                                   "back to the sound, and test again."));
  update (self);
}

static void
on_confirmed (ThecalSetupPageDrill *self)
{
  answer (self, TRUE);
}

static void
on_missed (ThecalSetupPageDrill *self)
{
  answer (self, FALSE);
}

static void
enter (ThecalSetupPage *page)
{
  ThecalSetupPageDrill *self = THECAL_SETUP_PAGE_DRILL (page);

  update (self);
  gtk_widget_grab_focus (self->begin);
}

static void
take (ThecalSetupPage *page)
{
  if (thecal_setup_draft_is (thecal_setup_page_get_draft (page), THECAL_DRAFT_DRILLED, "true"))
    thecal_setup_page_pass (page);
  else
    thecal_setup_page_tell (
        page, _ ("Nobody has heard and seen a test alarm yet. Test it, or skip this step."));
}

static void
thecal_setup_page_drill_dispose (GObject *object)
{
  g_cancellable_cancel (THECAL_SETUP_PAGE_DRILL (object)->cancellable);
  G_OBJECT_CLASS (thecal_setup_page_drill_parent_class)->dispose (object);
}

static void
thecal_setup_page_drill_finalize (GObject *object)
{
  g_object_unref (THECAL_SETUP_PAGE_DRILL (object)->cancellable);
  G_OBJECT_CLASS (thecal_setup_page_drill_parent_class)->finalize (object);
}

static void
thecal_setup_page_drill_class_init (ThecalSetupPageDrillClass *klass)
{
  ThecalSetupPageClass *page_class = THECAL_SETUP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_setup_page_drill_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_setup_page_drill_finalize;
  page_class->title = N_ ("Now a test alarm");
  page_class->lead =
      N_ ("It comes as a real high alarm would: loud, spoken, over the whole screen. "
          "It is marked DRILL everywhere. Press Acknowledge in its window to end it.");
  page_class->without = N_ ("Nobody will know whether a real alarm gets through.");
  page_class->enter = enter;
  page_class->take = take;
}

static void
thecal_setup_page_drill_init (ThecalSetupPageDrill *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
thecal_setup_page_drill_new (ThecalSetup *setup)
{
  ThecalSetupPageDrill *self =
      THECAL_SETUP_PAGE_DRILL (thecal_setup_page_new (THECAL_TYPE_SETUP_PAGE_DRILL, setup));

  self->begin = gtk_button_new_with_label (_ ("Sound the test alarm"));
  gtk_widget_add_css_class (self->begin, "thecal-walk-button");
  gtk_widget_add_css_class (self->begin, "thecal-main");
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (on_begin), self);
  thecal_setup_page_add (self, self->begin);
  self->state = thecal_setup_page_add_text (self, "", "thecal-setup-answer");
  self->answer = thecal_setup_answer_new (_ ("Did you hear it and see it?"),
                                          _ ("I heard and saw it"),
                                          _ ("Something was missing"),
                                          G_CALLBACK (on_confirmed),
                                          G_CALLBACK (on_missed),
                                          self);
  self->answered = thecal_setup_page_add_text (
      self, _ ("Kept: a test alarm was heard and seen here."), "thecal-setup-kept");
  thecal_setup_page_add (self, self->answer);
  self->report = adw_bin_new ();
  thecal_setup_page_add (self, self->report);
  g_signal_connect_object (
      client_of (self), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
