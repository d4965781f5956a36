/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/overview_page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <time.h>

#include "caregiver/dialogs.h"
#include "shared/format.h"
#include "shared/state_sentence.h"
#include "shared/vessel.h"

#define REFRESH_S 10 /* ages grow without any news */

struct _ThecalOverviewPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *state, *age, *vessel, *value, *could_be, *source, *empties, *in_days, *refill_by,
      *limited;
  GtkWidget *enter_button;
  GtkLevelBar *battery;
  AdwActionRow *battery_row, *heard_row;
  GtkWidget *battery_value, *heard_value;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalOverviewPage, thecal_overview_page, ADW_TYPE_BIN)

typedef struct {
  double value;
  const char *source, *quality; /* borrowed from the proxy's variant */
  gint64 age_s;
} Reading;

static gint64
boot_now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
get_reading (ThecalDbusPump *pump, const char *name, Reading *out)
{
  GVariant *values = pump != NULL ? thecal_dbus_pump_get_values (pump) : NULL;
  const char *unit;
  gint64 observed_us;

  *out = (Reading){ .value = NAN, .source = "", .quality = "" };
  if (values == NULL || !g_variant_lookup (values,
                                           name,
                                           "(d&s&s&sx)",
                                           &out->value,
                                           &unit,
                                           &out->source,
                                           &out->quality,
                                           &observed_us))
    return FALSE;
  out->age_s = (boot_now_us () - observed_us) / G_USEC_PER_SEC;

  return TRUE;
}

static double
get_days (ThecalDbusPump *pump, const char *name)
{
  GVariant *forecast = pump != NULL ? thecal_dbus_pump_get_forecast (pump) : NULL;
  double days = NAN;

  if (forecast == NULL || !g_variant_lookup (forecast, name, "d", &days))
    return NAN;

  return days - (double) (boot_now_us () - thecal_dbus_pump_get_forecast_boot_us (pump)) /
                    (86400.0 * G_USEC_PER_SEC);
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
update_sentence (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  ThecalDbusAlarm *first = alarms->len > 0 ? g_ptr_array_index (alarms, 0) : NULL;
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  const gboolean heard = pump != NULL && thecal_dbus_pump_get_heard (pump);
  const gint64 age_s =
      heard ? (boot_now_us () - thecal_dbus_pump_get_last_heard_boot_us (pump)) / G_USEC_PER_SEC
            : 0;
  g_autofree char *heard_time =
      heard ? thecal_format_time (now, thecal_dbus_pump_get_last_heard_time (pump)) : NULL;
  g_autofree char *watched =
      pump != NULL ? thecal_format_time (now, thecal_dbus_pump_get_watched_since_time (pump))
                   : NULL;
  g_autofree char *age = thecal_format_age (age_s);
  g_autofree char *clock = g_date_time_format (now, "%A %H:%M");
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;
  Reading level;
  ThecalStateFacts facts = {
    .connected = connected,
    .has_pump = pump != NULL,
    .heard = heard,
    .by_printout = pump != NULL && g_strcmp0 (thecal_dbus_pump_get_link (pump), "none") == 0,
    .stale = pump != NULL && thecal_dbus_pump_get_stale (pump),
    .running = pump != NULL && g_strcmp0 (thecal_dbus_pump_get_therapy (pump), "run") == 0,
    .alarm = first != NULL ? thecal_dbus_alarm_get_condition (first) : NULL,
    .alarm_title = first != NULL ? _ (thecal_dbus_alarm_get_title (first)) : NULL,
    .n_more = alarms->len > 0 ? alarms->len - 1 : 0,
    .empty_early_days = get_days (pump, "empty_early"),
    .empty_late_days = get_days (pump, "empty_late"),
    .age_s = age_s,
    .heard_time = heard_time,
    .watched_time = watched,
  };

  get_reading (pump, "reservoir_ml", &level);
  facts.level_ml = level.value;
  sentence = thecal_state_sentence (&facts);
  set_text (self->state, sentence);
  /* GtkLabel names itself by its text on every change; the name finds it, the description is what a
   * screen reader says. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "State",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence,
                                  -1);
  if (heard)
    line = g_strdup_printf (_ ("%s · reported %s, %s"),
                            clock,
                            thecal_format_source (thecal_dbus_pump_get_source (pump)),
                            age);
  set_text (self->age, line != NULL ? line : clock);
}

static void
update_level (ThecalOverviewPage *self, ThecalDbusPump *pump, gboolean lost)
{
  GVariant *band = pump != NULL ? thecal_dbus_pump_get_level_band (pump) : NULL;
  double early = NAN, nominal = NAN, late = NAN;
  const gboolean stale = lost || pump == NULL || thecal_dbus_pump_get_stale (pump);
  Reading level, capacity, low;
  g_autofree char *value = NULL;
  g_autofree char *could_be = NULL;
  g_autofree char *source = NULL;
  g_autofree char *age = NULL;

  if (band != NULL)
    g_variant_get (band, "(ddd)", &early, &nominal, &late);
  get_reading (pump, "reservoir_ml", &level);
  get_reading (pump, "capacity_ml", &capacity);
  get_reading (pump, "low_threshold_ml", &low);
  thecal_vessel_set (
      THECAL_VESSEL (self->vessel), capacity.value, low.value, early, nominal, late, stale);
  value = stale ? g_strdup ("—") : g_strdup_printf (_ ("%.1f mL"), nominal);
  set_text (self->value, isnan (nominal) ? "—" : value);
  age = thecal_format_age (level.age_s);
  if (isnan (nominal))
    could_be = g_strdup (_ ("not known"));
  else if (stale)
    could_be = g_strdup_printf (_ ("last known %.1f mL"), level.value);
  else
    could_be = g_strdup_printf (_ ("could be %.1f to %.1f"), early, late);
  set_text (self->could_be, could_be);
  source = isnan (level.value) ? g_strdup ("")
                               : g_strdup_printf ("%s %s, %s",
                                                  thecal_format_quality (level.quality),
                                                  thecal_format_source (level.source),
                                                  age);
  set_text (self->source, source);
}

static void
update_forecast (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const double early = get_days (pump, "empty_early"), late = get_days (pump, "empty_late");
  const double refill = get_days (pump, "refill_by");
  g_autofree char *dates = isnan (early) ? NULL : thecal_format_dates (now, early, late);
  g_autofree char *span = isnan (early) ? NULL : thecal_format_span (early, late);
  g_autofree char *in_days = span != NULL ? g_strdup_printf (_ ("in %s"), span) : NULL;
  g_autofree char *day = isnan (refill) ? NULL : thecal_format_day (now, refill);
  const char *limited = pump != NULL ? thecal_dbus_pump_get_limited_by (pump) : "";

  set_text (self->empties, dates != NULL ? dates : _ ("not known"));
  set_text (self->in_days, in_days != NULL ? in_days : "");
  set_text (self->refill_by, day != NULL ? day : _ ("not known"));
  if (g_strcmp0 (limited, "printed-date") == 0)
    set_text (self->limited, _ ("the printed alarm date"));
  else if (g_strcmp0 (limited, "stability-cap") == 0)
    set_text (self->limited, _ ("the drug keeps for 180 days"));
  else
    set_text (self->limited, day != NULL ? _ ("computed, ±15 %") : "");
}

static const char *
battery_words (const char *state)
{
  if (g_strcmp0 (state, "ok") == 0)
    return _ ("No replacement notice");
  if (g_strcmp0 (state, "eri") == 0)
    return _ ("Replacement notice");
  if (g_strcmp0 (state, "eos") == 0)
    return _ ("End of service");
  if (g_strcmp0 (state, "reset") == 0)
    return _ ("The pump restarted");

  return _ ("not known");
}

static void
update_rows (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const gboolean heard = pump != NULL && thecal_dbus_pump_get_heard (pump);
  g_autofree char *time =
      heard ? thecal_format_time (now, thecal_dbus_pump_get_last_heard_time (pump)) : NULL;
  g_autofree char *percent = NULL;
  Reading battery;

  get_reading (pump, "battery_percent", &battery);
  percent = isnan (battery.value) ? g_strdup ("—") : g_strdup_printf ("%.0f %%", battery.value);
  set_text (self->battery_value, percent);
  gtk_level_bar_set_value (self->battery, isnan (battery.value) ? 0 : battery.value / 100);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->battery), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, percent, -1);
  adw_action_row_set_subtitle (
      self->battery_row,
      battery_words (pump != NULL ? thecal_dbus_pump_get_battery_state (pump) : ""));
  set_text (self->heard_value, time != NULL ? time : _ ("never"));
  adw_action_row_set_subtitle (self->heard_row,
                               pump != NULL ? thecal_dbus_pump_get_name (pump) : "");
}

static void
update (ThecalOverviewPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);

  update_sentence (self, pump, now);
  update_level (self, pump, !connected);
  update_forecast (self, pump, now);
  update_rows (self, pump, now);
  gtk_widget_set_visible (self->enter_button, connected);
}

static gboolean
on_refresh (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
make_reservoir_card (ThecalOverviewPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "thecal-card");
  self->vessel = thecal_vessel_new ();
  gtk_box_append (GTK_BOX (card), self->vessel);
  add_label (facts, _ ("Reservoir"), "heading");
  self->value = add_label (facts, "", "thecal-value");
  self->could_be = add_label (facts, "", NULL);
  self->source = add_label (facts, "", "caption");
  gtk_box_append (GTK_BOX (facts), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_label (facts, _ ("Empties between"), "heading");
  self->empties = add_label (facts, "", "thecal-dates");
  self->in_days = add_label (facts, "", NULL);
  gtk_box_append (GTK_BOX (facts), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_label (facts, _ ("Refill by"), "heading");
  self->refill_by = add_label (facts, "", "title-3");
  self->limited = add_label (facts, "", "caption");
  gtk_widget_set_hexpand (facts, TRUE);
  gtk_box_append (GTK_BOX (card), facts);

  return card;
}

static GtkWidget *
make_rows (ThecalOverviewPage *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *battery = adw_action_row_new (), *heard = adw_action_row_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  self->battery_row = ADW_ACTION_ROW (battery);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (battery), _ ("Pump battery"));
  self->battery = GTK_LEVEL_BAR (gtk_level_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->battery), 80, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->battery), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->battery), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Battery"), -1);
  self->battery_value = gtk_label_new ("");
  adw_action_row_add_suffix (self->battery_row, GTK_WIDGET (self->battery));
  adw_action_row_add_suffix (self->battery_row, self->battery_value);
  self->heard_row = ADW_ACTION_ROW (heard);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (heard), _ ("Last heard"));
  self->heard_value = gtk_label_new ("");
  adw_action_row_add_suffix (self->heard_row, self->heard_value);
  gtk_list_box_append (GTK_LIST_BOX (list), battery);
  gtk_list_box_append (GTK_LIST_BOX (list), heard);
  gtk_widget_set_valign (list, GTK_ALIGN_START);

  return list;
}

static void
on_enter (ThecalOverviewPage *self)
{
  thecal_dialog_enter_printout (GTK_WIDGET (self), self->client);
}

static GtkWidget *
make_side (ThecalOverviewPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (side), make_rows (self));
  self->enter_button = gtk_button_new_with_label (_ ("Enter the printout"));
  gtk_widget_set_halign (self->enter_button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->enter_button, "clicked", G_CALLBACK (on_enter), self);
  gtk_box_append (GTK_BOX (side), self->enter_button);
  gtk_widget_set_hexpand (side, TRUE);

  return side;
}

static void
on_symptoms (ThecalOverviewPage *self)
{
  thecal_dialog_symptoms (GTK_WIDGET (self));
}

static void
on_call (ThecalOverviewPage *self)
{
  thecal_dialog_call (GTK_WIDGET (self));
}

static void
on_beep (ThecalOverviewPage *self)
{
  thecal_dialog_beep (GTK_WIDGET (self), self->client);
}

static void
add_big_button (ThecalOverviewPage *self,
                GtkWidget *box,
                const char *label,
                GCallback callback,
                gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "thecal-big");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_ways_out (ThecalOverviewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  add_big_button (self, box, _ ("Symptoms"), G_CALLBACK (on_symptoms), TRUE);
  add_big_button (self, box, _ ("Call"), G_CALLBACK (on_call), FALSE);
  add_big_button (self, box, _ ("I hear a beep"), G_CALLBACK (on_beep), FALSE);

  return box;
}

static void
thecal_overview_page_dispose (GObject *object)
{
  ThecalOverviewPage *self = THECAL_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_overview_page_parent_class)->dispose (object);
}

static void
thecal_overview_page_class_init (ThecalOverviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_overview_page_dispose;
}

static void
thecal_overview_page_init (ThecalOverviewPage *self)
{
  GtkWidget *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 24);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  self->state = add_label (column, "", "thecal-state");
  self->age = add_label (column, "", "thecal-dim");
  gtk_box_append (GTK_BOX (middle), make_reservoir_card (self));
  gtk_box_append (GTK_BOX (middle), make_side (self));
  gtk_box_append (GTK_BOX (column), middle);
  gtk_box_append (GTK_BOX (column), make_ways_out (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1120);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
thecal_overview_page_new (ThecalMonitorClient *client)
{
  ThecalOverviewPage *self = g_object_new (THECAL_TYPE_OVERVIEW_PAGE, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  update (self);

  return GTK_WIDGET (self);
}
