/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/calm_page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/plan/care_plan.h"
#include "kiosk/battery_gauge.h"
#include "kiosk/button.h"
#include "kiosk/words.h"
#include "shared/alarm_words.h"
#include "shared/format.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"
#include "shared/state_facts.h"
#include "shared/vessel.h"

#define VESSEL_WIDTH 72.0
#define VESSEL_HEIGHT 112.0
#define BATTERY_WIDTH 50.0
#define BATTERY_HEIGHT 92.0
#define LONG_HEAD 40 /* characters of a sentence that needs smaller type */

#define N_WAYS 4

struct _ThecalCalmPage {
  GtkBox parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *news, *clock, *date, *heard, *state, *rest, *levels, *vessel, *level_title, *level,
      *could_be, *battery, *battery_value, *battery_age, *refill_title, *refill, *refill_by, *ways,
      *alarms;
  GtkWidget *way[N_WAYS];
  gboolean upright, waiting;
  const ThecalPriorityLook *look; /* of the button of the alarms; NULL: none stands */
};

G_DEFINE_FINAL_TYPE (ThecalCalmPage, thecal_calm_page, GTK_TYPE_BOX)

/* The state. */

static void
update_head (ThecalCalmPage *self, const ThecalStateFacts *facts, GDateTime *now)
{
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *date = g_date_time_format (now, _ ("%a %-d %b"));
  g_autofree char *age = thecal_kiosk_age_words (facts);
  g_autofree char *sentence = thecal_state_sentence (facts);
  g_auto (ThecalKioskWords) words = { 0 };

  if (self->waiting && !facts->connected) {
    words.head = g_strdup (_ ("Thecal is starting."));
    words.rest = g_strdup (_ ("Nothing is known yet."));
  } else {
    thecal_kiosk_words_read (facts, &words);
  }
  thecal_label_set (self->clock, clock);
  thecal_label_set (self->date, date);
  thecal_label_set (self->heard, age);
  thecal_label_set (self->state, words.head);
  thecal_label_set (self->rest, words.rest);
  if (strchr (words.head, '\n') == NULL && g_utf8_strlen (words.head, -1) > LONG_HEAD)
    gtk_widget_add_css_class (self->state, "kiosk-long");
  else
    gtk_widget_remove_css_class (self->state, "kiosk-long");
  /* GtkLabel names itself by its text on every change; the name finds it, the description is what a
   * screen reader says. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "State",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence,
                                  -1);
}

/* The levels. */

static void
update_level (ThecalCalmPage *self, ThecalDbusPump *pump)
{
  const ThecalLevel level = thecal_pump_get_level (pump);
  ThecalReading reading;
  g_autofree char *words = thecal_level_words (&level);
  g_autofree char *could_be = thecal_level_could_be (&level);
  g_autofree char *age = NULL;
  g_autofree char *title = NULL;

  thecal_vessel_set (THECAL_VESSEL (self->vessel), &level);
  thecal_label_set (self->level, words);
  thecal_label_set (self->could_be, could_be);
  thecal_pump_get_reading (pump, "reservoir_ml", &reading);
  age = isnan (reading.value) ? NULL : thecal_format_age (reading.age_s);
  title = age != NULL ? g_strdup_printf (_ ("Reservoir · %s"), age) : g_strdup (_ ("Reservoir"));
  thecal_label_set (self->level_title, title);
}

static void
update_battery (ThecalCalmPage *self, ThecalDbusPump *pump)
{
  ThecalReading battery;
  const gboolean known = thecal_pump_get_reading (pump, "battery_percent", &battery);
  g_autofree char *percent = known ? g_strdup_printf ("%.0f %%", battery.value) : g_strdup ("—");
  g_autofree char *age = known ? thecal_format_age (battery.age_s) : g_strdup (_ ("not known"));

  thecal_battery_gauge_set (THECAL_BATTERY_GAUGE (self->battery),
                            known ? battery.value : NAN,
                            known ? percent : _ ("not known"));
  thecal_label_set (self->battery_value, percent);
  thecal_label_set (self->battery_age, age);
}

/* The visit that is booked, and the day by which it must be; without a visit only the day. */
static void
update_refill (ThecalCalmPage *self, ThecalDbusPump *pump, GDateTime *now)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  const double days = thecal_pump_get_days (pump, "refill_by");
  const gint64 visit_us = load != NULL ? thecal_care_plan_get_visit_us (&load->document->plan,
                                                                        THECAL_VISIT_REFILL,
                                                                        thecal_now ())
                                       : THECAL_UNKNOWN_US;
  g_autoptr (GDateTime) visit = visit_us != THECAL_UNKNOWN_US
                                    ? g_date_time_new_from_unix_local (visit_us / G_USEC_PER_SEC)
                                    : NULL;
  g_autoptr (GDateTime) by =
      isnan (days) ? NULL : g_date_time_add_seconds (now, MAX (days, 0.0) * 24 * 60 * 60);
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;

  if (visit != NULL) {
    value = g_date_time_format (visit, _ ("%a %-d %b"));
    limit = g_date_time_compare (visit, now) < 0 ? g_strdup (_ ("has passed"))
            : by == NULL                         ? g_strdup ("")
            : days <= 0                          ? g_strdup (_ ("due now"))
                                                 : g_date_time_format (by, _ ("by %-d %B"));
  } else if (by != NULL) {
    value = days <= 0 ? g_strdup (_ ("now")) : g_date_time_format (by, _ ("%a %-d %b"));
    limit = g_strdup (_ ("no visit booked"));
  }
  thecal_label_set (self->refill_title,
                    visit == NULL && by != NULL && days > 0 ? _ ("Refill by") : _ ("Refill"));
  thecal_label_set (self->refill, value != NULL ? value : "—");
  thecal_label_set (self->refill_by, limit != NULL ? limit : _ ("not known"));
}

/* Beside each other, four of them with their icons above their words; upright below each other,
 * four of them two by two. */
static void
place_ways (ThecalCalmPage *self)
{
  const gboolean four = gtk_widget_get_visible (self->alarms);
  const int columns = !self->upright ? N_WAYS : four ? 2 : 1;
  int at = 0;

  for (gsize i = 0; i < N_WAYS; i++) {
    GtkWidget *way = self->way[i];
    GtkGridLayoutChild *place;

    thecal_kiosk_button_set_stacked (way, four);
    if (!gtk_widget_get_visible (way))
      continue;
    place = GTK_GRID_LAYOUT_CHILD (
        gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (self->ways), way));
    gtk_grid_layout_child_set_column (place, at % columns);
    gtk_grid_layout_child_set_row (place, at / columns);
    at++;
  }
}

/* Alarms that stand, or ended unseen: the way back to their page. */
static void
update_alarms (ThecalCalmPage *self, GPtrArray *alarms)
{
  ThecalDbusAlarm *first = alarms->len > 0 ? g_ptr_array_index (alarms, 0) : NULL;
  const ThecalPriorityLook *look =
      first != NULL ? thecal_priority_look_get (thecal_dbus_alarm_get_priority (first)) : NULL;
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u alarm", "%u alarms", alarms->len), alarms->len);

  if (self->look != NULL)
    gtk_widget_remove_css_class (self->alarms, self->look->css_class);
  if (look != NULL)
    gtk_widget_add_css_class (self->alarms, look->css_class);
  self->look = look;
  if (gtk_widget_get_visible (self->alarms) != (look != NULL)) {
    gtk_widget_set_visible (self->alarms, look != NULL);
    place_ways (self);
  }
  if (look != NULL)
    thecal_kiosk_button_set_words (self->alarms, words);
}

void
thecal_calm_page_set_waiting (ThecalCalmPage *self, gboolean waiting)
{
  self->waiting = waiting;
}

static void
drop_latched (GPtrArray *alarms)
{
  for (guint i = alarms->len; i > 0; i--)
    if (thecal_alarm_is (g_ptr_array_index (alarms, i - 1), "latched"))
      g_ptr_array_remove_index (alarms, i - 1);
}

void
thecal_calm_page_update (ThecalCalmPage *self)
{
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  ThecalDbusPump *pump = connected ? thecal_monitor_client_get_pump (self->client) : NULL;
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_auto (ThecalStateNow) state = { 0 };

  if (!connected)
    g_ptr_array_set_size (alarms, 0);
  update_alarms (self, alarms);
  /* What has ended is not how things are. */
  drop_latched (alarms);
  thecal_state_now_read (&state, self->client, pump, alarms, now);
  update_head (self, &state.facts, now);
  update_level (self, pump);
  update_battery (self, pump);
  update_refill (self, pump, now);
}

void
thecal_calm_page_set_scale (ThecalCalmPage *self, const ThecalKioskScale *scale)
{
  const double factor = scale->factor;

  thecal_vessel_set_size (
      THECAL_VESSEL (self->vessel), (int) (VESSEL_WIDTH * factor), (int) (VESSEL_HEIGHT * factor));
  thecal_battery_gauge_set_size (THECAL_BATTERY_GAUGE (self->battery),
                                 (int) (BATTERY_WIDTH * factor),
                                 (int) (BATTERY_HEIGHT * factor));
  self->upright = scale->upright;
  place_ways (self);
  gtk_label_set_xalign (GTK_LABEL (self->heard), scale->upright ? 0 : 1);
  gtk_widget_set_hexpand (self->heard, TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->news),
                                  scale->upright ? GTK_ORIENTATION_VERTICAL
                                                 : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->levels),
                                  scale->upright ? GTK_ORIENTATION_VERTICAL
                                                 : GTK_ORIENTATION_HORIZONTAL);
}

/* Object. */

static void
thecal_calm_page_dispose (GObject *object)
{
  ThecalCalmPage *self = THECAL_CALM_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (thecal_calm_page_parent_class)->dispose (object);
}

static void
thecal_calm_page_class_init (ThecalCalmPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_calm_page_dispose;
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
head_new (ThecalCalmPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *settings = gtk_button_new ();

  self->news = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->clock = label_new ("kiosk-clock");
  self->date = label_new ("kiosk-date");
  self->heard = label_new ("kiosk-heard");
  gtk_widget_set_hexpand (self->heard, TRUE);
  gtk_button_set_child (GTK_BUTTON (settings), thecal_kiosk_icon_new ("thecal-lock-symbolic"));
  gtk_widget_set_valign (settings, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (settings, "kiosk-settings");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (settings), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Settings"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (settings), "win.settings");
  gtk_widget_add_css_class (head, "kiosk-head");
  gtk_box_append (GTK_BOX (self->news), self->date);
  gtk_box_append (GTK_BOX (self->news), self->heard);
  gtk_widget_set_valign (self->news, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->news, "kiosk-head");
  gtk_widget_add_css_class (self->news, "kiosk-news");
  gtk_box_append (GTK_BOX (head), self->clock);
  gtk_box_append (GTK_BOX (head), self->news);
  gtk_box_append (GTK_BOX (head), settings);

  return head;
}

static GtkWidget *
level_new (GtkWidget *gauge, GtkWidget **out_title, GtkWidget **out_value, GtkWidget **out_more)
{
  GtkWidget *level = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *out_title = label_new ("kiosk-level-title");
  *out_value = label_new ("kiosk-level");
  *out_more = label_new ("kiosk-level-more");
  gtk_box_append (GTK_BOX (words), *out_title);
  gtk_box_append (GTK_BOX (words), *out_value);
  gtk_box_append (GTK_BOX (words), *out_more);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  if (gauge != NULL) {
    gtk_widget_set_valign (gauge, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (level), gauge);
  }
  gtk_box_append (GTK_BOX (level), words);
  gtk_widget_add_css_class (level, "kiosk-level-box");
  gtk_widget_set_hexpand (level, TRUE);

  return level;
}

static GtkWidget *
levels_new (ThecalCalmPage *self)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *battery_title;

  self->levels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->vessel = thecal_vessel_new ();
  thecal_vessel_set_bare (THECAL_VESSEL (self->vessel));
  self->battery = thecal_battery_gauge_new ();
  gtk_box_append (GTK_BOX (self->levels),
                  level_new (self->vessel, &self->level_title, &self->level, &self->could_be));
  gtk_box_append (
      GTK_BOX (pair),
      level_new (self->battery, &battery_title, &self->battery_value, &self->battery_age));
  gtk_box_append (GTK_BOX (pair),
                  level_new (NULL, &self->refill_title, &self->refill, &self->refill_by));
  gtk_label_set_text (GTK_LABEL (battery_title), _ ("Battery"));
  gtk_widget_add_css_class (pair, "kiosk-levels");
  gtk_widget_add_css_class (self->levels, "kiosk-levels");
  gtk_box_append (GTK_BOX (self->levels), pair);

  return self->levels;
}

static GtkWidget *
way_new (ThecalCalmPage *self, const char *action, const char *icon_name, const char *name)
{
  GtkWidget *button = thecal_kiosk_button_new (icon_name, name, "kiosk-way");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_grid_attach (GTK_GRID (self->ways), button, 0, 0, 1, 1);

  return button;
}

static GtkWidget *
ways_new (ThecalCalmPage *self)
{
  self->ways = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->ways), TRUE);
  gtk_widget_add_css_class (self->ways, "kiosk-ways");
  self->alarms = self->way[0] =
      way_new (self, "win.alarms", "thecal-alarms-symbolic", _ ("Alarms"));
  gtk_widget_add_css_class (self->alarms, "kiosk-alarms");
  gtk_widget_set_visible (self->alarms, FALSE);
  self->way[1] = way_new (self, "win.symptoms", "thecal-symptoms-symbolic", _ ("Symptoms"));
  self->way[2] = way_new (self, "win.call", "thecal-call-symbolic", _ ("Call"));
  self->way[3] = way_new (self, "win.beep", "thecal-beep-symbolic", _ ("I hear a beep"));
  place_ways (self);

  return self->ways;
}

static void
thecal_calm_page_init (ThecalCalmPage *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-page");
  self->state = label_new ("kiosk-state");
  self->rest = label_new ("kiosk-rest");
  gtk_label_set_wrap (GTK_LABEL (self->state), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->rest), TRUE);
  gtk_box_append (GTK_BOX (middle), self->state);
  gtk_box_append (GTK_BOX (middle), self->rest);
  gtk_widget_set_vexpand (middle, TRUE);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), head_new (self));
  gtk_box_append (GTK_BOX (self), middle);
  gtk_box_append (GTK_BOX (self), levels_new (self));
  gtk_box_append (GTK_BOX (self), ways_new (self));
}

GtkWidget *
thecal_calm_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalCalmPage *self = g_object_new (THECAL_TYPE_CALM_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  thecal_calm_page_update (self);

  return GTK_WIDGET (self);
}
