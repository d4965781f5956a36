/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pairing_window.h"

#include <glib/gi18n.h>

#include "caregiver/passkey_prompt.h"
#include "shared/labels.h"
#include "shared/pairing_words.h"

#define TARGET_PX 44
#define PAIR_LIMIT_MS 120000 /* a person has to read six digits off a device meanwhile */

struct _ThecalPairingWindow {
  AdwWindow parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *list, *said, *again, *spinner;
  char *name;                  /* of what is paired now, or was tried last; NULL: none */
  gboolean just_paired;        /* until somebody looks again */
  ThecalPasskeyPrompt *prompt; /* NULL: nothing is paired now */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPairingWindow, thecal_pairing_window, ADW_TYPE_WINDOW)

enum {
  SIGNAL_PAIRED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void look (ThecalPairingWindow *self);

static void
set_busy (ThecalPairingWindow *self, gboolean busy, const char *words)
{
  gtk_widget_set_sensitive (self->list, !busy);
  gtk_widget_set_sensitive (self->again, !busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->spinner, busy);
  thecal_label_set (self->said, words);
}

/* NULL, and it is told, where the monitor is not there. */
static ThecalDbusManager *
manager_of (ThecalPairingWindow *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    set_busy (self, FALSE, _ ("Thecal's monitor is not running. Restart this computer."));
    return NULL;
  }

  return manager;
}

/* NULL: cancelled, and @user_data may be gone; else the answer or, with it told, none. */
static ThecalPairingWindow *
finish (GObject *source, GAsyncResult *result, gpointer user_data, GVariant **out_reply)
{
  g_autoptr (GError) error = NULL;

  *out_reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (error != NULL) {
    g_autofree char *words = NULL;

    g_dbus_error_strip_remote_error (error);
    words = thecal_pairing_fault_words (error->message);
    set_busy (user_data, FALSE, words);
  }

  return user_data;
}

static void
on_paired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) reply = NULL;
  ThecalPairingWindow *self = finish (source, result, user_data, &reply);

  if (self == NULL)
    return;
  g_clear_pointer (&self->prompt, thecal_passkey_prompt_free);
  if (reply == NULL)
    return;
  self->just_paired = TRUE;
  look (self);
  g_signal_emit (self, signals[SIGNAL_PAIRED], 0, self->name);
}

static void
on_pair (GtkButton *button, ThecalPairingWindow *self)
{
  const char *address = g_object_get_data (G_OBJECT (button), "address");
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  ThecalDbusManager *manager = manager_of (self);
  g_autoptr (GError) error = NULL;

  if (manager == NULL)
    return;
  self->prompt = thecal_passkey_prompt_new (
      GTK_WINDOW (self), g_dbus_proxy_get_connection (G_DBUS_PROXY (manager)), &error);
  if (self->prompt == NULL) {
    set_busy (self, FALSE, error->message);
    return;
  }
  g_free (self->name);
  self->name = g_strdup (name);
  self->just_paired = FALSE;
  set_busy (self, TRUE, _ ("Pairing. Look at the pump or gateway: it may show six digits."));
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "Pair",
                     g_variant_new ("(so)", address, THECAL_PASSKEY_PATH),
                     G_DBUS_CALL_FLAGS_NONE,
                     PAIR_LIMIT_MS,
                     self->cancellable,
                     on_paired,
                     self);
}

static GtkWidget *
row_new (ThecalPairingWindow *self, const char *address, const char *name, gboolean paired)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (paired ? _ ("Pair again") : _ ("Pair"));
  const char *shown = *name != '\0' ? name : address;
  g_autofree char *title = g_markup_escape_text (shown, -1);
  g_autofree char *label = g_strdup_printf (paired ? _ ("Pair %s again") : _ ("Pair %s"), shown);

  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (shown), g_free);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "thecal-row-button");
  g_signal_connect (button, "clicked", G_CALLBACK (on_pair), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), paired ? _ ("Paired already") : address);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariantIter) devices = NULL;
  ThecalPairingWindow *self = finish (source, result, user_data, &reply);
  const char *address, *name;
  gboolean paired;

  if (self == NULL || reply == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_first_child (self->list))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_variant_get (reply, "(a(ssb))", &devices);
  while (g_variant_iter_loop (devices, "(&s&sb)", &address, &name, &paired))
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (self, address, name, paired));
  set_busy (self,
            FALSE,
            self->just_paired ? _ ("Paired. Thecal listens to it from now on.")
            : gtk_widget_get_first_child (self->list) != NULL
                ? _ ("Choose the pump or gateway that is yours.")
                : _ ("No pump or gateway is in reach. Thecal works by the printout all the same. "
                     "Bring it near, switch it on, and look again."));
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
}

static void
look (ThecalPairingWindow *self)
{
  ThecalDbusManager *manager = manager_of (self);

  if (manager == NULL)
    return;
  set_busy (self, TRUE, _ ("Looking for pumps and gateways"));
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "ListDevices",
                     NULL,
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_listed,
                     self);
}

static void
on_again (ThecalPairingWindow *self)
{
  self->just_paired = FALSE;
  look (self);
}

static void
thecal_pairing_window_dispose (GObject *object)
{
  ThecalPairingWindow *self = THECAL_PAIRING_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->prompt, thecal_passkey_prompt_free);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (thecal_pairing_window_parent_class)->dispose (object);
}

static void
thecal_pairing_window_finalize (GObject *object)
{
  ThecalPairingWindow *self = THECAL_PAIRING_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->name);
  G_OBJECT_CLASS (thecal_pairing_window_parent_class)->finalize (object);
}

static void
thecal_pairing_window_class_init (ThecalPairingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_pairing_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_pairing_window_finalize;
  signals[SIGNAL_PAIRED] = g_signal_new ("paired",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
thecal_pairing_window_init (ThecalPairingWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->list = gtk_list_box_new ();
  self->said = gtk_label_new ("");
  self->again = gtk_button_new_with_label (_ ("Look again"));
  self->spinner = gtk_spinner_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->said), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->said), 0);
  gtk_widget_set_size_request (self->again, -1, TARGET_PX);
  gtk_widget_add_css_class (page, "thecal-page");
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (on_again), self);
  gtk_box_append (GTK_BOX (page), self->said);
  gtk_box_append (GTK_BOX (page), self->spinner);
  gtk_box_append (GTK_BOX (page), self->list);
  gtk_box_append (GTK_BOX (page), self->again);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_size (GTK_WINDOW (self), 360, 420);
}

GtkWidget *
thecal_pairing_window_show (GtkWidget *parent, ThecalMonitorClient *client)
{
  ThecalPairingWindow *self = g_object_new (THECAL_TYPE_PAIRING_WINDOW,
                                            "title",
                                            _ ("Pair a pump or gateway"),
                                            "transient-for",
                                            gtk_widget_get_root (parent),
                                            "destroy-with-parent",
                                            TRUE,
                                            "modal",
                                            TRUE,
                                            NULL);

  self->client = g_object_ref (client);
  look (self);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
