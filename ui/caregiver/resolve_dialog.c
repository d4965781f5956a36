/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/resolve_dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "caregiver/ask.h"
#include "caregiver/dialogs.h"
#include "shared/alarm_words.h"
#include "shared/person.h"
#include "shared/pump_reading.h"

/* What a dialog was opened for; it belongs to the dialog. */
typedef struct {
  ThecalDbusAlarm *alarm; /* owned */
  GtkEditable *entry;     /* of the dialog; NULL: no question */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->alarm);
  g_free (question);
}

static Question *
question_new (ThecalDbusAlarm *alarm)
{
  Question *question = g_new0 (Question, 1);

  question->alarm = g_object_ref (alarm);

  return question;
}

static GtkWidget *
parent_of (AdwMessageDialog *dialog)
{
  return GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
}

/* NULL: it has ended. */
static const char *
standing_words (const char *condition_state)
{
  static const struct {
    const char *state, *words;
  } table[] = {
    { "true",
      N_ ("The monitor took the answer, but what raised this alarm is still found: the pump "
          "reports it, or its level shows it.") },
    { "unknown",
      N_ ("The monitor took the answer, but the pump is not heard: it is not known "
          "whether what raised this alarm has ended.") },
    { "clearing",
      N_ ("The monitor took the answer. The alarm stands for as long as it takes to be "
          "sure of its end.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (thecal_text_is (table[i].state, condition_state))
      return _ (table[i].words);

  return NULL;
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) state = NULL;
  const char *words;

  /* An alarm that has ended is no longer there to be asked. */
  if (reply == NULL || !gtk_widget_get_realized (parent))
    return;
  g_variant_get (reply, "(v)", &state);
  words = g_variant_is_of_type (state, G_VARIANT_TYPE_STRING)
              ? standing_words (g_variant_get_string (state, NULL))
              : NULL;
  if (words != NULL)
    thecal_dialog_show (parent, _ ("The alarm still stands"), words);
}

/* What the proxy holds is from before the answer: the monitor tells changes after it. */
static void
tell_if_it_stands (GtkWidget *parent, GDBusProxy *alarm)
{
  g_dbus_proxy_call (
      alarm,
      "org.freedesktop.DBus.Properties.Get",
      g_variant_new ("(ss)", g_dbus_proxy_get_interface_name (alarm), "ConditionState"),
      G_DBUS_CALL_FLAGS_NONE,
      THECAL_ANSWER_LIMIT_MS,
      NULL,
      on_state,
      g_object_ref (parent));
}

static void
resolve (GtkWidget *parent, ThecalDbusAlarm *alarm, const char *by)
{
  ThecalAsker asker = thecal_ask_before (parent);

  asker.taken = tell_if_it_stands;
  thecal_asker_ask (&asker, alarm, "Resolve", g_variant_new ("(s)", by));
}

static void
on_clinic_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *clinic = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
  g_autofree char *person = thecal_person_get_name ();
  g_autofree char *by = *person != '\0' ? g_strdup_printf (_ ("%s, entered by %s"), clinic, person)
                                        : g_strdup (clinic);

  if (g_strcmp0 (response, "resolve") == 0)
    resolve (parent_of (dialog), question->alarm, by);
}

/* Nobody confirms for the clinic without saying who it was. */
static void
on_name_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "resolve", *name != '\0');
}

static char *
clinic_words (ThecalDbusAlarm *alarm)
{
  g_autofree char *title = thecal_alarm_title_words (alarm);
  g_autofree char *words = g_strdup_printf (
      _ ("Only when the clinic has looked at the pump: \"%s\" then ends for everybody, unless the "
         "pump still reports it or its level still shows it. The log says who told so."),
      title);

  if (!thecal_alarm_is_sounding (alarm))
    return g_steal_pointer (&words);

  return g_strdup_printf (_ ("%s\n\nTo have it quiet while you wait, use Pause sound instead."),
                          words);
}

static void
ask_clinic (GtkWidget *parent, ThecalDbusAlarm *alarm)
{
  g_autofree char *body = clinic_words (alarm);
  Question *question = question_new (alarm);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (parent)), _ ("Has the clinic checked it?"), body);

  question->entry = GTK_EDITABLE (entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "close",
                                    _ ("Not yet"),
                                    "resolve",
                                    _ ("The clinic has checked it"),
                                    NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Who at the clinic?"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who at the clinic?"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect (entry, "changed", G_CALLBACK (on_name_changed), dialog);
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (on_clinic_response), question, question_free, 0);
  on_name_changed (GTK_EDITABLE (entry), ADW_MESSAGE_DIALOG (dialog));
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Has the clinic checked it?"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
thecal_resolve (GtkWidget *parent, ThecalDbusAlarm *alarm)
{
  g_autofree char *name = thecal_person_get_name ();

  if (thecal_text_is (thecal_dbus_alarm_get_resolved_by (alarm), "clinic"))
    ask_clinic (parent, alarm);
  else
    resolve (parent, alarm, name);
}
