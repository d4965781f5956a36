/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/overview_page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/alarm_card.h"
#include "caregiver/also_list.h"
#include "caregiver/elsewhere_list.h"
#include "caregiver/today_list.h"
#include "shared/alarm_words.h"
#include "shared/big_button.h"
#include "shared/format.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"
#include "shared/state_facts.h"
#include "shared/steady.h"
#include "shared/vessel.h"
#include "words/pump_words.h"

#define LARGE_TEXT_DPI 115 /* 96 is usual */
#define REFRESH_S 10       /* ages grow without any news */

struct _ThecalOverviewPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *elsewhere, *column, *head, *empty, *middle, *left, *right, *reservoir, *words, *vessel,
      *value, *unit, *could_be, *source, *forecast, *empties_heading, *empties, *in_days,
      *refill_by, *limited, *also, *also_list, *battery_row, *battery, *battery_value, *heard_row,
      *heard_value, *test_row, *printout_row, *refill, *refill_beside, *today, *ways;
  gboolean narrow, answered_elsewhere;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalOverviewPage, thecal_overview_page, ADW_TYPE_BIN)

static void
set_subtitle (GtkWidget *row, const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

/* The sentence. */

static char *
detail_words (ThecalDbusAlarm *alarm)
{
  g_autofree char *detail = thecal_alarm_detail_words (alarm);
  const char *note = thecal_alarm_note (alarm);

  return *note != '\0' ? g_strdup_printf ("%s %s", detail, note) : g_steal_pointer (&detail);
}

static void
update_sentence (ThecalOverviewPage *self, ThecalDbusPump *pump, GPtrArray *alarms, GDateTime *now)
{
  ThecalDbusAlarm *first = alarms->len > 0 ? g_ptr_array_index (alarms, 0) : NULL;
  g_auto (ThecalStateNow) state = { 0 };
  g_autofree char *detail = first != NULL ? detail_words (first) : NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *title = thecal_alarm_card_get_title (THECAL_ALARM_CARD (self->head));

  thecal_state_now_read (&state, self->client, pump, alarms, now);
  sentence = thecal_state_sentence (&state.facts);
  if (state.facts.connected)
    thecal_alarm_card_set_alarm (THECAL_ALARM_CARD (self->head),
                                 first,
                                 thecal_monitor_client_get_pump_name (self->client, first),
                                 !self->answered_elsewhere);
  else
    thecal_alarm_card_set_unknown (THECAL_ALARM_CARD (self->head));
  thecal_alarm_card_set_text (
      THECAL_ALARM_CARD (self->head),
      sentence,
      !state.facts.connected
          ? _ ("Alarms do not sound now. Restart this computer, and watch the pump by its dates.")
      : first != NULL ? detail
                      : "");
  /* GtkLabel names itself by its text on every change; the name finds it, the description is what a
   * screen reader says. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (title),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "State",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence,
                                  -1);
}

static void
update_age (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const gint64 age_s = thecal_pump_get_age_s (pump);
  g_autofree char *clock = g_date_time_format (now, "%A %H:%M");
  g_autofree char *age = age_s >= 0 ? thecal_format_age (age_s) : NULL;
  const char *source = age_s >= 0 ? thecal_dbus_pump_get_source (pump) : "";
  g_autofree char *line = NULL;

  if (age_s < 0)
    line = g_strdup (clock);
  else if (thecal_text_is (source, "manual"))
    line = g_strdup_printf (_ ("%s · entered from the printout, %s"), clock, age);
  else
    line = g_strdup_printf (_ ("%s · reported %s, %s"), clock, thecal_format_source (source), age);
  thecal_alarm_card_set_age (THECAL_ALARM_CARD (self->head), line);
}

/* The reservoir. */

static void
update_level (ThecalOverviewPage *self, ThecalDbusPump *pump)
{
  const ThecalLevel level = thecal_pump_get_level (pump);
  ThecalReading reading;
  g_autofree char *number = thecal_level_number (&level);
  g_autofree char *how_exact = NULL;
  g_autofree char *age = NULL;
  g_autofree char *source = NULL;

  thecal_pump_get_reading (pump, "reservoir_ml", &reading);
  how_exact = thecal_level_how_exact (&level, reading.quality);
  thecal_vessel_set (THECAL_VESSEL (self->vessel), &level);
  thecal_label_set (self->value, number);
  gtk_widget_set_visible (self->unit, thecal_level_is_known (&level));
  thecal_label_set (self->could_be, how_exact);
  if (!isnan (reading.value)) {
    age = thecal_format_age (reading.age_s);
    source = g_strdup_printf ("%s %s, %s",
                              thecal_format_quality (reading.quality),
                              thecal_format_source (reading.source),
                              age);
  }
  thecal_label_set (self->source, source != NULL ? source : "");
}

static const char *
limit_words (const char *limited_by)
{
  if (thecal_text_is (limited_by, "printed-date"))
    return _ ("the alarm date of pump or printout");
  if (thecal_text_is (limited_by, "stability-cap"))
    return _ ("the drug keeps for 180 days");

  return _ ("computed, with delivery up to 15 % faster");
}

/* A level that may be gone has no date to wait for. */
static void
update_empties (ThecalOverviewPage *self, double early, double late, GDateTime *now)
{
  const gboolean known = !isnan (early), reached = known && early <= 0.0;
  const gboolean one_day = known && thecal_format_is_one_day (now, early, late);
  g_autofree char *dates = known && !reached ? thecal_format_dates (now, early, late) : NULL;
  g_autofree char *empty_in = known ? thecal_format_empty_in (early, late) : NULL;

  thecal_label_set (self->empties_heading,
                    reached   ? _ ("Empties")
                    : one_day ? _ ("Empties on")
                              : _ ("Empties between"));
  thecal_label_set (self->empties,
                    dates != NULL ? dates
                    : reached     ? _ ("may be empty already")
                                  : _ ("not known"));
  thecal_label_set (self->in_days, empty_in != NULL ? empty_in : "");
}

static void
update_forecast (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const double refill = thecal_pump_get_days (pump, "refill_by");
  g_autofree char *day = isnan (refill) ? NULL : thecal_format_day (now, MAX (refill, 0.0));

  update_empties (self,
                  thecal_pump_get_days (pump, "empty_early"),
                  thecal_pump_get_days (pump, "empty_late"),
                  now);
  thecal_label_set (self->refill_by,
                    day == NULL     ? _ ("not known")
                    : refill <= 0.0 ? _ ("now")
                                    : day);
  thecal_label_set (self->limited,
                    day != NULL ? limit_words (thecal_dbus_pump_get_limited_by (pump)) : "");
}

/* The rows. */

static const char *
battery_words (const char *name)
{
  ThecalBatteryState state = THECAL_BATTERY_UNKNOWN;

  thecal_battery_state_from_string (name, &state);

  return thecal_battery_words (state);
}

static void
update_battery (ThecalOverviewPage *self, ThecalDbusPump *pump)
{
  ThecalReading battery;
  const gboolean known = thecal_pump_get_reading (pump, "battery_percent", &battery);
  g_autofree char *percent =
      known ? g_strdup_printf ("%.0f %%", battery.value) : g_strdup (_ ("not known"));
  g_autofree char *age = known ? thecal_format_age (battery.age_s) : NULL;
  const char *state = battery_words (pump != NULL ? thecal_dbus_pump_get_battery_state (pump) : "");
  g_autofree char *subtitle = known ? g_strdup_printf ("%s, %s", state, age) : g_strdup ("");

  thecal_label_set (self->battery_value, percent);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->battery), known ? battery.value / 100 : 0);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->battery), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, percent, -1);
  set_subtitle (self->battery_row, subtitle);
}

static void
update_heard (ThecalOverviewPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const gint64 age_s = thecal_pump_get_age_s (pump);
  const guint interval_s = pump != NULL ? thecal_dbus_pump_get_interval_s (pump) : 0;
  g_autofree char *interval = thecal_format_interval (interval_s);
  g_autofree char *subtitle = NULL;
  g_autofree char *value = NULL;

  if (age_s >= 0) {
    g_autofree char *time = thecal_format_time (now, thecal_dbus_pump_get_last_heard_time (pump));
    g_autofree char *age = thecal_format_age (age_s);

    value = g_strdup_printf ("%s\n%s", time, age);
  }
  thecal_label_set (self->heard_value,
                    value != NULL  ? value
                    : pump != NULL ? _ ("never")
                                   : _ ("not known"));
  if (pump != NULL)
    subtitle = g_strdup_printf ("%s%s%s",
                                thecal_dbus_pump_get_name (pump),
                                interval != NULL ? ", " : "",
                                interval != NULL ? interval : "");
  set_subtitle (self->heard_row, subtitle != NULL ? subtitle : "");
}

static void
update_test (ThecalOverviewPage *self, GDateTime *now)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  GVariant *tests = manager != NULL ? thecal_dbus_manager_get_self_test (manager) : NULL;
  g_autofree char *words = tests != NULL
                               ? thecal_format_self_test (tests, g_date_time_to_unix (now) * 1000)
                               : g_strdup ("");

  set_subtitle (self->test_row, words);
}

/* Where there is no room below it, it stands beside the level. What was taken out is filled no
 * more. */
static void
place_refill (ThecalOverviewPage *self, ThecalDbusPump *pump, gboolean is_urgent)
{
  const gboolean filled = pump == NULL || !thecal_dbus_pump_get_explanted (pump);
  const gboolean beside = is_urgent && !self->narrow;

  gtk_widget_set_visible (self->refill, filled && !beside);
  gtk_widget_set_visible (self->refill_beside, filled && beside);
}

/* Beside an alarm, or what stands for one, the vessel takes less room, so that the ways out stay in
 * sight. */
static void
update_sizes (ThecalOverviewPage *self, gboolean is_urgent)
{
  if (self->narrow)
    thecal_vessel_set_size (THECAL_VESSEL (self->vessel), 112, 196);
  else if (is_urgent)
    thecal_vessel_set_size (THECAL_VESSEL (self->vessel), 150, 262);
  else
    thecal_vessel_set_size (THECAL_VESSEL (self->vessel), 206, 400);
  thecal_today_list_set_brief (THECAL_TODAY_LIST (self->today), is_urgent);
  if (is_urgent)
    gtk_widget_add_css_class (self->column, "thecal-brief");
  else
    gtk_widget_remove_css_class (self->column, "thecal-brief");
}

static void
update (ThecalOverviewPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  ThecalDbusPump *pump = connected ? thecal_monitor_client_get_pump (self->client) : NULL;

  if (!connected)
    g_ptr_array_set_size (alarms, 0);
  /* What has ended is told by the banner above the pages, and is not how things are. */
  for (guint i = alarms->len; i > 0; i--)
    if (thecal_alarm_is (g_ptr_array_index (alarms, i - 1), "latched"))
      g_ptr_array_remove_index (alarms, i - 1);
  thecal_elsewhere_list_take (self->elsewhere, self->client, alarms);
  update_sentence (self, pump, alarms, now);
  update_age (self, pump, now);
  gtk_widget_set_visible (self->empty, connected && pump == NULL);
  gtk_widget_set_visible (self->middle, !connected || pump != NULL);
  update_level (self, pump);
  update_forecast (self, pump, now);
  update_battery (self, pump);
  update_heard (self, pump, now);
  update_test (self, now);
  gtk_widget_set_visible (self->also, alarms->len > 1);
  thecal_also_list_update (self->also_list, alarms, now);
  place_refill (self, pump, alarms->len > 0 || !connected);
  update_sizes (self, alarms->len > 0 || !connected);
}

static gboolean
on_refresh (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* Layout. */

static void
set_orientation (GtkWidget *box, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* With large text a narrow row has room for its words only. */
static void
set_row_icons (ThecalOverviewPage *self, gboolean narrow)
{
  const struct {
    GtkWidget *row;
    const char *icon_name;
  } rows[] = {
    { self->battery_row, "thecal-battery-symbolic" },
    { self->heard_row, "thecal-signal-symbolic" },
    { self->test_row, "thecal-sound-symbolic" },
    { self->printout_row, "thecal-printout-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (rows[i].row), narrow ? NULL : rows[i].icon_name);
}

/* Three words beside each other are then wider than a narrow window. */
static gboolean
is_text_large (ThecalOverviewPage *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi > LARGE_TEXT_DPI * PANGO_SCALE;
}

void
thecal_overview_page_set_narrow (ThecalOverviewPage *self, gboolean narrow)
{
  const gboolean stacked = narrow && is_text_large (self);

  self->narrow = narrow;
  set_orientation (self->middle, narrow);
  gtk_box_set_homogeneous (GTK_BOX (self->middle), !narrow);
  gtk_box_set_spacing (GTK_BOX (self->reservoir), narrow ? 14 : 28);
  gtk_box_set_spacing (GTK_BOX (self->ways), narrow ? 6 : 18);
  thecal_alarm_card_set_narrow (THECAL_ALARM_CARD (self->head), narrow);
  set_row_icons (self, narrow);
  thecal_today_list_set_narrow (THECAL_TODAY_LIST (self->today), narrow);
  set_orientation (self->ways, stacked);
  for (GtkWidget *way = gtk_widget_get_first_child (self->ways); way != NULL;
       way = gtk_widget_get_next_sibling (way)) {
    GtkWidget *content = gtk_button_get_child (GTK_BUTTON (way));

    set_orientation (content, narrow && !stacked);
    gtk_widget_set_halign (content, narrow && !stacked ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  }
  if (self->client != NULL)
    update (self);
}

int
thecal_overview_page_get_width (ThecalOverviewPage *self)
{
  int minimum = 0;

  gtk_widget_measure (self->column, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

void
thecal_overview_page_set_answered_elsewhere (ThecalOverviewPage *self, gboolean elsewhere)
{
  if (self->answered_elsewhere == elsewhere)
    return;
  self->answered_elsewhere = elsewhere;
  update (self);
}

void
thecal_overview_page_start_today (ThecalOverviewPage *self, ThecalPlanWatch *plan)
{
  thecal_today_list_start (THECAL_TODAY_LIST (self->today), self->client, plan);
}

static void
add_way (ThecalOverviewPage *self,
         const char *action,
         const char *icon_name,
         const char *label,
         const char *subtitle)
{
  GtkWidget *button = thecal_big_button_new (icon_name, label, subtitle);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->ways), button);
}

/* Object. */

static void
thecal_overview_page_dispose (GObject *object)
{
  ThecalOverviewPage *self = THECAL_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_overview_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ThecalOverviewPage, child)

static void
thecal_overview_page_class_init (ThecalOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_overview_page_dispose;
  g_type_ensure (THECAL_TYPE_ALARM_CARD);
  g_type_ensure (THECAL_TYPE_TODAY_LIST);
  g_type_ensure (THECAL_TYPE_VESSEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/overview_page.ui");
  BIND (column);
  BIND (head);
  BIND (empty);
  BIND (middle);
  BIND (left);
  BIND (right);
  BIND (reservoir);
  BIND (words);
  BIND (vessel);
  BIND (value);
  BIND (unit);
  BIND (could_be);
  BIND (source);
  BIND (forecast);
  BIND (empties_heading);
  BIND (empties);
  BIND (in_days);
  BIND (refill_by);
  BIND (limited);
  BIND (also);
  BIND (also_list);
  BIND (battery_row);
  BIND (battery);
  BIND (battery_value);
  BIND (heard_row);
  BIND (heard_value);
  BIND (test_row);
  BIND (printout_row);
  BIND (refill);
  BIND (refill_beside);
  BIND (today);
  BIND (ways);
}

static void
thecal_overview_page_init (ThecalOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  thecal_steady_hold (self->left);
  thecal_steady_hold (self->right);
  thecal_steady_hold (self->words);
  thecal_alarm_card_set_brief (THECAL_ALARM_CARD (self->head), TRUE);
  self->elsewhere = thecal_elsewhere_list_new ();
  gtk_box_prepend (GTK_BOX (self->column), self->elsewhere);
  add_way (self,
           "win.symptoms",
           "thecal-symptoms-symbolic",
           _ ("Symptoms"),
           _ ("Something is different: what to look for"));
  add_way (self,
           "win.call",
           "thecal-call-symbolic",
           _ ("Call"),
           _ ("Whom to call, and what to have at hand"));
  add_way (self,
           "win.beep",
           "thecal-beep-symbolic",
           _ ("I hear a beep"),
           _ ("Find out which one, and what to do"));
  thecal_overview_page_set_narrow (self, FALSE);
}

GtkWidget *
thecal_overview_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalOverviewPage *self = g_object_new (THECAL_TYPE_OVERVIEW_PAGE, NULL);

  self->client = g_object_ref (client);
  thecal_alarm_card_follow_plan (THECAL_ALARM_CARD (self->head), plan);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  update (self);

  return GTK_WIDGET (self);
}
