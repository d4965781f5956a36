/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/settings_page.h"

#include <glib/gi18n.h>

#include "kiosk/button.h"
#include "kiosk/dim_row.h"
#include "kiosk/kiosk_file.h"
#include "kiosk/split.h"
#include "shared/format.h"
#include "shared/labels.h"

#define TEST_LIMIT_MS 40000 /* a monitor whose parts hang ends it in half a minute */
#define SURE_S 5
#define STEP_MIN 30
#define DAY_MIN (24 * 60)
#define ROW_GAP 10

typedef struct {
  const char *key;
  int minute;
  GtkWidget *value;
} Time;

struct _ThecalSettingsPage {
  GtkWidget parent_instance;
  ThecalKioskSettings *settings;
  ThecalMonitorClient *client;
  ThecalBacklight *backlight; /* nullable */
  GCancellable *cancellable;
  GtkWidget *list;           /* to which rows are added */
  GtkWidget *first, *second; /* the halves of the page */
  GtkWidget *scroller, *told, *close, *dim, *large, *contrast, *test, *leave;
  Time from, to;
  gboolean filling; /* the buttons are set by the program */
  guint sure_id;    /* the second press leaves */
};

enum { SIGNAL_CLOSED, SIGNAL_CHANGE_PIN, SIGNAL_ENDED, SIGNAL_TRY_LIGHT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSettingsPage, thecal_settings_page, GTK_TYPE_WIDGET)

/* Writing. */

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (thecal_kiosk_file_set_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (_ ("This could not be kept: %s"), error->message);
  thecal_label_set (self->told, text);
}

static void
keep (ThecalSettingsPage *self, const char *group, const char *key, const char *value)
{
  const ThecalKioskValue change = { group, key, value };

  thecal_label_set (self->told, "");
  thecal_kiosk_file_set_async (&change, self->cancellable, on_written, g_object_ref (self));
}

/* What is set. */

static void
show_time (const Time *time)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d", time->minute / 60, time->minute % 60);

  thecal_label_set (time->value, text);
}

static void
show_switch (GtkWidget *button, gboolean on)
{
  gtk_button_set_label (GTK_BUTTON (button), on ? _ ("On") : _ ("Off"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), on);
}

/* Large text leaves room for one more row in the other half only, where there are few of them. */
static void
place_dim (ThecalSettingsPage *self, gboolean large)
{
  GtkWidget *half = large ? self->second : self->first;
  g_autoptr (GtkWidget) dim = g_object_ref (self->dim); /* while no box holds it */

  if (gtk_widget_get_parent (dim) == half)
    return;
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (dim)), dim);
  gtk_box_append (GTK_BOX (half), dim);
  if (!large)
    gtk_box_reorder_child_after (GTK_BOX (half), dim, gtk_widget_get_parent (self->to.value));
}

static void
fill (ThecalSettingsPage *self)
{
  const ThecalNightHours night = thecal_kiosk_settings_get_night (self->settings);
  const ThecalDimLevels levels = thecal_kiosk_settings_get_levels (self->settings);

  thecal_dim_row_set (THECAL_DIM_ROW (self->dim),
                      levels.night,
                      self->backlight != NULL ? thecal_backlight_get_state (self->backlight)
                                              : THECAL_BACKLIGHT_NONE);
  place_dim (self, thecal_kiosk_settings_get_large_text (self->settings));
  self->filling = TRUE;
  self->from.minute = night.from_min;
  self->to.minute = night.to_min;
  show_time (&self->from);
  show_time (&self->to);
  show_switch (self->large, thecal_kiosk_settings_get_large_text (self->settings));
  show_switch (self->contrast, thecal_kiosk_settings_get_high_contrast (self->settings));
  self->filling = FALSE;
}

static void
shift (ThecalSettingsPage *self, Time *time, int by_min)
{
  g_autofree char *text = NULL;

  time->minute = (time->minute + by_min + DAY_MIN) % DAY_MIN;
  show_time (time);
  text = g_strdup_printf ("%02d:%02d", time->minute / 60, time->minute % 60);
  keep (self, "night", time->key, text);
}

static void
on_from_earlier (ThecalSettingsPage *self)
{
  shift (self, &self->from, -STEP_MIN);
}

static void
on_from_later (ThecalSettingsPage *self)
{
  shift (self, &self->from, STEP_MIN);
}

static void
on_to_earlier (ThecalSettingsPage *self)
{
  shift (self, &self->to, -STEP_MIN);
}

static void
on_to_later (ThecalSettingsPage *self)
{
  shift (self, &self->to, STEP_MIN);
}

static void
on_dim_chosen (ThecalDimRow *row, int percent, ThecalSettingsPage *self)
{
  g_autofree char *text = g_strdup_printf ("%d", percent);

  keep (self, "night", "Brightness", text);
  g_signal_emit (self, signals[SIGNAL_TRY_LIGHT], 0, percent);
}

static void
on_switched (GtkToggleButton *button, ThecalSettingsPage *self)
{
  const gboolean on = gtk_toggle_button_get_active (button);

  if (self->filling)
    return;
  gtk_button_set_label (GTK_BUTTON (button), on ? _ ("On") : _ ("Off"));
  keep (self,
        "screen",
        GTK_WIDGET (button) == self->large ? "LargeText" : "HighContrast",
        on ? "true" : "false");
  if (GTK_WIDGET (button) == self->large)
    place_dim (self, on);
}

/* Test. */

/* Those that work in one line, then each that does not, with why. */
static char *
results_to_text (GVariant *results)
{
  g_autoptr (GString) good = g_string_new (NULL);
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autofree char *works = NULL;
  GVariantIter iter;
  const char *channel, *detail;
  gboolean passed;
  gint64 at_ms;

  g_variant_iter_init (&iter, results);
  while (g_variant_iter_next (&iter, "(&sb&sx)", &channel, &passed, &detail, &at_ms)) {
    const char *name = _ (thecal_format_channel (channel));

    if (passed)
      g_string_append_printf (good, "%s%s", good->len > 0 ? ", " : "", name);
    else {
      g_string_append_c (bad, '\n');
      g_string_append_printf (bad, _ ("Does not work: %s. %s"), name, detail);
    }
  }
  works = g_strdup_printf (_ ("Works: %s"), good->len > 0 ? good->str : _ ("nothing"));

  return g_strconcat (works, bad->str, NULL);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalSettingsPage) self = user_data;
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (thecal_dbus_manager_call_run_self_test_finish (
          THECAL_DBUS_MANAGER (source), &results, result, &error))
    text = results_to_text (results);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else
    text = g_strdup (_ ("The monitor did not answer."));
  gtk_widget_set_sensitive (self->test, TRUE);
  thecal_label_set (self->told, text);
}

static void
on_test (ThecalSettingsPage *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    thecal_label_set (self->told, _ ("The monitor is not running."));
    return;
  }
  gtk_widget_set_sensitive (self->test, FALSE);
  thecal_label_set (self->told, _ ("Listen and look: it takes a few seconds."));
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (manager), TEST_LIMIT_MS);
  thecal_dbus_manager_call_run_self_test (
      manager, self->cancellable, on_tested, g_object_ref (self));
}

/* Ways out. */

static void
on_close (ThecalSettingsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
on_change_pin (ThecalSettingsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE_PIN], 0);
}

static void
on_anew (ThecalSettingsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, FALSE);
}

static gboolean
on_not_sure (gpointer user_data)
{
  ThecalSettingsPage *self = user_data;

  self->sure_id = 0;
  thecal_kiosk_button_set_words (self->leave, _ ("Leave to the desktop"));

  return G_SOURCE_REMOVE;
}

static void
on_leave (ThecalSettingsPage *self)
{
  if (self->sure_id != 0) {
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, TRUE);
    return;
  }
  self->sure_id = g_timeout_add_seconds (SURE_S, on_not_sure, self);
  thecal_kiosk_button_set_words (self->leave, _ ("Press again: no alarm is shown then"));
}

/* Rows. */

static GtkWidget *
row_new (ThecalSettingsPage *self, const char *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row, "kiosk-row");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->list), row);

  return row;
}

static void
add_step (GtkWidget *row, const char *sign, const char *name, GCallback on_step, gpointer self)
{
  GtkWidget *button = gtk_button_new_with_label (sign);

  gtk_widget_add_css_class (button, "kiosk-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", on_step, self);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
time_new (void)
{
  GtkWidget *value = gtk_label_new (NULL);

  gtk_widget_add_css_class (value, "kiosk-row-value");
  return value;
}

static void
add_times (ThecalSettingsPage *self)
{
  GtkWidget *from = row_new (self, _ ("Night from"));
  GtkWidget *to = row_new (self, _ ("Night to"));

  self->from = (Time){ "From", 0, time_new () };
  self->to = (Time){ "To", 0, time_new () };
  add_step (from, "−", _ ("Night begins earlier"), G_CALLBACK (on_from_earlier), self);
  gtk_box_append (GTK_BOX (from), self->from.value);
  add_step (from, "+", _ ("Night begins later"), G_CALLBACK (on_from_later), self);
  add_step (to, "−", _ ("Night ends earlier"), G_CALLBACK (on_to_earlier), self);
  gtk_box_append (GTK_BOX (to), self->to.value);
  add_step (to, "+", _ ("Night ends later"), G_CALLBACK (on_to_later), self);
}

static GtkWidget *
add_switch (ThecalSettingsPage *self, const char *title)
{
  GtkWidget *row = row_new (self, title), *button = gtk_toggle_button_new_with_label (_ ("Off"));

  gtk_widget_add_css_class (button, "kiosk-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (on_switched), self);
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static GtkWidget *
add_button (ThecalSettingsPage *self, const char *icon, const char *name, GCallback on_press)
{
  GtkWidget *button = thecal_kiosk_button_new (icon, name, "kiosk-setting");

  g_signal_connect_swapped (button, "clicked", on_press, self);
  gtk_box_append (GTK_BOX (self->list), button);

  return button;
}

static void
add_first_half (ThecalSettingsPage *self)
{
  self->close = add_button (self, "thecal-back-symbolic", _ ("Close"), G_CALLBACK (on_close));
  gtk_widget_add_css_class (self->close, "kiosk-back");
  gtk_widget_set_halign (self->close, GTK_ALIGN_START);
  add_times (self);
  self->dim = thecal_dim_row_new ();
  g_signal_connect (self->dim, "chosen", G_CALLBACK (on_dim_chosen), self);
  gtk_box_append (GTK_BOX (self->list), self->dim);
  self->large = add_switch (self, _ ("Large text"));
  self->contrast = add_switch (self, _ ("High contrast"));
}

static void
add_second_half (ThecalSettingsPage *self)
{
  self->test = add_button (
      self, "thecal-alarm-test-symbolic", _ ("Test sound and lamp"), G_CALLBACK (on_test));
  self->told = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_widget_add_css_class (self->told, "kiosk-told");
  gtk_box_append (GTK_BOX (self->list), self->told);
  add_button (self, "thecal-lock-symbolic", _ ("Change the PIN"), G_CALLBACK (on_change_pin));
  add_button (self, "view-refresh-symbolic", _ ("Start the screen anew"), G_CALLBACK (on_anew));
  self->leave = add_button (
      self, "application-exit-symbolic", _ ("Leave to the desktop"), G_CALLBACK (on_leave));
}

/* All on one screen: nobody has to know that more lies below. */
static GtkWidget *
rows_new (ThecalSettingsPage *self)
{
  GtkWidget *split;

  self->list = self->first = gtk_box_new (GTK_ORIENTATION_VERTICAL, ROW_GAP);
  add_first_half (self);
  self->list = self->second = gtk_box_new (GTK_ORIENTATION_VERTICAL, ROW_GAP);
  add_second_half (self);
  split = thecal_split_new (self->first, self->second);
  gtk_widget_add_css_class (split, "kiosk-page");

  return split;
}

/* Shown and hidden. */

static void
on_map (ThecalSettingsPage *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  thecal_label_set (self->told, "");
  gtk_adjustment_set_value (place, 0);
  gtk_widget_grab_focus (self->close);
  fill (self);
}

static void
on_unmap (ThecalSettingsPage *self)
{
  if (self->sure_id != 0) {
    g_clear_handle_id (&self->sure_id, g_source_remove);
    on_not_sure (self);
  }
}

/* Object. */

static void
thecal_settings_page_dispose (GObject *object)
{
  ThecalSettingsPage *self = THECAL_SETTINGS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->sure_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->client);
  g_clear_object (&self->backlight);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_settings_page_parent_class)->dispose (object);
}

static void
thecal_settings_page_finalize (GObject *object)
{
  g_object_unref (THECAL_SETTINGS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (thecal_settings_page_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name,
                       THECAL_TYPE_SETTINGS_PAGE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       type);
}

static void
thecal_settings_page_class_init (ThecalSettingsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_settings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_settings_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CLOSED] = add_signal ("closed", 0, G_TYPE_NONE);
  signals[SIGNAL_CHANGE_PIN] = add_signal ("change-pin", 0, G_TYPE_NONE);
  signals[SIGNAL_ENDED] = add_signal ("ended", 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_TRY_LIGHT] = add_signal ("try-light", 1, G_TYPE_INT);
}

static void
thecal_settings_page_init (ThecalSettingsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), rows_new (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
}

GtkWidget *
thecal_settings_page_new (ThecalKioskSettings *settings,
                          ThecalMonitorClient *client,
                          ThecalBacklight *backlight)
{
  ThecalSettingsPage *self = g_object_new (THECAL_TYPE_SETTINGS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->client = g_object_ref (client);
  g_set_object (&self->backlight, backlight);
  return GTK_WIDGET (self);
}
